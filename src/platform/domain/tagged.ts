/** Something that can be changed, with the tag of its present state. */
export type Tagged<T> = T & {
  /** Opaque, without quotes. Another one as soon as the resource is another. */
  etag: string;
};

/** Under which condition a change is made: tags joined by commas, `*` for anything that is there; undefined: always. */
export type IfMatch = string | undefined;
