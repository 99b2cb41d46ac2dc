import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { ZigfleetError } from '../../common/zigfleet-error.ts';

/** scrypt's cost (RFC 7914): 2^15 blocks of 8, once: 32 MiB and about 100 ms for each evaluation. */
const cost = { logN: 15, blockSize: 8, parallelization: 1 } as const;
const keyBytes = 32;
const saltBytes = 16;

/** Evaluations that run at once; each takes a thread of the pool and 32 MiB. */
const runningMax = 2;
/** Evaluations that may wait for their turn. Beyond that the answer is `unavailable`, not a longer queue. */
const waitingMax = 32;

interface Parameters {
  logN: number;
  blockSize: number;
  parallelization: number;
}

/**
 * Hashes passwords and other secrets that people choose, and checks them. The work is done on libuv's threads, a bounded
 * number at a time, so that a flood of logins cannot drown the event loop.
 */
export class PasswordHasher {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /**
   * @returns `scrypt$logN$blockSize$parallelization$salt$key`, base64url: all that a later check needs
   * @throws ZigfleetError `unavailable` if too many evaluations wait
   */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(saltBytes);
    const key = await this.#evaluate(password, salt, cost);
    const { logN, blockSize, parallelization } = cost;
    return [
      'scrypt',
      logN,
      blockSize,
      parallelization,
      salt.toString('base64url'),
      key.toString('base64url'),
    ].join('$');
  }

  /**
   * Whether this is the password behind a hash. Without a hash it takes as long and is false, so that the time of the
   * answer does not tell whether an account exists.
   * @throws ZigfleetError `unavailable` if too many evaluations wait
   */
  async verify(password: string, hash: string | undefined): Promise<boolean> {
    const parsed = hash === undefined ? undefined : parse(hash);
    if (!parsed) {
      await this.#evaluate(password, randomBytes(saltBytes), cost);
      return false;
    }
    const key = await this.#evaluate(password, parsed.salt, parsed);
    return timingSafeEqual(key, parsed.key);
  }

  async #evaluate(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
    await this.#enter();
    try {
      const options: ScryptOptions = {
        N: 2 ** parameters.logN,
        r: parameters.blockSize,
        p: parameters.parallelization,
        maxmem: 2 ** parameters.logN * parameters.blockSize * 256,
      };
      // The same password typed on another keyboard must be the same bytes (RFC 8265 asks for NFC).
      const bytes = Buffer.from(password.normalize('NFC'));
      return await new Promise((resolve, reject) =>
        scrypt(bytes, salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key))),
      );
    } finally {
      this.#leave();
    }
  }

  #enter(): Promise<void> {
    if (this.#running < runningMax) {
      this.#running++;
      return Promise.resolve();
    }
    if (this.#waiting.length >= waitingMax) {
      return Promise.reject(
        new ZigfleetError('unavailable', 'too many logins at once: try again in a moment'),
      );
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }
}

function parse(hash: string): (Parameters & { salt: Buffer; key: Buffer }) | undefined {
  const [scheme, logN, blockSize, parallelization, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return undefined;
  const keyBuffer = Buffer.from(key, 'base64url');
  if (keyBuffer.length !== keyBytes) return undefined;
  return {
    logN: Number(logN),
    blockSize: Number(blockSize),
    parallelization: Number(parallelization),
    salt: Buffer.from(salt, 'base64url'),
    key: keyBuffer,
  };
}
