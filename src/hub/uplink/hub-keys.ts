import { createPrivateKey } from 'node:crypto';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Logger } from '../../common/logger.ts';
import { ZigfleetError } from '../../common/zigfleet-error.ts';
import type { HubIdentity, HubKeyRing } from '../../rpc/hub-identity.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import { createHubIdentity, identityOf } from './hub-identity.ts';

const fileSchema = Type.Object({
  hubId: Type.String({ pattern: '^hub-[0-9a-f]{16}$' }),
  privateKey: Type.String(),
  /** The key that is to take the place of the other as soon as the platform has it. */
  nextPrivateKey: Type.Optional(Type.String()),
  /** How often the key was replaced: the id is that of the first. */
  rotations: Type.Optional(Type.Integer({ minimum: 0 })),
});

/**
 * The hub's key pair in its file, and the next one while a rotation is under way. Each step is on disk before it is said:
 * killed at any moment, the hub has the key that the platform has, in one of the two places.
 */
export class HubKeys implements HubKeyRing {
  readonly #path: string;
  readonly #logger: Logger;
  #current: HubIdentity;
  #next: HubIdentity | undefined;
  #rotations: number;

  private constructor(
    path: string,
    logger: Logger,
    keys: { current: HubIdentity; next: HubIdentity | undefined; rotations: number },
  ) {
    this.#path = path;
    this.#logger = logger;
    this.#current = keys.current;
    this.#next = keys.next;
    this.#rotations = keys.rotations;
  }

  /**
   * Reads the file, or makes a new identity at the first start.
   * @throws ZigfleetError `invalid-config` if the file is damaged: a hub never takes another identity by itself
   */
  static open(path: string, logger: Logger): HubKeys {
    const text = readIfThere(path);
    if (text === undefined) {
      const keys = new HubKeys(path, logger, { current: createHubIdentity(), next: undefined, rotations: 0 });
      keys.#save();
      logger.info({ hubId: keys.hubId }, 'made an identity for this hub');
      return keys;
    }
    // Someone may have copied it without care for its mode.
    if ((statSync(path).mode & 0o077) !== 0) {
      chmodSync(path, 0o600);
      logger.warn({ path }, 'the hub key could be read by others of this machine; now it cannot');
    }
    try {
      const { hubId, privateKey, nextPrivateKey, rotations = 0 } = Value.Parse(fileSchema, JSON.parse(text));
      const current = identityOf(createPrivateKey(privateKey), rotations > 0 ? hubId : undefined);
      if (current.hubId !== hubId) throw new Error('the id does not belong to the key');
      const next =
        nextPrivateKey === undefined ? undefined : identityOf(createPrivateKey(nextPrivateKey), hubId);
      return new HubKeys(path, logger, { current, next, rotations });
    } catch (error) {
      throw new ZigfleetError(
        'invalid-config',
        `${path} is damaged: restore it, or remove it and claim the hub anew`,
        { cause: error },
      );
    }
  }

  get hubId(): string {
    return this.#current.hubId;
  }

  get current(): HubIdentity {
    return this.#current;
  }

  get next(): HubIdentity | undefined {
    return this.#next;
  }

  /** Makes the key that is to take the place of the present one, unless there is one already. */
  prepare(): void {
    if (this.#next) return;
    this.#next = createHubIdentity(this.hubId);
    try {
      this.#save();
    } catch (error) {
      this.#next = undefined;
      throw error;
    }
  }

  accepted(publicKey: Uint8Array): void {
    const next = this.#next;
    if (!next || !Buffer.from(next.publicKey).equals(publicKey)) return;
    const before = this.#current;
    this.#current = next;
    this.#next = undefined;
    this.#rotations++;
    try {
      this.#save();
    } catch (error) {
      // The file still has both: the next start finds out which one is good.
      this.#current = before;
      this.#next = next;
      this.#rotations--;
      throw error;
    }
    this.#logger.info({ hubId: this.hubId }, 'the hub has a new key');
  }

  #save(): void {
    const pem = ({ privateKey }: HubIdentity) => privateKey.export({ type: 'pkcs8', format: 'pem' });
    const file = {
      hubId: this.hubId,
      privateKey: pem(this.#current),
      ...(this.#next && { nextPrivateKey: pem(this.#next) }),
      ...(this.#rotations > 0 && { rotations: this.#rotations }),
    };
    writeFileAtomically(this.#path, `${JSON.stringify(file, null, 2)}\n`);
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
