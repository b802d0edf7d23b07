import { isFlagged, oneSided, qText, verdictName } from '#comparison';
import { printable } from '#profile';
import { printColumns } from '../output';
import { asciiColumn, formatDelta, formatQuantity } from '../quantities';
import { printAnswer } from './answer';
import type { Comparison, NoisyRow } from './comparison';
import { selfCheckOf } from './noise';

/**
 * The answer, the totals, the formula and what is known of noise; a line for each row that changed, those that are more than noise first; and how
 * many did not.
 */
export function printComparison(compared: Comparison): string {
  const { rows, whole, unit } = compared;
  const changed = rows.filter(({ delta }) => delta.total !== 0 || delta.self !== 0);
  const unchanged = rows.length - changed.length;
  return [
    ...printAnswer(compared),
    '',
    ...printHead(compared),
    ...printRows(changed, compared),
    ...(unchanged === 0 ? [] : [`${unchanged} unchanged`]),
    `total ${formatDelta(whole.delta.total, unit)}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function printHead(compared: Comparison): string[] {
  const { sides, formula, unit, whole } = compared;
  const [baseline, comparison] = sides;
  return [
    `baseline    ${formatQuantity(whole.baseline.total, unit)}  ${baseline.title}`,
    `comparison  ${formatQuantity(whole.comparison.total, unit)}  ${comparison.title}`,
    `${printable(baseline.profileType.sampleType)}: ${formula}`,
    printNoise(compared),
    '',
  ];
}

/** Below it only what is large can be told. */
const FEW = 8;

export function printNoise({ verdicts, sides }: Comparison): string {
  const { method, slices, tested, flagged, selfChecks } = verdicts;
  const [a, b] = slices;
  const one = Math.max(a, b) < 2 ? 'one profile a side' : 'one profile on one side';
  if (method === 'sampling')
    return `noise: ${one}, so only sampling is judged: ${flagged} of ${tested} functions tested changed by more than it explains`;
  if (Math.min(a, b) < 2)
    return `noise: ${one}, and its values are no counts of samples, so how much they vary is not known`;
  const aa = selfCheckOf(verdicts);
  const knowsLoad = verdicts.load !== undefined && sides.every(({ seconds }) => seconds > 0);
  return [
    `noise: ${flagged} of ${tested} functions tested on ${a} and ${b} slices changed by more (at most 5 % of these wrongly)`,
    ...(selfChecks.length > 0
      ? [
          `self-check: ${selfChecks.filter((check) => check.flagged > 0).length} of ${selfChecks.length} tables flagged, ${aa.flagged} of ${aa.tested} functions, where nothing was changed`,
        ]
      : []),
    ...(knowsLoad ? [`load ${formatDelta(verdicts.load!, 'share')} a second`] : []),
    ...(Math.min(a, b) < FEW ? ['few slices: only a large change can be told'] : []),
  ].join('; ');
}

/** Columns are as wide in all groups. */
function printRows(changed: readonly NoisyRow[], compared: Comparison): string[] {
  const isMore = ({ judged }: NoisyRow) => isFlagged(judged);
  const isNoise = ({ judged }: NoisyRow) => judged.verdict === 'within noise';
  const groups = [
    changed.filter(isMore),
    changed.filter(isNoise),
    changed.filter((row) => !isMore(row) && !isNoise(row)),
  ];
  const columns = tableColumns(changed, compared);
  const cellsOf = (row: NoisyRow) => columns.map(({ textOf }) => textOf(row));
  const lines = printColumns([
    columns.map(({ head }) => head),
    ...groups.flat().map(cellsOf),
  ]).split('\n');
  const [more, noise, untested] = groups.map(({ length }) => length) as [number, number, number];
  const word =
    compared.verdicts.method === 'sampling' ? 'no more than sampling explains' : 'within noise';
  return [
    ...lines.slice(0, 1 + more),
    ...(noise === 0 ? [] : [`${word}: ${noise}`]),
    ...lines.slice(1 + more, 1 + more + noise),
    ...(untested === 0 ? [] : [`not tested: ${untested}`]),
    ...lines.slice(1 + more + noise, 1 + more + noise + untested),
  ];
}

interface Column {
  readonly head: string;
  readonly textOf: (row: NoisyRow) => string;
}

/** One unit a column, in its head, so that numbers can be compared by eye; deltas have their own. */
function tableColumns(rows: readonly NoisyRow[], compared: Comparison): readonly Column[] {
  const { unit, verdicts } = compared;
  const values = asciiColumn(
    rows.flatMap(({ baseline, comparison }) => [baseline.total, comparison.total]),
    unit,
  );
  const deltas = asciiColumn(
    rows.flatMap(({ delta }) => [delta.total, delta.self]),
    unit,
  );
  const interval = verdicts.method === 'equalLoad' ? '95 % at equal load' : '95 %';
  return [
    { head: deltas.headOf('delta'), textOf: ({ delta }) => deltas.deltaOf(delta.total) },
    {
      head: 'change',
      textOf: (row) =>
        oneSided(row) ??
        (row.change.total === undefined ? '' : formatDelta(row.change.total, 'share')),
    },
    { head: values.headOf('baseline'), textOf: ({ baseline }) => values.textOf(baseline.total) },
    {
      head: values.headOf('comparison'),
      textOf: ({ comparison }) => values.textOf(comparison.total),
    },
    { head: deltas.headOf('delta of self'), textOf: ({ delta }) => deltas.deltaOf(delta.self) },
    {
      head: deltas.headOf(interval),
      textOf: ({ judged }) => judged.interval?.map(deltas.deltaOf).join(' to ') ?? '',
    },
    { head: 'q', textOf: ({ judged }) => qText(judged.q) },
    { head: 'verdict', textOf: ({ judged }) => verdictName(judged, verdicts.method) },
    { head: 'function', textOf: ({ name }) => printable(name) || '(unknown)' },
  ];
}
