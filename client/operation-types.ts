import type { paths } from './gen/api.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that answer a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

type OperationOf<M extends Method, P extends PathOf<M>> = paths[P] extends Record<M, infer O> ? O : never;

type ParametersOf<O> = O extends { parameters: infer Parts } ? Omit<Parts, 'cookie'> : unknown;

type JsonIn<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;

/** A body that must be sent, may be sent, or is none. */
type BodyOf<O> = O extends { requestBody: infer R }
  ? { body: JsonIn<R> }
  : O extends { requestBody?: infer R }
    ? [Exclude<R, undefined>] extends [never]
      ? { body?: never }
      : { body?: JsonIn<R> }
    : { body?: never };

/** What a request says: its parameters by where they go, and its body. */
export type RequestOf<M extends Method, P extends PathOf<M>> = ParametersOf<OperationOf<M, P>> &
  BodyOf<OperationOf<M, P>>;

type Success = 200 | 201 | 202 | 203 | 204;

type JsonOrNothing<R> = R extends { content: { 'application/json': infer Body } } ? Body : undefined;

/** What an operation answers when it succeeds; undefined where the answer is empty. */
export type AnswerOf<M extends Method, P extends PathOf<M>> =
  OperationOf<M, P> extends { responses: infer R }
    ? { [S in keyof R & Success]: JsonOrNothing<R[S]> }[keyof R & Success]
    : never;
