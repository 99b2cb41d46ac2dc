import { createHash } from 'node:crypto';
import type { DeviceDescriptor } from '../../devices/device-descriptor.ts';
import { BoundedMap } from './bounded-map.ts';
import type { SharedDescriptor } from './device-state.ts';
import { keys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { listOf } from './reply.ts';

const digestBytes = 16;
const cacheSizeMax = 10_000;

/**
 * Descriptors by the digest of their content: a model is stored once, however many devices of it there are in however
 * many homes. What is stored under a digest never changes, so it can be kept in memory for ever.
 */
export class DescriptorStore {
  readonly #redis: RedisConnection;
  readonly #cache = new BoundedMap<string, SharedDescriptor>(cacheSizeMax);

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  /** The digest (16 bytes, as hexadecimal digits) under which a descriptor is stored. */
  digestOf(descriptor: DeviceDescriptor): string {
    return createHash('sha256')
      .update(shared(descriptor))
      .digest('hex')
      .slice(0, digestBytes * 2);
  }

  /** Stores a descriptor; a repeat changes nothing. @throws ZigfleetError `store-unavailable` */
  async put(descriptor: DeviceDescriptor): Promise<void> {
    await this.#redis.call('SET', keys.descriptor(this.digestOf(descriptor)), shared(descriptor), 'NX');
  }

  /** The descriptors of digests; one that is not stored is missing in the result. @throws ZigfleetError `store-unavailable` */
  async getAll(digests: Iterable<string>): Promise<Map<string, SharedDescriptor>> {
    const found = new Map<string, SharedDescriptor>();
    const missing: string[] = [];
    for (const digest of new Set(digests)) {
      const cached = this.#cache.get(digest);
      if (cached) found.set(digest, cached);
      else missing.push(digest);
    }
    // One command each, sent together: they are in different slots of a cluster.
    const replies = await Promise.all(
      missing.map((digest) => this.#redis.call('GET', keys.descriptor(digest))),
    );
    for (const [index, digest] of missing.entries()) {
      const [reply] = listOf([replies[index] ?? null]);
      if (!Buffer.isBuffer(reply)) continue;
      const descriptor = JSON.parse(reply.toString()) as SharedDescriptor;
      this.#cache.set(digest, descriptor);
      found.set(digest, descriptor);
    }
    return found;
  }
}

function shared(descriptor: DeviceDescriptor): string {
  const { ieeeAddress: _, ...rest } = descriptor;
  return JSON.stringify(rest);
}
