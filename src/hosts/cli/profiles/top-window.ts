import { scalingOf } from '#comparison';
import { magnitudeOf } from '#profile';
import { kindOf } from '#series';
import { planSide, sideOf } from '../compare/sides/fetch-side';
import type { CliEnvironment } from '../environment';
import { askPlace, readSelector, type Place } from '../profile-source';
import { forOption } from '../quantities';
import { readWindow } from '../time-window';
import type { TopProfile } from './top-profile';

/** A window of an archive or a server; per second, but for states. Throws CliError, SourceError. */
export async function fetchTopProfile(
  environment: CliEnvironment,
  place: Place,
  asked: { readonly selector: string; readonly range: string },
): Promise<TopProfile> {
  const selector = forOption('--selector', readSelector)(asked.selector);
  return askPlace(environment, place, async ({ source, now }) => {
    const range = forOption('--range', (text) => readWindow(text, now))(asked.range);
    const side = await sideOf(await planSide(source, { option: '--range', selector, range }), []);
    const { tree, profileType, seconds, title, notes } = side;
    const magnitude = magnitudeOf(tree.columns[0]!);
    const isState = kindOf(profileType) === 'gauge';
    const { divisors, unit } = scalingOf(isState ? 'raw' : 'perSecond', {
      profileType,
      durationsSeconds: [seconds, seconds],
      magnitudes: [magnitude, magnitude],
    });
    const head = `${title}${isState ? '' : ` ÷ ${seconds} s`}\n`;
    return { ...{ tree, profileType, unit, notes, head }, divisor: divisors[0] };
  });
}
