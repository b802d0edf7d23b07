import type { DecodedProfile } from '../decode/decode-pprof';
import { ProfileError } from '../profile-error';
import { NO_STACK } from '../tree/call-tree';
import { frameOf, type Frame } from '../tree/frame-table';
import { CollectedStacks } from './collected-stacks';
import { linesOf, quoted } from './text-lines';

/** What the lines count is nowhere said: samples, as perf's do. */
const SAMPLES = { type: 'samples', unit: 'count' };

/** `main;serve;encode 20`, or one frame and a number, in the first line that is neither empty nor a comment. */
export function isFolded(text: string): boolean {
  for (const { text: line } of linesOf(text)) {
    if (isBlank(line)) continue;
    return (line.includes(';') || /^\S+ \S+$/.test(line)) && parseLine(line) !== undefined;
  }
  return false;
}

/**
 * Folded stacks, a line each, root first, as `stackcollapse-*.pl`, `py-spy record -f raw` and async-profiler's `collapsed` write them. Lines of
 * one stack are added up; lines that are empty or begin with # are none. A frame that says where it is is one function in a file. Throws `ProfileError` with the number of the line.
 */
export function decodeFolded(text: string, sampleType?: string): DecodedProfile {
  refuseTwoValues(text);
  const stacks = new CollectedStacks({ sampleTypes: [SAMPLES] }, sampleType);
  const known = new Map<string, number>();
  const numberOf = (name: string) => {
    const number = known.get(name) ?? stacks.frame(readFrame(name));
    known.set(name, number);
    return number;
  };
  for (const { number, text: line } of linesOf(text)) {
    if (isBlank(line)) continue;
    const parsed = parseLine(line);
    const place = `line ${number}`;
    if (!parsed)
      throw new ProfileError(
        place,
        `expected frames;with;semicolons and a number, got ${quoted(line)}`,
      );
    const { names, value } = parsed;
    stacks.add(names.map(numberOf).reverse(), [value], place);
  }
  return stacks.build();
}

/** Of a difference every line has the baseline's value, too, which is no part of a name. */
function refuseTwoValues(text: string): void {
  let first: number | undefined;
  for (const { number, text: line } of linesOf(text)) {
    if (isBlank(line)) continue;
    if (!/[ \t]-?\d{1,20}[ \t]+-?\d{1,20}\s*$/.test(line.slice(-60))) return;
    first ??= number;
  }
  if (first !== undefined)
    throw new ProfileError(
      `line ${first}`,
      'every stack has two numbers: folded stacks of a difference (as difffolded.pl writes them), not of one profile',
    );
}

/** `quote (shop/app.py:10)`, as py-spy has it: the line that ran makes no other function of it. */
function readFrame(text: string): Frame {
  const cut = text.endsWith(')') ? text.lastIndexOf(' (') : -1;
  const place = text.slice(cut + 2, -1);
  const colon = place.lastIndexOf(':');
  const line = place.slice(colon + 1);
  const isPlaced = cut > 0 && colon > 0 && /^\d{1,9}$/.test(line) && !/[()]/.test(place);
  if (!isPlaced) return frameOf({ functionName: text });
  return frameOf({
    functionName: text.slice(0, cut),
    fileName: place.slice(0, colon),
    line: Number(line),
  });
}

function isBlank(line: string): boolean {
  return line.startsWith('#') || line.trim() === '';
}

/** The number is what stands behind the last blank: names have blanks in them. */
function parseLine(line: string): { names: string[]; value: number } | undefined {
  const trimmed = line.trimEnd();
  const cut = Math.max(trimmed.lastIndexOf(' '), trimmed.lastIndexOf('\t'));
  const number = trimmed.slice(cut + 1);
  if (!/^-?\d{1,20}(\.\d{0,20})?$/.test(number)) return undefined;
  const stack = trimmed.slice(0, Math.max(0, cut)).trimEnd();
  const names = stack === '' || stack === NO_STACK ? [] : stack.split(';').filter(Boolean);
  return { names, value: Number(number) };
}
