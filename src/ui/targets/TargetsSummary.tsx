import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { ROW_STATES, type RowState, STATE_TITLES, type TopologyTree } from '#targets';
import { countOf, LEVEL_KINDS } from './state-labels';
import { StatusIcon } from './StatusIcon';

/** What the table is limited to; '' nothing. */
export type StateFilter = RowState | 'artefact' | 'collision' | '';

export interface TargetsSummaryProps {
  /** Of everything, whatever is searched for. */
  readonly tree: TopologyTree;
  readonly filter: StateFilter;
  readonly onFilter: (filter: StateFilter) => void;
}

/** Most are well, then what is not, the worst first. */
const ORDER: readonly RowState[] = [
  'profiling',
  ...ROW_STATES.filter((state) => state !== 'profiling'),
];

/** How much there is, and how much of it is in which state; a state is a button that shows only its rows. */
export function TargetsSummary({ tree, filter, onFilter }: TargetsSummaryProps) {
  const styles = useStyles2(getStyles);
  const { counts, levels } = tree;
  const kinds = LEVEL_KINDS.filter((kind) => (levels[kind] ?? 0) > 0);
  const button = { filter, onFilter };
  return (
    <div className={styles.summary} role="group" aria-label="Summary of the targets">
      <span className={styles.levels}>
        {kinds.map((kind) => (
          <span key={kind}>{countOf(levels[kind]!, kind)}</span>
        ))}
      </span>
      <span className={styles.states}>
        {ORDER.filter((state) => counts.states[state] > 0 || filter === state).map((state) => (
          <FilterButton key={state} {...button} of={state} count={counts.states[state]}>
            {STATE_TITLES[state]}
          </FilterButton>
        ))}
        {(counts.artefacts > 0 || filter === 'artefact') && (
          <FilterButton {...button} of="artefact" count={counts.artefacts} apart>
            {counts.artefacts === 1 ? 'charm-library artefact' : 'charm-library artefacts'}
          </FilterButton>
        )}
        {(counts.collisions > 0 || filter === 'collision') && (
          <FilterButton {...button} of="collision" count={counts.collisions} apart>
            with shared labels
          </FilterButton>
        )}
      </span>
    </div>
  );
}

const APART: ReadonlyMap<StateFilter, string> = new Map([
  [
    'artefact',
    'Addresses that a charm library lists and nothing listens on. They are ignored: not counted as failing.',
  ],
  [
    'collision',
    'Addresses whose labels are those of another one: their profiles are mixed in one series. They are ignored: not counted.',
  ],
]);

interface FilterButtonProps {
  readonly of: StateFilter;
  readonly count: number;
  readonly children: string;
  readonly filter: StateFilter;
  readonly onFilter: (filter: StateFilter) => void;
  /** Not among the counts of health. */
  readonly apart?: boolean;
}

function FilterButton({ of, count, children, filter, onFilter, apart }: FilterButtonProps) {
  const styles = useStyles2(getStyles);
  const isOn = filter === of;
  const state = ROW_STATES.find((known) => known === of);
  return (
    <button
      type="button"
      className={styles.button}
      aria-pressed={isOn}
      data-apart={apart ?? false}
      title={APART.get(of)}
      onClick={() => onFilter(isOn ? '' : of)}
    >
      {state && <StatusIcon state={state} />}
      <span className={styles.count}>{count}</span> {children}
    </button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  summary: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 3),
    // The search stands beside it while there is room for both.
    flex: '1 1 0',
    minWidth: 'min(100%, 560px)',
    minHeight: 32,
  }),
  levels: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    color: theme.colors.text.secondary,
  }),
  states: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) }),
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    height: 26,
    padding: theme.spacing(0, 1),
    border: '1px solid transparent',
    borderRadius: theme.shape.radius.default,
    background: 'none',
    font: 'inherit',
    color: theme.colors.text.primary,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
    '&[aria-pressed="true"]': {
      background: theme.colors.action.selected,
      borderColor: theme.colors.primary.border,
    },
    '&[data-apart="true"]': { color: theme.colors.text.secondary },
  }),
  count: css({
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
  }),
});
