import { useQuery } from '@tanstack/react-query';
import { defaultProfileType, type TimeRange } from '#series';
import { formatRange, Notice } from '#ui';
import { useExtent } from '../metrics/extent/use-extent';
import { widerRange } from '../metrics/extent/wider-range';
import { profileTypesQuery } from '../state/queries/queries';
import { absoluteRange, useHost, useTimeZone } from '../state/host';
import type { Found } from './queries/use-targets';

export interface ElsewhereNoticeProps {
  readonly found: Found;
  readonly range: TimeRange;
  readonly onRange: (range: { readonly from: string; readonly to: string }) => void;
}

/** Above targets of which the range has no profile at all: when there are some. */
export function ElsewhereNotice(props: ElsewhereNoticeProps) {
  const { tree, isSettled, reports } = props.found;
  // A question without an answer is told already, and "empty" may be for want of it.
  if (!isSettled || reports.some(({ kept }) => kept.state === 'failed')) return null;
  if (tree.counts.rows === 0 || tree.counts.states.profiling > 0) return null;
  return <Elsewhere {...props} />;
}

function Elsewhere({ range, onRange }: ElsewhereNoticeProps) {
  const host = useHost();
  const [timeZone] = useTimeZone();
  const wider = widerRange(range, host, timeZone);
  const all = useQuery(profileTypesQuery(host, wider));
  // One that adds up is one series for all.
  const types = (all.data ?? []).filter(({ delta }) => delta);
  const { extent, state } = useExtent({
    profileType: defaultProfileType(types),
    matchers: NO_MATCHERS,
    range: wider,
    levels: NO_LEVELS,
  });
  const title = `No profiles of any target in ${formatRange(range, timeZone)}.`;
  if (!extent) {
    if (all.isLoading || state === 'loading') return null;
    return <Notice inline kind="empty" title={`${title} Choose a longer or earlier range.`} />;
  }
  const words = formatRange(extent, timeZone);
  return (
    <Notice
      inline
      kind="empty"
      title={`${title} There are some, ${words}.`}
      action={{ label: `Show ${words}`, onClick: () => onRange(absoluteRange(extent)) }}
    />
  );
}

const NO_MATCHERS = [] as const;
const NO_LEVELS = [] as const;
