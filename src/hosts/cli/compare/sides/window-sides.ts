import type { Pair } from '#comparison';
import { printable } from '#profile';
import type { Selector } from '#series';
import type { CliEnvironment } from '../../environment';
import { askPlace, readSelector, type Asking } from '../../profile-source';
import { forOption } from '../../quantities';
import type { ServerOptions } from '../../server-options';
import { readWindow } from '../../time-window';
import { fetchSlices, planBefore, planSide, sideOf, type AskedSide } from './fetch-side';
import type { WindowInputs } from './inputs';
import { readFileSide } from './file-sides';
import type { Side, Sides, SideSlice } from './side';

/** Two windows of a server, or of an archive, with their slices; or one and files. Throws CliError, SourceError. */
export async function fetchWindowSides(
  environment: CliEnvironment,
  inputs: WindowInputs,
  options: ServerOptions & { readonly hasReport?: boolean },
): Promise<Sides> {
  const { selectors, windows, archive } = inputs;
  const isAnother = selectors[0] !== selectors[1];
  const [first, second] = [
    forOption(isAnother ? '--baseline-selector' : '--selector', readSelector)(selectors[0]),
    forOption('--selector', readSelector)(selectors[1]),
  ];
  return askPlace(environment, { archive, options }, async (asking) => {
    const askedOf = (option: string, selector: Selector, window: string): AskedSide => ({
      ...{ option, selector },
      range: forOption(option, (text) => readWindow(text, asking.now))(window),
    });
    const [before, after] = windows;
    if (typeof before === 'string' && typeof after === 'string') {
      const asked: Pair<AskedSide> = [
        askedOf('--baseline', first, before),
        askedOf('--comparison', second, after),
      ];
      const sides = await fetchSides(asking, asked);
      return options.hasReport ? { ...sides, ...(await chartsOf(asking, asked)) } : sides;
    }
    const sideOfInput = async (option: string, selector: Selector, input: typeof before) =>
      typeof input === 'string'
        ? fetchSide(asking, askedOf(option, selector, input))
        : readFileSide(environment, input, selector.profileType.sampleType);
    return {
      sides: [
        await sideOfInput('--baseline', first, before),
        await sideOfInput('--comparison', second, after),
      ],
    };
  });
}

/** Of the time that profiles were found in: an archive may begin later. */
async function chartsOf(
  { source, metrics: open, line }: Asking,
  [baseline, comparison]: Pair<AskedSide>,
): Promise<Pick<Sides, 'charts' | 'notes'>> {
  const metrics = open();
  line.show('metrics');
  // Only reports need what it knows of panels.
  const { reportCharts } = await import('../metrics/report-charts');
  const { charts, notes } = await reportCharts({
    ...{ source, metrics },
    selectors: [baseline.selector, comparison.selector],
    windows: [baseline.range, comparison.range],
  });
  return { charts, notes: notes.map(printable) };
}

async function fetchSide({ source, line }: Asking, asked: AskedSide): Promise<Side> {
  const planned = await planSide(source, asked);
  let done = 0;
  const onSlice = () => line.show(`${++done} of ${planned.slices.length} slices`);
  return sideOf(planned, await fetchSlices(source, planned, onSlice));
}

/** The time before only where both sides have several slices: of one scrape nothing is known but sampling. */
async function fetchSides({ source, line }: Asking, asked: Pair<AskedSide>): Promise<Sides> {
  const [baseline, comparison] = await Promise.all([
    planSide(source, asked[0]),
    planSide(source, asked[1]),
  ]);
  const areSeveral = [baseline, comparison].every(({ slices }) => slices.length > 1);
  const before = areSeveral ? await planBefore(source, baseline) : undefined;
  const runs = [baseline, comparison, ...(before ? [before] : [])];
  const total = runs.reduce((sum, { slices }) => sum + slices.length, 0);
  let done = 0;
  const onSlice = () => line.show(`${++done} of ${total} slices`);
  const slices: (readonly SideSlice[])[] = [];
  for (const run of runs) slices.push(await fetchSlices(source, run, onSlice));
  return {
    sides: [await sideOf(baseline, slices[0]!), await sideOf(comparison, slices[1]!)],
    ...(slices[2] && { before: slices[2] }),
  };
}
