// When a document is looked at again: at once while that is quick, otherwise once the typing pauses.

/** A document that takes longer than this, in milliseconds, waits for a pause of so many times what it took. */
const QUICK = 20;
const PATIENCE = 2;
const LONGEST_WAIT = 1000;

interface Clock {
  now(): number;
  /** Calls back after so many milliseconds; gives what calls it off. */
  later(delay: number, call: () => void): () => void;
}

const machineClock: Clock = {
  now: () => performance.now(),
  later(delay, call) {
    if (delay === 0) {
      const immediate = setImmediate(call);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(call, delay);
    return () => clearTimeout(timer);
  },
};

/** Keeps one document from delaying another: of each only the last version is looked at, slow ones less often. */
export class DiagnosticsQueue {
  readonly #look: (uri: string) => Promise<void>;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, () => void>();
  readonly #costs = new Map<string, number>();

  /** `look` is given the address of a document and must not fail. */
  constructor(look: (uri: string) => Promise<void>, clock: Clock = machineClock) {
    this.#look = look;
    this.#clock = clock;
  }

  add(uri: string): void {
    this.#waiting.get(uri)?.();
    const cost = this.#costs.get(uri) ?? 0;
    const delay = cost <= QUICK ? 0 : Math.min(cost * PATIENCE, LONGEST_WAIT);
    this.#waiting.set(
      uri,
      this.#clock.later(delay, () => void this.#run(uri)),
    );
  }

  remove(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    this.#costs.delete(uri);
  }

  async #run(uri: string): Promise<void> {
    this.#waiting.delete(uri);
    const start = this.#clock.now();
    await this.#look(uri);
    this.#costs.set(uri, this.#clock.now() - start);
  }
}
