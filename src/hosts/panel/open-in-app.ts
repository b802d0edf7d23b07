import { DEFAULT_DISPLAY, DEFAULT_VIEW, type ViewState } from '#pages';
import { parseSelector, printProfileType, SeriesError, type Matcher } from '#series';
import { appAddress } from '../app-address';
import type { PanelProfiles } from './state/panel-profiles';
import type { PanelState } from './state/panel-state';

/** The same profile, or comparison, in the app; undefined where the frames do not say what they are of. */
export function appLink(
  { sides, profileType }: PanelProfiles,
  { display, normalise }: Pick<PanelState, 'display' | 'normalise'>,
  datasources: readonly (string | undefined)[],
): string | undefined {
  const known = sides.flatMap(({ facts }) => {
    const matchers = facts && matchersIn(facts.selector);
    return matchers ? [{ matchers, window: facts.range }] : [];
  });
  const [baseline, comparison] = known;
  if (!profileType || !baseline || known.length < sides.length) return undefined;
  const [parca] = datasources;
  if (datasources.some((uid) => uid !== parca)) return undefined;
  const view: ViewState = {
    ...DEFAULT_VIEW,
    ...(comparison
      ? { page: 'compare', baseline, comparison }
      : { page: 'profile', profile: { ...baseline, window: undefined } }),
    profileType: printProfileType(profileType),
    range: {
      from: String(Math.min(...known.map(({ window }) => window.start))),
      to: String(Math.max(...known.map(({ window }) => window.end))),
    },
    normalise,
    display: { ...display, layout: DEFAULT_DISPLAY.layout },
  };
  return appAddress(view, parca);
}

function matchersIn(selector: string): readonly Matcher[] | undefined {
  try {
    return parseSelector(selector).matchers;
  } catch (error) {
    if (error instanceof SeriesError) return undefined;
    throw error;
  }
}
