/** One event of a stream. */
export interface ServerSentEvent {
  type: string;
  data: string;
}

/** Longest event that is taken, characters. */
const eventLengthMax = 1024 * 1024;

/**
 * Parses server-sent events (WHATWG HTML, section 9.2.6) from pieces of any size. `lastEventId` is what to resume
 * from; a platform may move it on without an event.
 */
export class EventStreamParser {
  lastEventId: string | undefined;
  #rest = '';
  #type = '';
  #data: string[] = [];
  #length = 0;

  /**
   * The events that this piece completes.
   * @throws RangeError if an event grows beyond one mebibyte
   */
  push(text: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    this.#rest += text;
    // A carriage return at the very end may be half of a line's end: it waits for the next piece.
    for (let end = /\r\n|\n|\r(?!$)/.exec(this.#rest); end; end = /\r\n|\n|\r(?!$)/.exec(this.#rest)) {
      const line = this.#rest.slice(0, end.index);
      this.#rest = this.#rest.slice(end.index + end[0].length);
      const event = this.#line(line);
      if (event) events.push(event);
    }
    if (this.#length + this.#rest.length > eventLengthMax) throw new RangeError('The event is too long.');
    return events;
  }

  #line(line: string): ServerSentEvent | undefined {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      this.#data.push(value);
      this.#length += value.length;
    } else if (field === 'event') this.#type = value;
    else if (field === 'id' && !value.includes('\0')) this.lastEventId = value;
    return undefined;
  }

  #dispatch(): ServerSentEvent | undefined {
    const event = { type: this.#type || 'message', data: this.#data.join('\n') };
    const isEmpty = this.#data.length === 0;
    this.#type = '';
    this.#data = [];
    this.#length = 0;
    return isEmpty ? undefined : event;
  }
}
