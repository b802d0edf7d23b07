/** Lets so many tasks run at a time; the others wait, in the order of asking, and one that is given up leaves the row. */
export class Turns {
  #busy = 0;
  readonly #waiting = new Set<() => void>();

  constructor(private readonly most: number) {}

  /** Rejects with the signal's reason when it aborts before its turn. */
  async take<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#turn(signal);
    try {
      return await task();
    } finally {
      this.#busy--;
      this.#letIn();
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal.removeEventListener('abort', giveUp);
        this.#busy++;
        resolve();
      };
      const giveUp = () => {
        this.#waiting.delete(begin);
        reject(signal.reason as Error);
      };
      if (signal.aborted) return giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(begin);
      this.#letIn();
    });
  }

  #letIn(): void {
    for (const begin of this.#waiting) {
      if (this.#busy >= this.most) return;
      this.#waiting.delete(begin);
      begin();
    }
  }
}
