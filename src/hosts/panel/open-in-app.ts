import { DEFAULT_DISPLAY, DEFAULT_VIEW, type ViewState } from '#pages';
import { DATASOURCE, parseSelector, printProfileType, SeriesError, type Matcher } from '#series';
import { appAddress } from '../app-address';
import type { PanelProfiles } from './state/panel-profiles';
import type { PanelState } from './state/panel-state';

/** The same profile, or comparison, in the app, of the datasources with these uids, one a side; undefined where the frames do not say what they are of. */
export function appLink(
  { sides, profileType }: PanelProfiles,
  { display, normalise }: Pick<PanelState, 'display' | 'normalise'>,
  uids: readonly (string | undefined)[],
  nameOf: (uid: string) => string | undefined,
): string | undefined {
  const known = sides.flatMap(({ facts }) => {
    const matchers = facts && matchersIn(facts.selector);
    return matchers ? [{ matchers, window: facts.range }] : [];
  });
  if (!profileType || known.length === 0 || known.length < sides.length) return undefined;
  const [parca, other] = uids;
  const isOne = uids.every((uid) => uid === parca);
  const beside = isOne || other === undefined ? undefined : { uid: other, name: nameOf(other) };
  if (!isOne && (parca === undefined || beside?.name === undefined)) return undefined;
  // A side of the second datasource says so, the app's first one is meant without a word.
  const [baseline, comparison] = known.map(({ matchers, window }, side) => ({
    window,
    matchers:
      beside && side === 1
        ? [{ name: DATASOURCE, op: '=' as const, value: beside.name! }, ...matchers]
        : matchers,
  }));
  const view: ViewState = {
    ...DEFAULT_VIEW,
    ...(comparison
      ? { page: 'compare', baseline: baseline!, comparison }
      : { page: 'profile', profile: { ...baseline!, window: undefined } }),
    profileType: printProfileType(profileType),
    range: {
      from: String(Math.min(...known.map(({ window }) => window.start))),
      to: String(Math.max(...known.map(({ window }) => window.end))),
    },
    normalise,
    display: { ...display, layout: DEFAULT_DISPLAY.layout },
  };
  return appAddress(view, { parca, beside: beside?.uid });
}

function matchersIn(selector: string): readonly Matcher[] | undefined {
  try {
    return parseSelector(selector).matchers;
  } catch (error) {
    if (error instanceof SeriesError) return undefined;
    throw error;
  }
}
