import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, IconButton, Tooltip, useStyles2 } from '@grafana/ui';
import { compareTotals } from '#comparison';
import { formatDelta, formatSignedPercent, formatValue, formatRange } from '#ui';
import {
  formatDuration,
  parseSelector,
  printMatchers,
  profileTypeTitle,
  SeriesError,
} from '#series';
import type { HeadDetail } from './state/panel-fit';
import type { PanelNumbers } from './state/panel-numbers';
import type { PanelProblems } from './PanelNotices';
import type { PanelProfiles, PanelSide } from './state/panel-profiles';

export interface PanelHeadProps {
  readonly profiles: PanelProfiles;
  readonly numbers: PanelNumbers;
  readonly detail: HeadDetail;
  /** The change is shown elsewhere. */
  readonly answered: boolean;
  /** Where notices have no lines of their own. */
  readonly problems: PanelProblems | undefined;
  readonly onSwap: () => void;
  /** Where the toolbar has no row. */
  readonly controls: { readonly open: boolean; readonly toggle: () => void } | undefined;
  /** The same in the app. */
  readonly link: string | undefined;
  readonly timeZone: string;
}

/** One line: what the flame graph is of, which side is which, and the actions. */
export function PanelHead(props: PanelHeadProps) {
  const styles = useStyles2(getStyles);
  const { problems, controls, link } = props;
  const messages = problems ? [...problems.failed, ...problems.notices] : [];
  return (
    <div className={styles.line} data-detail={props.detail}>
      {props.profiles.sides.length === 1 ? <OneProfile {...props} /> : <TwoSides {...props} />}
      <div className={styles.actions}>
        {problems && messages.length > 0 && (
          <IconButton
            name="exclamation-triangle"
            variant={problems.failed.length > 0 ? 'destructive' : 'secondary'}
            tooltip={messages.join('\n')}
            aria-label={messages.join(' ')}
          />
        )}
        {link && (
          <a className={styles.link} href={link} aria-label="Open in Parcascope">
            {props.detail === 'labels' && <span>Open in Parcascope</span>}
            <Icon name="external-link-alt" size="sm" />
          </a>
        )}
        {controls && (
          <IconButton
            name="sliders-v-alt"
            aria-label={controls.open ? 'Hide controls' : 'Search and more controls'}
            aria-expanded={controls.open}
            onClick={controls.toggle}
          />
        )}
      </div>
    </div>
  );
}

function OneProfile(props: PanelHeadProps) {
  const styles = useStyles2(getStyles);
  const { profiles, detail, timeZone } = props;
  const side = profiles.sides[0]!;
  return (
    <Facts lines={sideFacts(side, timeZone)}>
      <b>{subjectOf(profiles)}</b>
      {detail !== 'names' && (
        <span className={styles.text}>{sideText(profiles, side, timeZone)}</span>
      )}
      <Total {...props} side={0} />
    </Facts>
  );
}

const SIDES = [
  { side: 'baseline', title: 'Baseline' },
  { side: 'comparison', title: 'Comparison' },
] as const;

function TwoSides(props: PanelHeadProps) {
  const styles = useStyles2(getStyles);
  const { profiles, detail, timeZone, onSwap } = props;
  return (
    <>
      {SIDES.map(({ side, title }, k) => (
        <Facts key={side} lines={sideFacts(profiles.sides[k]!, timeZone)}>
          <span className={styles.swatch} data-side={side} aria-hidden="true" />
          <b>
            {title} {profiles.sides[k]!.refId}
          </b>
          {detail === 'labels' && (
            <span className={styles.text}>{sideText(profiles, profiles.sides[k]!, timeZone)}</span>
          )}
          {detail !== 'names' && <Total {...props} side={k} />}
        </Facts>
      ))}
      <IconButton
        name="exchange-alt"
        tooltip="Swap baseline and comparison"
        aria-label="Swap baseline and comparison"
        onClick={onSwap}
      />
      {detail !== 'names' && !props.answered && <Change {...props} />}
    </>
  );
}

function Total({ numbers, side }: PanelHeadProps & { readonly side: number }) {
  const styles = useStyles2(getStyles);
  const { unit } = numbers.scaled;
  return (
    <span className={styles.number} title={numbers.totalFormulas[side]}>
      {formatValue(numbers.wholes[side]!, unit)}
    </span>
  );
}

/** `+0.19 cores (+45 %)`; of shares nothing, which always add up to the same. */
function Change({ numbers }: PanelHeadProps) {
  const styles = useStyles2(getStyles);
  const { compared, wholes } = numbers;
  if (!compared || compared.unit === 'share') return null;
  const { delta, change } = compareTotals([wholes[0]!, wholes[1]!]);
  return (
    <span className={styles.change} title={compared.exactFormula}>
      {formatDelta(delta.total, compared.unit)}
      {change.total !== undefined && ` (${formatSignedPercent(change.total)})`}
    </span>
  );
}

function Facts(props: { readonly lines: readonly string[]; readonly children: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  const words = (
    <div className={styles.facts}>
      {props.lines.map((line, at) => (
        <div key={at}>{line}</div>
      ))}
    </div>
  );
  return (
    <Tooltip content={words}>
      <span className={styles.side} tabIndex={0}>
        {props.children}
      </span>
    </Tooltip>
  );
}

const ellipsis = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    flex: 'none',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    minHeight: 24,
    fontSize: theme.typography.bodySmall.fontSize,
    // A pixel less would put an ellipsis into the name, so labels give way alone where there are any.
    '& b': { flexShrink: 0, fontWeight: theme.typography.fontWeightMedium, ...ellipsis },
    '&[data-detail="names"]': { gap: theme.spacing(1) },
    '&[data-detail="names"] b': { flexShrink: 1 },
  }),
  side: css({
    display: 'flex',
    flex: '0 1000 auto',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    minWidth: 0,
    borderRadius: theme.shape.radius.default,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  swatch: css({
    flex: 'none',
    width: 10,
    height: 10,
    borderRadius: 2,
    '&[data-side="baseline"]': { background: theme.visualization.getColorByName('blue') },
    '&[data-side="comparison"]': { background: theme.visualization.getColorByName('orange') },
  }),
  // Labels give way long before names do.
  text: css({ ...ellipsis, flex: '0 1000 auto', minWidth: 0, color: theme.colors.text.secondary }),
  number: css({ flex: 'none', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  change: css({
    flex: 'none',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  actions: css({
    flex: 'none',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  }),
  link: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
  facts: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }),
});

/** What the flame graph is of: `CPU time`, else what the frame calls itself. */
function subjectOf({ profileType, sides }: PanelProfiles): string {
  return profileType ? profileTypeTitle(profileType) : (sides[0]?.name ?? '');
}

/** How the sides differ: its labels, or its time where the labels are the same. */
function sideText({ sides }: PanelProfiles, side: PanelSide, timeZone: string): string | undefined {
  const { facts } = side;
  if (!facts) return sides.length === 1 ? undefined : side.name;
  const alike = sides.length > 1 && sides.every((one) => one.facts?.selector === facts.selector);
  return alike ? formatRange(facts.range, timeZone) : labelsIn(facts.selector);
}

/** Everything that is known of a side, a line each. */
function sideFacts(side: PanelSide, timeZone: string): readonly string[] {
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
