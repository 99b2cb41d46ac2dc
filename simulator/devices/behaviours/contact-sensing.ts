import type { Subscription } from '../../world/environment.ts';
import type { Behaviour, BehaviourContext } from '../behaviour.ts';
import { type Repeated, RepeatingTimer } from '../repeating-timer.ts';
import { type AnyVariable, type PhysicalValue, Variable, type VariableSpec } from '../variable.ts';

const contact: VariableSpec<boolean> = {
  name: 'contact',
  description: 'Whether the magnet is next to the sensor: the door or window is closed',
  type: 'boolean',
  settable: true,
};

/** How often a door is opened in a home, on average. */
const usedEveryMsDefault = 20 * 60_000;
/** For how long it then stands open. */
const openMsMin = 3_000;
const openMsMax = 25_000;

/**
 * A door or window with a magnet. On one of the house it tells how that stands; anywhere else it is opened now and then
 * by whoever passes, and closed again.
 */
export class ContactSensing implements Behaviour, Repeated {
  /** True: closed. */
  readonly contact = new Variable<boolean>(contact, true);
  /** How often it was opened in its life. */
  openings = 0;
  readonly #context: BehaviourContext;
  readonly #timer: RepeatingTimer;
  #subscription: Subscription | undefined;

  constructor(context: BehaviourContext) {
    this.#context = context;
    this.#timer = new RepeatingTimer(context.clock, this);
    this.contact.watch(() => {
      if (!this.contact.value) this.openings++;
    });
  }

  get name(): string {
    return 'contact';
  }

  get variables(): readonly AnyVariable[] {
    return [this.contact];
  }

  start(): void {
    const { place } = this.#context;
    if (place?.opening === undefined) {
      this.#timer.start();
      return;
    }
    const { environment, opening } = place;
    this.contact.set(!opening.isOpen, 'physics');
    this.#subscription = environment.subscribe((event) => {
      const isMoved = event.type === 'openingOpened' || event.type === 'openingClosed';
      if (isMoved && event.opening === opening.name) {
        this.contact.set(event.type === 'openingClosed', 'physics');
      }
    });
  }

  stop(): void {
    this.#timer.stop();
    this.#subscription?.cancel();
    this.#subscription = undefined;
  }

  /** As someone standing there would; it stays so until released. */
  open(): void {
    this.contact.setFromOutside(false);
  }

  /** As someone standing there would; it stays so until released. */
  close(): void {
    this.contact.setFromOutside(true);
  }

  facts(): Record<string, PhysicalValue> {
    return { trigger_count: this.openings };
  }

  state(): Record<string, PhysicalValue> {
    return { openings: this.openings };
  }

  restore(state: Readonly<Record<string, unknown>>): void {
    if (typeof state.openings === 'number') this.openings = state.openings;
  }

  /** People come at random: the time between two of them is exponentially distributed. */
  repeatAfterMs(): number {
    const { random, settings } = this.#context;
    const meanMs = settings.usedEveryMs ?? usedEveryMsDefault;
    if (!this.contact.value)
      return random.integer(openMsMin, Math.max(openMsMin, Math.min(openMsMax, meanMs)));
    return Math.min(-Math.log(1 - random.next()), 5) * meanMs + 1_000;
  }
  repeat(): void {
    this.contact.set(!this.contact.value, 'physics');
  }
}
