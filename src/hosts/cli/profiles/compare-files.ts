import {
  buildComparisonRows,
  byDelta,
  compareTotals,
  divided,
  divideTable,
  formulaOf,
  normalisationsFor,
  scalingOf,
  totalsOf,
  type ComparisonRow,
  type NamedComparisonRow,
  type Normalisation,
} from '#comparison';
import { buildTopTable, unite } from '#profile';
import { kindOf } from '#series';
import { CliError } from '../failure';
import { printable } from '../output';
import { readProfileFile, type ProfileFile } from './profile-file';

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
  /** Divided, by delta. */
  readonly rows: readonly NamedComparisonRow[];
  /** What was shown as 0 for want of a divisor. */
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
  refuseUnlike(files);
  if (how === 'perSecond') files.forEach(refuseWithoutRate);
  const tree = unite(files.map((file) => file.tree));
  const totals = totalsOf(tree);
  const [a, b] = files;
  const facts = {
    profileType: a.profileType,
    durationsSeconds: [a.durationSeconds, b.durationSeconds],
    totals,
  } as const;
  const { divisors, unit } = scalingOf(how, facts);
  const table = divideTable(buildTopTable(tree, 'function'), divisors);
  return {
    files,
    formula: formulaOf(how, facts),
    unit,
    whole: compareTotals([divided(totals[0], divisors[0]), divided(totals[1], divisors[1])]),
    rows: buildComparisonRows(table).sort(byDelta),
    notes: files
      .filter((_, k) => divisors[k] === 0)
      .map(({ path }) => `${printable(path)}: the total is 0, so its shares are shown as 0`),
  };
}

function refuseUnlike([baseline, comparison]: readonly [ProfileFile, ProfileFile]): void {
  const [a, b] = [baseline, comparison].map(
    ({ profileType }) => `${profileType.sampleType} in ${profileType.sampleUnit}`,
  );
  if (a === b) return;
  const files = [baseline, comparison].map(({ path }) => printable(path));
  throw new CliError(
    `${files[0]} has ${printable(a!)}, ${files[1]} has ${printable(b!)}: they cannot be compared (see --sample-type)`,
  );
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
