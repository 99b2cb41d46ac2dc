/** Sends acknowledgements: cumulative, never twice, and at most one on its way. Those that come meanwhile become one. */
export class Acknowledger {
  readonly #send: (sequence: number, onSent: () => void) => void;
  #sequence: number;
  #sentSequence: number;
  #isSending = false;

  /**
   * @param sequence - what the hub knows to be acknowledged
   * @param send - calls `onSent` when the message has left
   */
  constructor(sequence: number, send: (sequence: number, onSent: () => void) => void) {
    this.#sequence = sequence;
    this.#sentSequence = sequence;
    this.#send = send;
  }

  /** Everything up to this number is in the store. */
  acknowledge(sequence: number): void {
    this.#sequence = Math.max(this.#sequence, sequence);
    if (this.#isSending || this.#sequence <= this.#sentSequence) return;
    this.#isSending = true;
    this.#sentSequence = this.#sequence;
    this.#send(this.#sequence, () => {
      this.#isSending = false;
      this.acknowledge(this.#sequence);
    });
  }
}
