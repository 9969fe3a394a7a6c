// When a document is looked at again: at once, unless that has just taken long.

export interface Clock {
  now(): number;
  /** Calls back after so many milliseconds; gives what calls it off. */
  later(delay: number, call: () => void): () => void;
}

const machineClock: Clock = {
  now: () => performance.now(),
  later(delay, call) {
    if (delay <= 0) {
      const immediate = setImmediate(call);
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(call, delay);
    return () => clearTimeout(timer);
  },
};

/** What takes less, in milliseconds, nobody notices. */
const QUICK = 20;

/**
 * Keeps one document from delaying another: of each only the last version is looked at, and after a look that took long it
 * rests as long as that took.
 */
export class DiagnosticsQueue {
  readonly #look: (uri: string) => Promise<void>;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, () => void>();
  /** Until when a document rests. */
  readonly #rests = new Map<string, number>();

  /** `look` is given the address of a document and must not fail. */
  constructor(look: (uri: string) => Promise<void>, clock: Clock = machineClock) {
    this.#look = look;
    this.#clock = clock;
  }

  add(uri: string): void {
    this.#waiting.get(uri)?.();
    const delay = Math.max(0, (this.#rests.get(uri) ?? 0) - this.#clock.now());
    this.#waiting.set(
      uri,
      this.#clock.later(delay, () => void this.#run(uri)),
    );
  }

  remove(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    this.#rests.delete(uri);
  }

  async #run(uri: string): Promise<void> {
    this.#waiting.delete(uri);
    const start = this.#clock.now();
    await this.#look(uri);
    const end = this.#clock.now();
    if (end - start > QUICK) this.#rests.set(uri, end + end - start);
    else this.#rests.delete(uri);
  }
}
