import type { DecodedProfile } from '../../decode/decode-pprof';
import { ProfileError } from '../../profile-error';
import { CollectedStacks } from '../collected-stacks';
import { linesOf, quoted, type TextLine } from '../text-lines';
import { heapFormat } from './heap-values';
import { addTextRecords } from './text-records';

const HEAP = /^heap profile: *\d+: *\d+ *\[/;
const CONTENTION = /^--- (contentionz |mutex:|contention:)/;
const COUNT = /^(\S{1,80}) profile: total \d+$/;

/** A text profile of gperftools or of Go's debug=1, by its first line that is no comment. */
export function isLegacyText(opening: string): boolean {
  const first = firstLine(opening);
  return HEAP.test(first) || CONTENTION.test(first) || COUNT.test(first);
}

/**
 * Decodes the text profiles that `go tool pprof` reads: heap (gperftools, Go), contention, mutex, block, and counts (goroutine,
 * threadcreate, and a program's own). Values are those of pprof, sampled heaps scaled up as it does; functions are those that the text names,
 * other addresses stay addresses in their file. Throws `ProfileError` with the number of the line.
 */
export function decodeLegacyText(text: string, sampleType?: string): DecodedProfile {
  const lines = linesOf(text);
  const first = nextLine(lines)?.text.trim() ?? '';
  if (HEAP.test(first)) return decodeHeap(first, text, lines, sampleType);
  if (CONTENTION.test(first)) return decodeContention(text, lines, sampleType);
  return decodeCount(COUNT.exec(first)?.[1] ?? '', text, lines, sampleType);
}

function decodeHeap(header: string, text: string, lines: Iterable<TextLine>, sampleType?: string) {
  const { sampleTypes, period, readValues } = heapFormat(header);
  const periodType = { type: 'space', unit: 'bytes' };
  const stacks = new CollectedStacks({ sampleTypes, periodType, period }, sampleType);
  addTextRecords(text, lines, stacks, readValues, { dropUnnamedLeaves: true });
  return stacks.build();
}

function decodeCount(type: string, text: string, lines: Iterable<TextLine>, sampleType?: string) {
  const count = { type, unit: 'count' };
  const facts = { sampleTypes: [count], periodType: count, period: 1 };
  const stacks = new CollectedStacks(facts, sampleType);
  const readValues = (values: string) => (/^\d{1,19}$/.test(values) ? [Number(values)] : undefined);
  addTextRecords(text, lines, stacks, readValues, { dropUnnamedLeaves: false });
  return stacks.build();
}

/** Delays are in processor cycles, and of one wait in so many. */
function decodeContention(text: string, lines: Generator<TextLine>, sampleType?: string) {
  const { attributes, first } = readAttributes(lines);
  const hertz = attributes.get('cycles/second') ?? 0;
  const period = attributes.get('sampling period') ?? 1;
  const facts = {
    sampleTypes: [
      { type: 'contentions', unit: 'count' },
      { type: 'delay', unit: 'nanoseconds' },
    ],
    periodType: { type: 'contentions', unit: 'count' },
    period,
    durationNanos: BigInt(attributes.get('ms since reset') ?? 0) * 1_000_000n,
  };
  const stacks = new CollectedStacks(facts, sampleType);
  const readValues = (values: string) => {
    const [, delay, count] = /^(\d{1,19}) +(\d{1,19})$/.exec(values) ?? [];
    if (delay === undefined) return undefined;
    const scaled = hertz > 0 && period > 0;
    const nanoseconds = scaled
      ? Math.trunc((Number(delay) * period) / (hertz / 1e9))
      : Number(delay);
    return [Number(count) * (period > 0 ? period : 1), nanoseconds];
  };
  const rest = first ? withFirst(first, lines) : lines;
  addTextRecords(text, rest, stacks, readValues, { dropUnnamedLeaves: false });
  return stacks.build();
}

const ATTRIBUTES = ['cycles/second', 'sampling period', 'ms since reset', 'discarded samples'];

/** `cycles/second = 2445432659` and others before the first record, and that record's line. */
function readAttributes(lines: Iterator<TextLine>) {
  const attributes = new Map<string, number>();
  for (;;) {
    const line = nextLine(lines);
    const [, name = '', value = ''] =
      /^([^=@]{1,80})=(.{1,80})$/.exec(line?.text.trim() ?? '') ?? [];
    if (name === '') return { attributes, first: line };
    const known = ATTRIBUTES.includes(name.trim()) && /^\d{1,15}$/.test(value.trim());
    if (!known)
      throw new ProfileError(`line ${line!.number}`, `not understood: ${quoted(line!.text)}`);
    attributes.set(name.trim(), Number(value));
  }
}

function* withFirst(first: TextLine, rest: Iterable<TextLine>): Generator<TextLine> {
  yield first;
  yield* rest;
}

/** The next line that is neither empty nor a comment. */
function nextLine(lines: Iterator<TextLine>): TextLine | undefined {
  for (;;) {
    const { value, done } = lines.next() as IteratorResult<TextLine, undefined>;
    if (done) return undefined;
    if (value.text.trim() !== '' && !value.text.trim().startsWith('#')) return value;
  }
}

function firstLine(opening: string): string {
  return nextLine(linesOf(opening))?.text.trim() ?? '';
}
