import type { Pattern } from './pattern';

/** Five times what a call, and a character of one, take at worst where the engine's table of states is warm. */
const CALL_MS = 0.005;
const CHARACTER_MS = 0.0002;
/** What calls may take beyond that in all: building that table, and the machine's own pauses. */
const MOST_LATE_MS = 250;
/** Of one call, which nothing can interrupt: some 400 ms where no state is ever met twice. */
const MOST_STEPS = 10_000_000;

/**
 * A pattern that ends. An engine without backtracking takes states × characters at worst, and an expression of some kilobytes can be made to take
 * just that on every text: a file's `drop_frames` on its functions, a link's matcher on labels. So calls have 5 µs and 0.2 µs a character each,
 * quick ones pay back what slow ones took too much, and a pattern that is 250 ms behind throws what `fault` makes of the reason. It is the one
 * clock below the pages and hosts: what a step of the engine costs cannot be counted from outside.
 */
export function inTime(
  pattern: Pattern,
  states: number,
  fault: (reason: string) => Error,
): Pattern {
  let late = 0;
  return (text) => {
    if (states * text.length > MOST_STEPS)
      throw fault(
        `too large a regular expression for a text of ${text.length} characters: ${states} states, at most ${Math.floor(MOST_STEPS / text.length)}`,
      );
    const start = performance.now();
    const matched = pattern(text);
    const taken = performance.now() - start;
    late = Math.max(0, late + taken - CALL_MS - CHARACTER_MS * text.length);
    if (late <= MOST_LATE_MS) return matched;
    late = 0;
    throw fault(
      `too slow a regular expression on these texts: ${states} states, each of them possible at each character`,
    );
  };
}
