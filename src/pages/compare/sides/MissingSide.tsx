import { printMatchers, type ProfileType, type TimeRange } from '#series';
import { formatRange, Notice } from '#ui';
import { placeWords } from '../../selection/selection-words';
import type { Level } from '../../selection/topology-levels';
import { useTimeZone } from '../../state/host';
import { explain } from '../../shell/advice';
import { SIDE_TITLE, SIDES, type SideName } from '../../state/sides';
import type { ViewControl } from '../../state/view/use-view-state';
import { extentOf } from '../../metrics/extent-of';
import { useRangeTotal } from '../../metrics/use-range-total';
import { nextWindow } from './next-window';

export interface MissingSideProps {
  readonly name: SideName;
  readonly control: ViewControl;
  readonly profileType: ProfileType;
  readonly levels: readonly Level[];
  /** The page's: where other profiles are looked for. */
  readonly range: TimeRange;
}

/** In place of an answer: which side has no profiles, where some are, and one way on. */
export function MissingSide({ name, control, profileType, levels, range }: MissingSideProps) {
  const [timeZone] = useTimeZone();
  const { view, setView } = control;
  const { matchers = [], window = range } = view[name];
  const asked = { profileType, matchers, range, levels, isWaiting: false };
  const { data, stale, state, error } = useRangeTotal(asked).total;
  const extent = extentOf(stale ? [] : (data ?? []));
  const [other] = SIDES.filter((side) => side !== name).map((side) => view[side]);
  const isSame = printMatchers(other?.matchers ?? []) === printMatchers(matchers);
  const next = extent && nextWindow(window, extent, isSame ? other?.window : undefined);
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
        label: `Use ${formatRange(next, timeZone)}`,
        onClick: () => setView({ ...view, [name]: { matchers, window: next } }),
      }}
    />
  );
}
