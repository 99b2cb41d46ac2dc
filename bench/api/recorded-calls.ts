import type { FunctionName } from '../../src/platform/store/function-library.ts';
import { readFunctionLibrary } from '../../src/platform/store/function-library.ts';
import type {
  RedisArgument,
  RedisConnection,
  RedisReply,
} from '../../src/platform/store/redis-connection.ts';

/** A Redis command and its arguments. */
export type RecordedCall = [command: string, ...args: RedisArgument[]];

/** What some piece of the platform asks Redis, found out by letting it ask. */
export class RecordingRedis {
  readonly calls: RecordedCall[] = [];
  readonly #redis: RedisConnection;
  readonly #version = readFunctionLibrary().version;

  constructor(redis: RedisConnection) {
    this.#redis = redis;
  }

  call(command: string, ...args: RedisArgument[]): Promise<RedisReply> {
    this.calls.push([command, ...args]);
    return this.#redis.call(command, ...args);
  }

  fcall(name: FunctionName, keys: RedisArgument[], args: RedisArgument[]): Promise<RedisReply> {
    this.calls.push(['FCALL', `${name}_${this.#version}`, keys.length, ...keys, ...args]);
    return this.#redis.fcall(name, keys, args);
  }
}
