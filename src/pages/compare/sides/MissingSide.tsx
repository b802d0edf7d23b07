import { printMatchers, type ProfileType, type TimeRange } from '#series';
import { formatRange, Notice } from '#ui';
import { placeWords } from '../../selection/selection-words';
import type { Level } from '../../selection/topology-levels';
import { useTimeZone } from '../../state/host';
import { explain } from '../../shell/advice';
import { SIDE_TITLE, type SideName } from '../../state/sides';
import type { ViewControl } from '../../state/view/use-view-state';
import { extentOf } from '../../metrics/extent-of';
import { useRangeTotal } from '../../metrics/use-range-total';
import { nextWindows, type OtherSide } from './next-window';

export interface MissingSideProps {
  readonly name: SideName;
  /** All that have none. */
  readonly missing: readonly SideName[];
  readonly control: ViewControl;
  readonly profileType: ProfileType;
  readonly levels: readonly Level[];
  /** The page's: where other profiles are looked for. */
  readonly range: TimeRange;
}

/** In place of an answer: which side has no profiles, where some are, and one way on. */
export function MissingSide(props: MissingSideProps) {
  const { name, control, profileType, levels, range } = props;
  const [timeZone] = useTimeZone();
  const { view, setView } = control;
  const { matchers = [], window = range } = view[name];
  const asked = { profileType, matchers, range, levels, isWaiting: false };
  const { data, stale, state, error } = useRangeTotal(asked).total;
  const extent = extentOf(stale ? [] : (data ?? []));
  const next = extent && nextWindows(window, extent, otherOf(props));
  const other = nameOfOther(name);
  const title = `${SIDE_TITLE[name]}: no profiles of ${matchers.length === 0 ? 'anything' : placeWords(matchers, levels)}, ${formatRange(window, timeZone)}.`;
  if (!next)
    return (
      <Notice
        kind="empty"
        title={title}
        advice={
          error
            ? `Whether there are some is not known: ${explain(error).facts}`
            : state === 'loading'
              ? 'Asking when there are some …'
              : extent
                ? `There are profiles of it only ${formatRange(extent, timeZone)}, which is no room for two windows: choose a longer range.`
                : 'There are none for it in the page’s range: choose another one, or a longer range.'
        }
      />
    );
  return (
    <Notice
      kind="empty"
      title={title}
      advice={`There are profiles of it, ${formatRange(extent, timeZone)}.`}
      action={{
        label: `Use ${formatRange(next.own, timeZone)}${
          next.other ? `, and ${formatRange(next.other, timeZone)} as the ${other}` : ''
        }`,
        onClick: () =>
          setView({
            ...view,
            [name]: { matchers, window: next.own },
            ...(next.other && { [other]: { ...view[other], window: next.other } }),
          }),
      }}
    />
  );
}

function nameOfOther(name: SideName): SideName {
  return name === 'baseline' ? 'comparison' : 'baseline';
}

/** The baseline comes first, wherever the windows without profiles were: taken one by one, the offers would be reversed. */
function otherOf({ name, missing, control }: MissingSideProps): OtherSide | undefined {
  const { view } = control;
  const otherName = nameOfOther(name);
  const { matchers, window } = view[otherName];
  if (!window || printMatchers(matchers ?? []) !== printMatchers(view[name].matchers ?? []))
    return undefined;
  return {
    window,
    isMissing: missing.includes(otherName),
    isEarlier: otherName === 'baseline',
  };
}
