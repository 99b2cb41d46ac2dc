import type { Platform } from '../../src/platform/platform.ts';
import { ApiSession } from './api-session.ts';

export const password = 'correct horse battery';

/** Somebody with an account, logged in. */
export class Person extends ApiSession {
  accountId = '';
  email = '';
  refreshToken = '';

  /** Registers and logs in. */
  static async register(platform: Platform, name: string): Promise<Person> {
    const person = new Person(platform);
    person.email = `${name}@example.org`;
    await person.expect(202, 'POST /v1/accounts', { body: { email: person.email, password } });
    await person.logIn();
    ({ accountId: person.accountId } = await person.expect(200, 'GET /v1/account'));
    return person;
  }

  async logIn(secret = password): Promise<void> {
    const tokens = await this.expect(200, 'POST /v1/login', {
      body: { email: this.email, password: secret },
    });
    this.token = tokens.accessToken;
    this.refreshToken = tokens.refreshToken;
  }

  /** Becomes a member of a home that another person may invite to. */
  async join(host: ApiSession, homeId: string, offer: object): Promise<void> {
    const { code } = await host.expect(201, `POST /v1/homes/${homeId}/invitations`, { body: offer });
    await this.expect(200, 'POST /v1/invitations/accept', { body: { code } });
  }
}
