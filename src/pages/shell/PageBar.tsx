import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, RefreshPicker, TimeRangePicker, useStyles2 } from '@grafana/ui';
import type { TimeRange } from '#series';
import { formatZone, KeysButton } from '#ui';
import {
  absoluteRange,
  titleOfTargets,
  useHost,
  useTimeZone,
  type BarView,
  type ElsewhereLink,
  type Host,
} from '../state/host';
import { fromPickerRange, shiftRange, toPickerRange, zoomOut } from '../state/range';
import type { PageRange } from '../state/use-page-range';
import type { ViewControl } from '../state/view/use-view-state';
import { compareWith, openAsProfile } from '../state/view/view-transitions';
import { printView } from '../state/view/view-url';
import type { Waiting } from '../state/queries/waiting';
import { WaitingStatus } from './WaitingNotice';
import type { PageName, ViewState } from '../state/view/view-state';
import { fileOf } from '../compare/sides/file/file-beside';
import { ElsewhereMenu } from './ElsewhereMenu';
import { belowHeight } from './page-height';
import { belowWidth, ICONS_ALONE } from './page-width';

export interface PageBarProps {
  readonly control: ViewControl;
  readonly pageRange: PageRange;
  /** What is on the way; undefined: nothing. */
  readonly loading: string | undefined;
  readonly waiting: Waiting | undefined;
  /** What the page is at, when that takes long. */
  readonly working?: string | undefined;
}

function statusWords(working: string | undefined, loading: string | undefined): string {
  if (working !== undefined) return `· ${working} …`;
  return loading === undefined ? '' : `· loading ${loading} …`;
}

/** First line of every page: where one is, of what, when; and the link to it. */
export function PageBar({ control, pageRange, loading, waiting, working }: PageBarProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const [timeZone, setTimeZone] = useTimeZone();
  const { view, setView } = control;
  const { raw, range } = pageRange;
  const setRange = (next: { from: string; to: string }) => setView({ ...view, range: next });
  return (
    <header className={styles.bar}>
      <nav aria-label="Pages" className={styles.nav}>
        {host.brand !== undefined && <span className={styles.brand}>{host.brand}</span>}
        <PageLink {...{ control, range }} page="changes" title="Changes" />
        <PageLink {...{ control, range }} page="targets" title={titleOfTargets(host)} />
        <PageLink {...{ control, range }} page="profile" title="Profile" />
        <PageLink {...{ control, range }} page="compare" title="Compare" />
      </nav>
      <div className={styles.source} title="Where the data comes from">
        {host.source}
        <span role="status" className={styles.status}>
          {waiting ? <WaitingStatus waiting={waiting} /> : statusWords(working, loading)}
        </span>
      </div>
      <div className={styles.controls}>
        <TimeRangePicker
          value={toPickerRange(raw, range)}
          timeZone={timeZone}
          onChange={(picked) => setRange(fromPickerRange(picked))}
          onChangeTimeZone={setTimeZone}
          onMoveBackward={() => setRange(absoluteRange(shiftRange(range, -1)))}
          onMoveForward={() => setRange(absoluteRange(shiftRange(range, 1)))}
          onZoom={() => setRange(absoluteRange(zoomOut(range)))}
        />
        <span className={styles.zone} title="The time zone of all times on this page">
          {formatZone(range, timeZone)}
        </span>
        <RefreshPicker
          value={host.frozen ? '' : (view.refresh ?? '')}
          noIntervalPicker={host.frozen}
          intervals={['15s', '30s', '1m', '5m']}
          onRefresh={pageRange.refresh}
          onIntervalChanged={(interval) =>
            setView({ ...view, refresh: interval === '' ? undefined : interval }, 'replace')
          }
          tooltip="Refresh"
        />
        <div className={styles.actions}>
          <ClipboardButton
            variant="secondary"
            icon="share-alt"
            tooltip="Copy a link to exactly this view. A range relative to now is frozen."
            getText={() =>
              host.linkTo(printView({ ...view, range: absoluteRange(range), refresh: undefined }))
            }
          >
            Share
          </ClipboardButton>
          <ElsewhereMenu links={elsewhereOf(host, { view, range })} />
          {host.actions?.({ view, range })}
        </div>
        <KeysButton />
      </div>
    </header>
  );
}

/** Of a file that was opened here no other program knows. */
function elsewhereOf(host: Host, at: BarView): readonly ElsewhereLink[] {
  const { page, profile, baseline, comparison } = at.view;
  const sides = page === 'compare' ? [baseline, comparison] : [profile];
  const isOfFile = sides.some(({ matchers }) => fileOf(matchers, host.beside) !== undefined);
  return isOfFile ? [] : (host.elsewhere?.(at) ?? []);
}

interface PageLinkProps {
  readonly control: ViewControl;
  readonly range: TimeRange;
  readonly page: PageName;
  readonly title: string;
}

/** A link with an address of its own, so that it can be opened in another tab. */
function PageLink({ control, range, page, title }: PageLinkProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const { view, setView } = control;
  const target = viewOn(page, view, range);
  return (
    <a
      href={host.linkTo(printView(target))}
      className={styles.link}
      aria-current={view.page === page ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        if (view.page !== page) setView(target);
      }}
    >
      {title}
    </a>
  );
}

/** What a page shows when one comes from the other: what was set there before, else what is looked at now. */
function viewOn(page: PageName, view: ViewState, range: TimeRange): ViewState {
  if (page === view.page) return view;
  const display = { ...view.display, focus: undefined, sort: undefined };
  if (page === 'changes' || page === 'targets') return { ...view, page, display };
  if (page === 'compare')
    return view.comparison.matchers ? { ...view, page, display } : compareWith(view, range);
  return view.profile.matchers ? { ...view, page, display } : openAsProfile(view, view.comparison);
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.75, 1.25),
    padding: theme.spacing(0.75, 2),
    [belowHeight(1000)]: { padding: theme.spacing(0.5, 2) },
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    background: theme.colors.background.primary,
  }),
  brand: css({
    fontWeight: theme.typography.fontWeightMedium,
    marginRight: theme.spacing(1),
  }),
  nav: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.5) }),
  link: css({
    padding: theme.spacing(0.75, 1),
    color: theme.colors.text.secondary,
    borderRadius: theme.shape.radius.default,
    '&:hover': { color: theme.colors.text.primary, background: theme.colors.action.hover },
    '&[aria-current="page"]': {
      color: theme.colors.text.primary,
      boxShadow: `inset 0 -2px ${theme.colors.primary.main}`,
    },
  }),
  source: css({
    flexGrow: 1,
    minWidth: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  zone: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'nowrap',
  }),
  // What it says takes no part in how the bar wraps: the page would jump when a server is slow.
  status: css({
    flexGrow: 1,
    width: 0,
    minWidth: 76,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
  actions: css({ display: 'contents', [belowWidth(1400)]: ICONS_ALONE }),
  controls: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginLeft: 'auto',
    alignItems: 'center',
  }),
});
