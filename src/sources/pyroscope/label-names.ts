import {
  printProfileType,
  storedTypeOf,
  type Milliseconds,
  type ProfileType,
  type TimeRange,
} from '#series';
import { isSettled } from './wire';

interface Kept extends TimeRange {
  readonly names: readonly string[];
}

/** Of one type; a scan has some hundred windows, and all of them lie in its range. */
const MOST_KEPT = 50;

/**
 * The names of labels that a server has told, of ranges that are over. A list of scrapes is asked by names, and by names that a window has not it is the
 * same: so those of a longer range hold for each window in it.
 */
export class LabelNames {
  readonly #now: () => Milliseconds;
  readonly #kept = new Map<string, readonly Kept[]>();

  constructor(now: () => Milliseconds) {
    this.#now = now;
  }

  /** Of all series of the type; `ask` where no answer is known that holds for the range. */
  async fetch(
    profileType: ProfileType,
    range: TimeRange,
    ask: () => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    const key = printProfileType(storedTypeOf(profileType));
    const kept = this.#kept.get(key) ?? [];
    const known = kept.find(({ start, end }) => start <= range.start && end >= range.end);
    if (known) return known.names;
    const names = await ask();
    if (isSettled(range, this.#now())) this.#keep(key, { ...range, names });
    return names;
  }

  #keep(key: string, found: Kept): void {
    const others = (this.#kept.get(key) ?? []).filter(
      ({ start, end }) => start < found.start || end > found.end,
    );
    this.#kept.set(key, [...others, found].slice(-MOST_KEPT));
  }
}
