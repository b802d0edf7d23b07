import { compareAt, oneSided, type ComparisonRow, type RowVerdict } from '#comparison';
import { frameName, magnitudeOf, printable, type CallTree, type Column } from '#profile';
import type { Dividends } from '../dividends';
import type { Narrow } from './canvas/layout';
import { foldedTexts, foldedTitle } from './narrow-text';
import { markOf } from './colour/colour-scheme';
import type { FrameMark } from './colour/palette';
import { formatDelta, formatPercent, formatSignedPercent, formatValue } from '../format';
import { explainVerdict, intervalText, verdictText, type VerdictOf } from '../verdict-text';

/** What there is to say about one frame, for the tooltip, the details and whoever cannot see the picture. */
export interface FrameDescription {
  /** The function, or the address. */
  readonly title: string;
  readonly presence?: FrameMark;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** For the tooltip, which is not to hide the picture: how much, and whether that is more than noise or where it is. '' nothing to say. */
  readonly brief: readonly [string, string];
}

export interface DescribedQuestion {
  /** Of the columns. */
  readonly unit: string;
  /** Of rows of `frames`. */
  readonly verdictOf?: VerdictOf | undefined;
  /** Absent: values are as they are. */
  readonly dividends?: Pick<Dividends, 'tree' | 'textOf'> | undefined;
}

/** Name of the root, which is no frame. */
const ROOT_NAME = 'total';

/** The name that is written on a frame. */
export function nodeName(tree: CallTree, node: number): string {
  const row = tree.frame[node]!;
  return row < 0 ? ROOT_NAME : printable(frameName(tree.frames, row));
}

/**
 * Describes the frames of a tree with one column (self, total, share of the root) or with two, which are baseline and comparison
 * (both, the difference, and its relation to the baseline), each with what it was divided from.
 */
export function buildDescriber(
  tree: CallTree,
  question: DescribedQuestion,
): (node: number) => FrameDescription {
  const { verdictOf } = question;
  const whole = magnitudeOf(tree.columns[0]!);
  return (node) => {
    const row = tree.columns.length === 2 ? compareAt(tree.columns, node) : undefined;
    const presence = node === 0 ? undefined : row ? oneSided(row) : markOf(tree, node);
    return {
      title: nodeName(tree, node),
      ...(presence && { presence }),
      facts: [
        ...(row
          ? comparedFacts(row, { node, ...question })
          : valueFacts(tree.columns[0]!, { node, whole, ...question })),
        ...verdictFacts(verdictOf?.(tree.frame[node]!)),
        ...sourceFacts(tree, node),
      ],
      brief: row
        ? [comparedLine(row, question.unit), verdictLine(verdictOf?.(tree.frame[node]!))]
        : [
            valueLine(tree.columns[0]!, { node, whole, unit: question.unit }),
            sourceFacts(tree, node).find(({ label }) => label === 'file')?.value ?? '',
          ],
    };
  };
}

/** With what is drawn of its callees only as one strip. */
export function withFolded(
  description: FrameDescription,
  folded: Narrow | undefined,
): FrameDescription {
  if (!folded) return description;
  const [value] = foldedTexts(folded);
  return { ...description, facts: [...description.facts, { label: 'callees', value: value! }] };
}

/** Of a strip of frames that are too narrow to be drawn one by one. `isWidest`: their caller has all the room that there is. */
export function describeFolded(
  folded: Narrow,
  { caller, isWidest }: { readonly caller: string; readonly isWidest: boolean },
): FrameDescription {
  return {
    title: foldedTitle(folded),
    facts: [],
    brief: [
      `together ${formatPercent(folded.share)} of the width, called by ${caller}`,
      isWidest ? 'one by one: in the table' : 'click: zooms into their caller, shows more of them',
    ],
  };
}

/** The name and each fact in words, without a line break. */
export function describedCells({ title, presence, facts }: FrameDescription): readonly string[] {
  const words = facts.map(({ label, value }) => `${label} ${value}`);
  return [presence ? `${title} (${presence})` : title, ...words];
}

interface OfNode extends DescribedQuestion {
  readonly node: number;
}

type Kind = 'self' | 'total';

function valueFacts(column: Column, question: OfNode & { readonly whole: number }) {
  const { node, unit, whole } = question;
  return (['self', 'total'] as const).map((label) => {
    const value = column[label][node]!;
    return {
      label,
      value: shared(dividedText(value, { label, column: 0 }, question), value / whole, unit),
    };
  });
}

/** `4.5 s ÷ 300 s = 0.015 cores` */
function dividedText(
  value: number,
  of: { readonly label: Kind; readonly column: number },
  { node, unit, dividends }: OfNode,
): string {
  const text = formatValue(value, unit);
  if (!dividends) return text;
  const dividend = dividends.tree.columns[of.column]![of.label][node]!;
  return `${dividends.textOf(dividend, of.column)} = ${text}`;
}

/** A share says the same as a share of the total. */
function shared(text: string, ratio: number, unit: string): string {
  return unit === 'share' ? text : `${text} · ${formatPercent(ratio)} of total`;
}

function comparedFacts(row: ComparisonRow, question: OfNode) {
  const { baseline, comparison, delta, change } = row;
  const { unit } = question;
  const text = (value: number, label: Kind, column: number) =>
    dividedText(value, { label, column }, question);
  return (['total', 'self'] as const).flatMap((kind) => {
    const relative = change[kind] === undefined ? '' : ` (${formatSignedPercent(change[kind])})`;
    return [
      { label: `${kind}, baseline`, value: text(baseline[kind], kind, 0) },
      { label: `${kind}, comparison`, value: text(comparison[kind], kind, 1) },
      { label: `${kind}, change`, value: formatDelta(delta[kind], unit) + relative },
    ];
  });
}

/** `total 3.23 s · 12.8 %, self 0.1 s · 0.4 %` */
function valueLine(
  column: Column,
  { node, whole, unit }: { readonly node: number; readonly whole: number; readonly unit: string },
): string {
  return (['total', 'self'] as const)
    .map(
      (kind) =>
        `${kind} ${shared(formatValue(column[kind][node]!, unit), column[kind][node]! / whole, unit)}`,
    )
    .join(', ');
}

/** `total +1.27 s (+39.3 %), from 3.23 s to 4.5 s` */
function comparedLine(
  { baseline, comparison, delta, change }: ComparisonRow,
  unit: string,
): string {
  const relative = change.total === undefined ? '' : ` (${formatSignedPercent(change.total)})`;
  return `total ${formatDelta(delta.total, unit)}${relative}, from ${formatValue(baseline.total, unit)} to ${formatValue(comparison.total, unit)}`;
}

function verdictLine(verdict: RowVerdict | undefined): string {
  if (!verdict) return '';
  const interval = intervalText(verdict);
  return interval === '' ? verdictText(verdict) : `${verdictText(verdict)}, ${interval} (95 %)`;
}

function verdictFacts(verdict: RowVerdict | undefined) {
  return verdict ? [{ label: 'function, in all', value: explainVerdict(verdict) }] : [];
}

function sourceFacts({ frames, frame }: CallTree, node: number) {
  const row = frame[node]!;
  if (row < 0) return [];
  const file = frames.fileName[row]!;
  const line = frames.line[row]!;
  const inlined = ['', 'always', 'at some call sites'][frames.inlined[row]!] ?? '';
  return [
    { label: 'symbol', value: frames.systemName[row]! },
    { label: 'file', value: line > 0 && file ? `${file}:${line}` : file },
    { label: 'binary', value: frames.mapping[row]! },
    { label: 'build', value: frames.buildId[row]! },
    { label: 'inlined', value: inlined },
  ].filter(({ value }) => value !== '');
}
