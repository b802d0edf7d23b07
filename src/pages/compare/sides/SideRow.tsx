import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { TimeRange } from '#series';
import { Notice, WindowPicker, type TimelineChart } from '#ui';
import { explain } from '../../shell/advice';
import { SIDE_TITLE, type SideName } from '../../state/sides';
import { CoverageLine } from '../../shell/CoverageLine';
import { belowWidth, ICONS_ALONE } from '../../shell/page-width';
import { useHost, useTimeZone } from '../../state/host';
import { hasFault } from '../../state/matcher-faults';
import type { LoadedProfile } from '../../state/queries/queries';
import { SelectorPickers } from '../../selection/SelectionBar';
import type { LatestQuery } from '../../state/queries/use-latest-query';
import type { Selection } from '../../selection/use-selection';
import type { ViewControl } from '../../state/view/use-view-state';
import { openAsProfile } from '../../state/view/view-transitions';
import type { SideState } from '../../state/view/view-state';
import { fileOf } from './file/file-beside';

export interface SideRowProps {
  readonly name: SideName;
  readonly control: ViewControl;
  readonly selection: Selection;
  readonly range: TimeRange;
  readonly loaded: LatestQuery<LoadedProfile>;
  /** What is drawn of it. */
  readonly chart: TimelineChart | undefined;
  /** Why it could not be loaded stands elsewhere, for more than this side. */
  readonly isTold: boolean;
}

/** One side in a line: which, of what, when, how much; and the way to it alone. */
export function SideRow(props: SideRowProps) {
  const { name, control, selection, range, loaded } = props;
  const styles = useStyles2(getStyles);
  const [timeZone] = useTimeZone();
  const { beside, profiles } = useHost();
  const { view, setView } = control;
  const side = view[name];
  const file = fileOf(side.matchers, beside);
  const setSide = (next: Partial<SideState>) => setView({ ...view, [name]: { ...side, ...next } });
  return (
    <div className={styles.side} role="group" aria-label={SIDE_TITLE[name]} data-side={name}>
      <div className={styles.row}>
        <h2 className={styles.title}>
          <span className={styles.mark} data-side={name} aria-hidden />
          {SIDE_TITLE[name]}
        </h2>
        {file === undefined ? (
          <SelectorPickers
            title={SIDE_TITLE[name]}
            selection={selection}
            range={range}
            matchers={side.matchers ?? []}
            onChange={(matchers) => setSide({ matchers })}
          />
        ) : (
          <FileName {...{ name, file }} onClose={() => setSide(view[otherOf(name)])} />
        )}
        {side.window && (
          <span className={cx(styles.window, styles.repeated)}>
            <WindowPicker
              label={SIDE_TITLE[name]}
              range={side.window}
              whole={range}
              timeZone={timeZone}
              onChange={(window) => setSide({ window })}
            />
          </span>
        )}
        <Button
          variant="secondary"
          fill="text"
          icon="arrow-right"
          onClick={() => setView(openAsProfile(view, side))}
          aria-label={`View the profile of the ${name}`}
          tooltip={`View the profile of the ${name}`}
        >
          {/* Beside a picker more, of which server, the words would take the numbers their line. */}
          {profiles.datasources === undefined && 'View profile'}
        </Button>
        {loaded.data ? (
          <CoverageLine
            profileType={loaded.data.selector.profileType}
            total={loaded.data.total}
            coverage={loaded.data.coverage}
            chart={props.chart}
            buildIds={loaded.data.buildIds}
          />
        ) : (
          <span className={styles.awaited}>
            {loaded.state === 'loading' && `loading the ${name} …`}
          </span>
        )}
      </div>
      {!hasFault(side.matchers) && !props.isTold && <SideNotice {...{ name, loaded }} />}
    </div>
  );
}

interface FileNameProps {
  readonly name: SideName;
  readonly file: string;
  readonly onClose: () => void;
}

/** In place of what is chosen of a server. */
function FileName({ name, file, onClose }: FileNameProps) {
  const styles = useStyles2(getStyles);
  return (
    <span
      className={styles.window}
      title="Read in this browser; nothing is uploaded, and a link does not hold it: Save this comparison does."
    >
      <strong>{file}</strong> · a file, read in this browser
      <Button
        size="sm"
        fill="text"
        variant="secondary"
        icon="times"
        aria-label={`Take the ${name} from the server again`}
        tooltip={`Back to the server: the same as the ${otherOf(name)}`}
        onClick={onClose}
      />
    </span>
  );
}

function otherOf(name: SideName): SideName {
  return name === 'baseline' ? 'comparison' : 'baseline';
}

function SideNotice({ name, loaded }: Pick<SideRowProps, 'name' | 'loaded'>) {
  if (loaded.error)
    return (
      <Notice
        kind="failed"
        title={
          loaded.data
            ? `The ${name} could not be loaded; what is shown of it is from before`
            : `The ${name} could not be loaded`
        }
        {...explain(loaded.error)}
        action={{ label: 'Try again', onClick: loaded.retry }}
      />
    );
  return null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  side: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'end',
    [belowWidth(1180)]: ICONS_ALONE,
  }),
  title: css({
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    margin: 0,
    width: 116,
    [belowWidth(1180)]: { width: 104 },
    lineHeight: theme.spacing(4),
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
  }),
  mark: css({
    width: 12,
    height: 12,
    borderRadius: 2,
    forcedColorAdjust: 'none',
    '&[data-side="baseline"]': { background: theme.visualization.getColorByName('blue') },
    '&[data-side="comparison"]': { background: theme.visualization.getColorByName('orange') },
  }),
  /** As wide as the numbers that will stand here usually are, so that the row has its height before they come. */
  awaited: css({
    width: 430,
    height: theme.spacing(4),
    lineHeight: theme.spacing(4),
    marginLeft: 'auto',
    textAlign: 'right',
    color: theme.colors.text.secondary,
    [belowWidth(1180)]: { width: 300 },
  }),
  /** Under the timeline it stands too. */
  repeated: css({ [belowWidth(1400)]: { display: 'none' } }),
  window: css({
    lineHeight: theme.spacing(4),
    fontVariantNumeric: 'tabular-nums',
    color: theme.colors.text.secondary,
  }),
});
