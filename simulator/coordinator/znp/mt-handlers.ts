import type { MtRequest } from './mt-commands.ts';
import type { Layout, Values } from './mt-fields.ts';

/** What to do for each command of a table: the returned values become the response. */
export type MtHandlers<T extends Record<string, MtRequest>> = {
  readonly [K in keyof T]: (
    request: Values<T[K]['request']>,
  ) => T[K]['response'] extends Layout ? Values<T[K]['response']> : void;
};
