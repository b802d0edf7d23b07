import type { Pattern } from './pattern';

/** Several times what a call, and a character of one, take at worst where the engine's table of states is warm. */
const CALL_MS = 0.005;
const CHARACTER_MS = 0.0003;
/** What a pattern may take beyond that: building its table. */
const OWN_MS = 10;
/** What all of them may take beyond that, with the machine's own pauses. */
const MOST_LATE_MS = 400;
/** Time in which nothing is matched pays back, too: so much of it. */
const PAID_BACK = 0.05;
/** Of one call, which nothing can interrupt: some 400 ms where no state is ever met twice. */
const MOST_STEPS = 10_000_000;

/** Of all patterns of this thread: a link can bring a hundred, each of which is late by less than the limit. */
let late = 0;
let lastAt = 0;

/**
 * A pattern that ends. An engine without backtracking takes states × characters at worst, and an expression of some kilobytes can be made to take
 * just that on every text: a file's `drop_frames` on its functions, a link's matchers on labels. So calls have 5 µs and 0.3 µs a character each,
 * quick ones pay back what slow ones took too much, and when all patterns together are 400 ms behind, the one that is being matched throws what
 * `fault` makes of the reason. It is the one clock below the pages and hosts: what a step of the engine costs cannot be counted from outside.
 */
export function inTime(
  pattern: Pattern,
  states: number,
  fault: (reason: string) => Error,
): Pattern {
  let own = 0;
  return (text) => {
    if (states * text.length > MOST_STEPS)
      throw fault(
        `too large a regular expression for a text of ${text.length} characters: ${states} states, at most ${Math.floor(MOST_STEPS / text.length)}`,
      );
    const start = performance.now();
    const matched = pattern(text);
    const end = performance.now();
    const over = end - start - CALL_MS - CHARACTER_MS * text.length;
    const shared = own + over - OWN_MS;
    own = Math.min(OWN_MS, Math.max(0, own + over));
    late = Math.max(
      0,
      late - PAID_BACK * (start - lastAt) + (over < 0 ? over : Math.max(0, shared)),
    );
    lastAt = end;
    if (late <= MOST_LATE_MS) return matched;
    late = 0;
    throw fault(`too slow a regular expression on these texts (${states} states)`);
  };
}
