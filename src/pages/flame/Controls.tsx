import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { divided } from '#comparison';
import { DeltaLegend, formatPercent, formatValue } from '#ui';
import type { CommandQuestion } from './actions/use-frame-commands';
import { ColourKey } from './ColourKey';
import { ExportMenu } from './export/ExportMenu';
import type { FlameSectionProps } from './FlameSection';
import { FlameToolbar } from './FlameToolbar';
import { greyOf } from './picture';
import { Matches, type MatchesProps } from './search/Matches';
import type { SearchBoxProps } from './search/SearchBox';
import type { SearchMessage } from './search/search-message';

interface ControlsProps extends FlameSectionProps {
  readonly searching: SearchBoxProps & MatchesProps;
  readonly onFilter: () => void;
  readonly onCommand: (question: CommandQuestion) => void;
}

/** The toolbar, and what the colours mean. */
export function Controls(props: ControlsProps) {
  const styles = useStyles2(getStyles);
  const { tree, display, setDisplay, fit, searching, onFilter } = props;
  const { search, words } = searching;
  const compared = tree.columns.length > 1;
  const removed = removedLabel(props);
  const matches = <Matches {...searching} />;
  const legend = <Legend {...props} />;
  return (
    <>
      {fit?.controls === 'none' ? (
        <Hidden search={search} words={words} removed={removed} />
      ) : (
        <div className={styles.controls} data-over={fit?.controls === 'over'} data-sticky={!fit}>
          <FlameToolbar
            {...{ display, setDisplay, searching, onFilter, removed, compared }}
            dense
            hasTree={props.treePane !== undefined}
            matches={fit && matches}
            more={
              <>
                {props.exported && (
                  <ExportMenu {...props} factsOf={props.exported} disabled={props.stale} />
                )}
                {props.moreControls}
              </>
            }
          />
          {fit?.tiny && legend}
          {!fit && (
            <div className={styles.key}>
              {matches}
              <div className={styles.colours}>{legend}</div>
            </div>
          )}
        </div>
      )}
      {fit && !fit.tiny && <div className={styles.legend}>{legend}</div>}
    </>
  );
}

/** What the colours mean. Those of packages are the graph's alone. */
function Legend(props: ControlsProps) {
  const { tree, display, setDisplay, onCommand } = props;
  if (tree.columns.length > 1) return <DeltaLegend width={display.width} grey={greyOf(props)} />;
  if (display.layout === 'tree') return null;
  return (
    <ColourKey
      {...{ tree, display, setDisplay }}
      onMenu={(name, field, at) =>
        onCommand({
          command: 'menu',
          at,
          subject: { name, of: field, fields: new Map([[field, name]]) },
        })
      }
    />
  );
}

/** Where the controls are out of sight, what they have done to the picture is not. */
function Hidden(props: { search: string; words: SearchMessage; removed: string }) {
  const styles = useStyles2(getStyles);
  const { search, words, removed } = props;
  const said = [search === '' ? '' : `“${search}”: ${words.text}`, removed];
  const text = said.filter((part) => part !== '').join(' · ');
  return text === '' ? null : (
    <div className={styles.said} role="status" title={text}>
      {text}
    </div>
  );
}

/** `12.4 s (9.8 %) filtered out`; of a comparison both sides. */
function removedLabel({ removed, wholes, unit }: FlameSectionProps): string {
  if (removed.every((value) => value === 0)) return '';
  const sides = removed.map((value, k) => {
    return `${formatValue(value, unit)} (${formatPercent(divided(value, wholes[k]!))})`;
  });
  return `${sides.join(' and ')} filtered out`;
}

/** How much of the window's top is under a host's own bar. */
const STICKY_TOP = '--parcascope-sticky-top';

const getStyles = (theme: GrafanaTheme2) => ({
  controls: css({
    // What is searched for and what colours mean stays in sight above a tall picture.
    '&[data-sticky="true"]': {
      position: 'sticky',
      top: `var(${STICKY_TOP}, 0px)`,
      zIndex: theme.zIndex.navbarFixed - 1,
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      margin: theme.spacing(-1, 0),
      padding: theme.spacing(1, 0),
      background: theme.colors.background.primary,
    },
    '&[data-over="true"]': {
      position: 'absolute',
      inset: '0 0 auto',
      zIndex: theme.zIndex.navbarFixed,
      maxHeight: '100%',
      overflowY: 'auto',
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1),
      padding: theme.spacing(1),
      background: theme.colors.background.elevated ?? theme.colors.background.secondary,
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      boxShadow: theme.shadows.z2,
    },
  }),
  // A search takes of the key's line, so that the picture below does not move.
  key: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0, 2) }),
  colours: css({ flex: '1 1 300px', minWidth: 0 }),
  legend: css({
    '[data-fit="true"] > &': { flex: 'none', height: 18, overflow: 'hidden' },
  }),
  said: css({
    flex: 'none',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
