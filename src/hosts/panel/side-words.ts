import { parseSelector, printMatchers, profileTypeTitle, SeriesError } from '#series';
import { formatDuration, formatRange } from '#ui';
import type { PanelProfiles, PanelSide } from './panel-profiles';

/** What the picture is of, in a few words: `CPU time`, else what the frame calls itself. */
export function subjectOf({ profileType, sides }: PanelProfiles): string {
  return profileType ? profileTypeTitle(profileType) : (sides[0]?.name ?? '');
}

/** What tells a side from the other one: its labels, or its time where the labels are the same. */
export function sideText({ sides }: PanelProfiles, side: PanelSide, timeZone: string): string {
  const { facts } = side;
  if (!facts) return sides.length === 1 ? '' : side.name;
  const alike = sides.length > 1 && sides.every((one) => one.facts?.selector === facts.selector);
  return alike ? formatRange(facts.range, timeZone) : labelsIn(facts.selector);
}

/** Everything that is known of a side, a line each. */
export function sideFacts(side: PanelSide, timeZone: string): readonly string[] {
  const { facts } = side;
  if (!facts) return [side.name, 'The frame does not say what it is of.'];
  const { selector, range, scrapes, seconds, buildIds } = facts;
  return [
    selector,
    formatRange(range, timeZone),
    `${scrapes} scrape${scrapes === 1 ? '' : 's'}, ${formatDuration(seconds * 1000)}`,
    ...(buildIds.length > 0 ? [`build ${buildIds.join(', ')}`] : []),
  ];
}

/** `{juju_unit="shop-k8s/1"}`; the whole selector when it cannot be read. */
function labelsIn(selector: string): string {
  try {
    const { matchers } = parseSelector(selector);
    return matchers.length === 0 ? 'everything' : printMatchers(matchers);
  } catch (error) {
    if (error instanceof SeriesError) return selector;
    throw error;
  }
}
