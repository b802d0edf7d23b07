import { isTimeBefore, slicesToJudge, timeBefore } from '#comparison';
import { mapConcurrently, type FetchedProfile, type ProfileSource } from '#sources';
import { sumParts, printable } from '#profile';
import {
  atDatasource,
  labelsInCommon,
  coverageOf,
  DATASOURCE,
  printProfileType,
  printSelector,
  storedTypeOf,
  type Selector,
  type Slice,
  type TimeRange,
} from '#series';
import { CliError } from '../../failure';
import { withReadableNames } from '../../profiles/readable-names';
import type { Side, SideSlice } from './side';

/** A window of a server, as the command line names it. */
export interface AskedSide {
  /** `--baseline` or `--comparison` */
  readonly option: string;
  readonly selector: Selector;
  readonly range: TimeRange;
}

/** A side whose slices are still to be fetched. */
export interface PlannedSide extends AskedSide {
  /** Of several servers the one that is meant. */
  readonly datasource: string | undefined;
  readonly fetched: FetchedProfile;
  readonly slices: readonly Slice[];
}

/** What the server has of the window. Throws CliError where that is nothing. */
export async function planSide(source: ProfileSource, asked: AskedSide): Promise<PlannedSide> {
  const fetched = await source.fetchProfile(asked.selector, asked.range);
  if (fetched.scrapes.length === 0) throw await describeMissing(source, asked);
  refuseTrimmed(asked, fetched);
  const { name: datasource } = atDatasource(source.datasources ?? [], asked.selector.matchers);
  return { ...asked, datasource, fetched, slices: slicesToJudge(fetched) };
}

/** Half of a comparison would be guesses, and a pipeline acts on them. */
function refuseTrimmed({ option }: AskedSide, { trimmed }: FetchedProfile): void {
  if (trimmed === undefined) return;
  throw new CliError(
    `${option}: too large to be compared: it comes without its narrowest frames; take a shorter range or fewer units`,
  );
}

/** The same selection right before the side, as long; undefined where that has fewer than two scrapes, or than half of the side's. */
export async function planBefore(
  source: ProfileSource,
  side: PlannedSide,
): Promise<PlannedSide | undefined> {
  const { selector } = side;
  const range = timeBefore(side.fetched.range);
  const before = await source.fetchProfile(selector, range);
  const slices = slicesToJudge(before);
  if (before.trimmed !== undefined || slices.length < 2 || !isTimeBefore(before, side.fetched))
    return undefined;
  return { ...side, range, fetched: before, slices };
}

/** The profile of each slice, a few questions at a time; `onSlice` hears of each. */
export function fetchSlices(
  source: ProfileSource,
  { selector, slices }: PlannedSide,
  onSlice: () => void,
): Promise<readonly SideSlice[]> {
  return mapConcurrently(slices, async ({ scrapes, seconds, range }) => {
    const { parts } = await source.fetchSlice(selector, scrapes);
    onSlice();
    return { tree: await withReadableNames(sumParts(parts).tree), seconds, start: range.start };
  });
}

export async function sideOf(
  { option, selector, datasource, fetched }: PlannedSide,
  slices: readonly SideSlice[],
): Promise<Side> {
  const { tree: stored, buildIds, notices } = sumParts(fetched.parts);
  const tree = await withReadableNames(stored);
  const { range, scrapes } = fetched;
  const { seconds, expected, extent, seriesCount } = coverageOf(fetched);
  const window = printRange(range);
  return {
    place: option,
    title: `${printable(printSelector(selector))} ${window}, ${scrapes.length} ${scrapes.length === 1 ? 'scrape' : 'scrapes'}`,
    profileType: selector.profileType,
    ...{ tree, seconds, slices, period: 0 },
    notes: [...fetched.notices, ...notices].map((note) => `${option}: ${printable(note)}`),
    facts: {
      ...{
        source: printSelector(ofOneServer(selector, datasource)),
        datasource,
        // Servers are called by what they are here.
        server: datasource,
        labels: labelsInCommon(scrapes),
        range,
        extent,
        buildIds,
        series: seriesCount,
      },
      ...{ scrapes: scrapes.length, expectedScrapes: expected },
    },
  };
}

/** What is asked of the server: without the condition that says which one. */
function ofOneServer(selector: Selector, datasource: string | undefined): Selector {
  if (datasource === undefined) return selector;
  const matchers = selector.matchers.filter(({ name }) => name !== DATASOURCE);
  return { ...selector, matchers };
}

/** What is missing and, where it is the type, which ones there are. */
async function describeMissing(
  source: ProfileSource,
  { option, selector, range }: AskedSide,
): Promise<CliError> {
  const at = printRange(range);
  const types = (await source.fetchProfileTypes(range)).map(printProfileType).sort();
  const type = printProfileType(selector.profileType);
  const stored = printProfileType(storedTypeOf(selector.profileType));
  if (types.length === 0) return new CliError(`${option}: no profiles of any type ${at}`);
  if (types.includes(stored))
    return new CliError(`${option}: no profiles of ${printable(printSelector(selector))} ${at}`);
  return new CliError(
    `${option}: no profiles of type ${printable(type)} ${at}; there are ${printable(types.join(', '))}`,
  );
}

const printRange = ({ start, end }: TimeRange): string =>
  `from ${new Date(start).toISOString()} to ${new Date(end).toISOString()}`;
