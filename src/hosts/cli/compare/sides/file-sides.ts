import type { Pair } from '#comparison';
import { notesOfValues, scaleColumns, sumTrees, printable } from '#profile';
import { commonUnit } from '#series';
import type { CliEnvironment } from '../../environment';
import { CliError } from '../../failure';
import { readProfileFile, type ProfileFile } from '../../profiles/profile-file';
import type { Side, Sides } from './side';

/** Throws CliError: a side without a file that can be read, files of one side that are not alike. */
export async function readFileSides(
  environment: CliEnvironment,
  paths: Pair<readonly string[]>,
  sampleType: string | undefined,
): Promise<Sides> {
  const read = (of: readonly string[]) => readFileSide(environment, of, sampleType);
  return { sides: [await read(paths[0]), await read(paths[1])] };
}

/** One side, of those of several files that can be read; the others are said. Throws CliError as `readFileSides` does. */
export async function readFileSide(
  environment: CliEnvironment,
  paths: readonly string[],
  sampleType: string | undefined,
): Promise<Side> {
  const files: ProfileFile[] = [];
  const refused: string[] = [];
  for (const path of paths) {
    try {
      files.push(await readProfileFile(environment, path, sampleType));
    } catch (error) {
      if (!(error instanceof CliError) || paths.length === 1) throw error;
      refused.push(error.message);
    }
  }
  if (refused.length === 0) return sideOf(inOneUnit(files));
  // Nothing else here needs what is behind that door.
  const { noneOpened, refusedLines } = await import('#replay');
  if (files.length === 0) throw new CliError(noneOpened(refused));
  const side = sideOf(inOneUnit(files));
  const left = refusedLines(refused).map((line) => `left out: ${printable(line)}`);
  return { ...side, notes: [...left, ...side.notes] };
}

/** Several files are their sum, as `go tool pprof` has it and the pages do; each is a slice. */
function sideOf(files: readonly ProfileFile[]): Side {
  const [first] = files as readonly [ProfileFile];
  const knowsSeconds = files.every(({ durationSeconds }) => durationSeconds > 0);
  const seconds = files.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  const name = printable(first.path);
  return {
    place: name,
    title: files.length === 1 ? name : `sum of ${files.length} files: ${name}, …`,
    profileType: first.profileType,
    tree:
      files.length === 1
        ? first.tree
        : sumTrees(
            files.map(({ tree }) => tree),
            files.map(() => 1),
          ),
    seconds: knowsSeconds ? seconds : 0,
    slices: files.map(({ tree, durationSeconds, start }) => ({
      ...{ tree, start },
      seconds: knowsSeconds ? durationSeconds : 0,
    })),
    files: files.length,
    period: first.period,
    notes: files.flatMap(({ path, tree }) =>
      notesOfValues(tree.columns[0]!).map((note) => `${printable(path)}: ${note}`),
    ),
  };
}

/** In the unit of the first one. */
function inOneUnit(files: readonly ProfileFile[]): readonly ProfileFile[] {
  const [first] = files as readonly [ProfileFile];
  return files.map((file) => {
    const [a, b] = [first.profileType, file.profileType];
    const common = commonUnit(a.sampleUnit, b.sampleUnit);
    if (!common || a.sampleType !== b.sampleType)
      throw new CliError(
        `${printable(first.path)} has ${printable(a.sampleType)} in ${printable(a.sampleUnit)}, ${printable(file.path)} has ${printable(b.sampleType)} in ${printable(b.sampleUnit)}: they are not one side (see --sample-type)`,
      );
    const factor = common.factors[1] / common.factors[0];
    if (factor === 1) return file;
    return { ...file, profileType: a, tree: scaleColumns(file.tree, [factor]) };
  });
}
