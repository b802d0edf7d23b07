import type { Pair } from '#comparison';
import type { CliEnvironment } from '../../environment';
import { askPlace, readSelector, type Asking } from '../../profile-source';
import { forOption } from '../../quantities';
import type { ServerOptions } from '../../server-options';
import { readWindow } from '../../time-window';
import { fetchSlices, planBefore, planSide, sideOf, type AskedSide } from './fetch-side';
import type { WindowInputs } from './inputs';
import type { Sides, SideSlice } from './side';

/** Two windows of a server, or of an archive, with their slices. Throws CliError, SourceError. */
export async function fetchWindowSides(
  environment: CliEnvironment,
  inputs: WindowInputs,
  options: ServerOptions,
): Promise<Sides> {
  const { selectors, windows, archive } = inputs;
  const isAnother = selectors[0] !== selectors[1];
  const [first, second] = [
    forOption(isAnother ? '--baseline-selector' : '--selector', readSelector)(selectors[0]),
    forOption('--selector', readSelector)(selectors[1]),
  ];
  return askPlace(environment, { archive, options }, (asking) => {
    const rangeOf = (option: string, window: string) =>
      forOption(option, (text) => readWindow(text, asking.now))(window);
    return fetchSides(asking, [
      {
        ...{ option: '--baseline', selector: first },
        range: rangeOf('--baseline', windows[0]),
      },
      {
        ...{ option: '--comparison', selector: second },
        range: rangeOf('--comparison', windows[1]),
      },
    ]);
  });
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
