/** Read once from left to right: nothing here looks further than it takes. Quoted text, an escape, a class with its `[:alpha:]`, a repetition, one character. What is left open ends at the end. */
const TOKEN =
  /\\Q[^]*?(?:\\E|$)|\\x\{[^}]{0,8}\}|\\[^]|\[\^?\]?(?:\[:\^?[a-z]{1,8}:\]|\\[^]|[^\]\\])*(?:\]|\\?$)|\{(\d{1,9})(?:,(\d{0,9}))?\}|[^]/g;

/** A copy that may be left out needs a way past it. */
const WAY_PAST = 2;
/** What stands for the empty text, in `()` and `(a|)`. */
const NOTHING = 1;
/** `\pL`, `[^\p{Greek}]`: one state, and the hundreds of ranges of its letters take as long to read as so many. */
const UNICODE_CLASS = /\\[pP]/g;
const OF_UNICODE_CLASS = 100;

/**
 * At least as many states as RE2's program for an expression has, and more where a state takes long to make; known before the program is made:
 * `(a{100}b){10}` is short and its program is not. An expression that RE2 refuses has some number.
 */
export function statesOf(source: string): number {
  /** Of each group that is open, outermost first: the states read so far. */
  const open = [0];
  /** Of what a repetition that comes next would repeat. */
  let last = 0;
  const add = (states: number) => {
    last = states;
    open[open.length - 1]! += states;
  };
  for (const [token, least, most] of source.matchAll(TOKEN)) {
    if (least !== undefined) {
      open[open.length - 1]! -= last;
      add(copiesOf(last, Number(least), most));
    } else if (token === '(') open.push(token.length + NOTHING);
    else if (token === '|') add(token.length + NOTHING);
    else if (token === ')' && open.length > 1) add(open.pop()! + token.length);
    else add(costOf(token));
  }
  return open.reduce((sum, states) => sum + states, 0);
}

/** What was quoted holds no classes; that it may be counted as if is no harm. */
function costOf(token: string): number {
  return token.length + OF_UNICODE_CLASS * (token.match(UNICODE_CLASS)?.length ?? 0);
}

/** `most` is undefined in `x{2}`, and '' in `x{2,}`, which is two copies and a loop. */
function copiesOf(states: number, least: number, most: string | undefined): number {
  if (most === undefined) return states * Math.max(least, 1);
  return (states + WAY_PAST) * (most === '' ? least + 1 : Math.max(Number(most), 1));
}
