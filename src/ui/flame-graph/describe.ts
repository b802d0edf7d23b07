import { compareAt, oneSided, type ComparisonRow, type RowVerdict } from '#comparison';
import { frameName, magnitudeOf, type CallTree, type Column } from '#profile';
import type { Dividends } from '../dividends';
import type { Narrow } from './canvas/layout';
import { foldedTexts, foldedTitle } from './narrow-text';
import { markOf } from './colour/colour-scheme';
import type { FrameMark } from './colour/palette';
import { formatDelta, formatPercent, formatSignedPercent, formatValue } from '../format';
import { explainVerdict, type VerdictOf } from '../verdict-text';

/** What there is to say about one frame, for the tooltip, the details and whoever cannot see the picture. */
export interface FrameDescription {
  /** The function, or the address. */
  readonly title: string;
  readonly presence?: FrameMark;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
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
  return row < 0 ? ROOT_NAME : frameName(tree.frames, row);
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
    facts: [
      { label: 'together', value: `${formatPercent(folded.share)} of the width` },
      { label: 'called by', value: caller },
      isWidest
        ? { label: 'one by one', value: 'in the table' }
        : { label: 'click', value: 'zooms into their caller and shows more of them' },
    ],
  };
}

/** One sentence without a line break. */
export function printDescription({ title, presence, facts }: FrameDescription): string {
  const words = facts.map(({ label, value }) => `${label} ${value}`);
  return [presence ? `${title} (${presence})` : title, ...words].join(', ');
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
