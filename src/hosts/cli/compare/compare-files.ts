import {
  buildComparisonRows,
  byDelta,
  compareTotals,
  divided,
  divideTable,
  formulaOf,
  magnitudesOf,
  normalisationsFor,
  scalingOf,
  totalsOf,
  type ComparisonRow,
  type NamedComparisonRow,
  type Normalisation,
} from '#comparison';
import { buildTopTable, notesOfValues, scaleColumns, unite } from '#profile';
import { commonUnit, kindOf } from '#series';
import { CliError } from '../failure';
import { printable } from '../output';
import { readProfileFile, type ProfileFile } from '../profiles/profile-file';

const NORMALISATIONS: ReadonlyMap<string, Normalisation> = new Map([
  ['raw', 'raw'],
  ['share', 'share'],
  ['per-second', 'perSecond'],
]);
export const NORMALISATION_NAMES: readonly string[] = [...NORMALISATIONS.keys()];

/** Both files and what was made of them. */
export interface FileComparison {
  readonly files: readonly [baseline: ProfileFile, comparison: ProfileFile];
  /** With the divisors put in. */
  readonly formula: string;
  readonly unit: string;
  /** Of the wholes, divided. */
  readonly whole: ComparisonRow;
  /** `magnitudeOf` the baseline, divided: what growth is measured by. */
  readonly baselineMagnitude: number;
  /** Divided, by delta. */
  readonly rows: readonly NamedComparisonRow[];
  /** What was shown as 0 for want of a divisor, and what is odd about the values. */
  readonly notes: readonly string[];
}

/** Throws CliError: a file that cannot be read, sides that are not alike, a normalisation that they do not allow. */
export async function compareFiles(
  paths: readonly [string, string],
  normalise: string,
  sampleType: string | undefined,
): Promise<FileComparison> {
  const how = NORMALISATIONS.get(normalise);
  if (!how) {
    const choices = NORMALISATION_NAMES.join(', ');
    throw new CliError(`--normalise: expected ${choices}, got "${printable(normalise)}"`);
  }
  const options = sampleType === undefined ? {} : { sampleType };
  const files = [
    await readProfileFile(paths[0], options),
    await readProfileFile(paths[1], options),
  ] as const;
  const { unit: sampleUnit, factors } = unitOf(files);
  if (how === 'perSecond') files.forEach(refuseWithoutRate);
  const tree = unite(
    files.map(({ tree: one }, k) => (factors[k] === 1 ? one : scaleColumns(one, [factors[k]!]))),
  );
  const totals = totalsOf(tree);
  const [a, b] = files;
  const facts = {
    profileType: { ...a.profileType, sampleUnit },
    durationsSeconds: [a.durationSeconds, b.durationSeconds],
    magnitudes: magnitudesOf(tree),
  } as const;
  const { divisors, unit } = scalingOf(how, facts);
  const table = divideTable(buildTopTable(tree, 'function'), divisors);
  return {
    files,
    formula: formulaOf(how, facts),
    unit,
    baselineMagnitude: divided(facts.magnitudes[0], divisors[0]),
    whole: compareTotals([divided(totals[0], divisors[0]), divided(totals[1], divisors[1])]),
    rows: buildComparisonRows(table).sort(byDelta),
    notes: files.flatMap(({ path }, k) => [
      ...notesOfValues(tree.columns[k]!).map((note) => `${printable(path)}: ${note}`),
      ...(divisors[k] === 0
        ? [`${printable(path)}: the total is 0, so its shares are shown as 0`]
        : []),
    ]),
  };
}

/** Both sides in the finer of their units, as pprof compares them. */
function unitOf([baseline, comparison]: readonly [ProfileFile, ProfileFile]) {
  const [a, b] = [baseline.profileType, comparison.profileType];
  const common = commonUnit(a.sampleUnit, b.sampleUnit);
  if (common && a.sampleType === b.sampleType) return common;
  const [first, second] = [baseline, comparison].map(
    ({ path, profileType: { sampleType, sampleUnit } }) =>
      `${printable(path)} has ${printable(sampleType)} in ${printable(sampleUnit)}`,
  );
  throw new CliError(`${first}, ${second}: they cannot be compared (see --sample-type)`);
}

function refuseWithoutRate({ path, profileType, durationSeconds }: ProfileFile): void {
  if (!normalisationsFor(kindOf(profileType)).includes('perSecond'))
    throw new CliError(
      `${printable(path)}: ${printable(profileType.sampleType)} is a state, not a sum over time, so --normalise per-second makes no sense: use raw or share`,
    );
  if (durationSeconds === 0)
    throw new CliError(
      `${printable(path)}: profile has no duration, which --normalise per-second divides by: use raw or share`,
    );
}
