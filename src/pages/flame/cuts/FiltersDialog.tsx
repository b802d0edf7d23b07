import { useId, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Checkbox, Field, Input, Modal, useStyles2 } from '@grafana/ui';
import { divided } from '#comparison';
import type { Engine, TreeHandle } from '#engine';
import { faultOfPattern } from '#pattern';
import { formatPercent, Picker, useAsync } from '#ui';
import { isSame, KIND_EFFECTS, KIND_TITLES, withFilter } from './filter-words';
import { ownPreset, PRESETS, type Preset } from './presets';
import { frameFilterOf } from '../../state/view/view-options';
import { FILTER_FIELDS, FILTER_KINDS, type FilterState } from '../../state/view/view-state';

export interface FiltersDialogProps {
  readonly engine: Pick<Engine, 'takenBy'>;
  readonly handle: TreeHandle;
  /** Of the filtered stacks, one a column. */
  readonly magnitudes: readonly number[];
  readonly filters: readonly FilterState[];
  readonly onFilters: (filters: readonly FilterState[]) => void;
  /** Modules of the program itself. */
  readonly modules: readonly string[];
  /** What the form begins with. */
  readonly start: FilterState | undefined;
  readonly onClose: () => void;
}

const EMPTY: FilterState = { kind: 'hideFrame', field: 'function', pattern: '', regex: true };

/** Filters that many set, each with what it would take, and a form for any other. */
export function FiltersDialog(props: FiltersDialogProps) {
  const styles = useStyles2(getStyles);
  const add = (filter: FilterState) => {
    props.onFilters(withFilter(props.filters, filter));
    props.onClose();
  };
  return (
    <Modal title="Filter stacks and frames" isOpen onDismiss={props.onClose}>
      <div className={styles.parts}>
        <Presets {...props} onAdd={add} />
        <FilterForm {...props} onAdd={add} />
      </div>
    </Modal>
  );
}

interface PartProps extends FiltersDialogProps {
  readonly onAdd: (filter: FilterState) => void;
}

function Presets(props: PartProps) {
  const styles = useStyles2(getStyles);
  const { modules, filters } = props;
  const offered = useMemo(() => {
    const own = ownPreset(modules);
    return [...(own ? [own] : []), ...PRESETS].filter(
      ({ filter }) => !filters.some((one) => isSame(one, filter)),
    );
  }, [modules, filters]);
  const { data, error } = useTaken(
    props,
    useMemo(() => offered.map(({ filter }) => filter), [offered]),
  );
  if (error) return <p role="alert">What they would take is not known: {error.message}</p>;
  if (!data) return <p role="status">Looking what they would take …</p>;
  const worth = offered
    .map((preset, i) => ({ preset, shares: sharesOf(data[i] ?? [], props.magnitudes) }))
    .filter(({ shares }) => shares.some((share) => share !== 0));
  if (worth.length === 0) return <p>No preset would take anything of these stacks.</p>;
  return (
    <section aria-label="Presets">
      <h3 className={styles.title}>Presets</h3>
      <ul className={styles.list}>
        {worth.map(({ preset, shares }) => (
          <li key={preset.title} className={styles.line}>
            <span className={styles.runtime}>{preset.runtime}</span>
            <span className={styles.name}>{preset.title}</span>
            <span className={styles.share}>{takenText(preset.filter, shares)}</span>
            <Button
              size="sm"
              variant="secondary"
              aria-label={`Add: ${titleOf(preset)}`}
              onClick={() => props.onAdd(preset.filter)}
            >
              Add
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const titleOf = ({ runtime, title }: Preset) => `${runtime}, ${title}`;

function FilterForm(props: PartProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [draft, setDraft] = useState(props.start ?? EMPTY);
  const change = (part: Partial<FilterState>) => setDraft((before) => ({ ...before, ...part }));
  const fault = faultOf(draft);
  const asked = useMemo(
    () => (draft.pattern === '' || fault !== undefined ? [] : [draft]),
    [draft, fault],
  );
  const { data } = useTaken(props, asked);
  const [taken] = asked.length > 0 ? (data ?? []) : [];
  return (
    <form
      className={styles.form}
      aria-label="Own filter"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.pattern !== '' && fault === undefined) props.onAdd(draft);
      }}
    >
      <h3 className={styles.title}>Own filter</h3>
      <div className={styles.row}>
        <Picker
          label="What it does"
          options={FILTER_KINDS.map((value) => ({ value, label: KIND_TITLES[value] }))}
          value={draft.kind}
          onChange={(text) =>
            change({ kind: FILTER_KINDS.find((kind) => kind === text) ?? draft.kind })
          }
        />
        <Picker
          label="By"
          options={FILTER_FIELDS.map((value) => ({ value, label: value }))}
          value={draft.field}
          onChange={(text) =>
            change({ field: FILTER_FIELDS.find((field) => field === text) ?? draft.field })
          }
        />
      </div>
      <Field
        label={draft.regex ? 'Regular expression (RE2)' : `Whole name of the ${draft.field}`}
        description={KIND_EFFECTS[draft.kind]}
        invalid={fault !== undefined}
        error={fault}
      >
        <Input
          id={id}
          autoFocus
          value={draft.pattern}
          onChange={({ currentTarget }) => change({ pattern: currentTarget.value })}
        />
      </Field>
      <div className={styles.row}>
        <Checkbox
          label="Regular expression"
          value={draft.regex}
          onChange={({ currentTarget }) => change({ regex: currentTarget.checked })}
        />
        <span role="status" className={styles.share}>
          {taken && takenText(draft, sharesOf(taken, props.magnitudes))}
        </span>
        <Button type="submit" disabled={draft.pattern === '' || fault !== undefined}>
          Add filter
        </Button>
      </div>
    </form>
  );
}

interface TakenQuestion {
  readonly handle: TreeHandle;
  readonly filters: readonly FilterState[];
}

function useTaken(
  { engine, handle }: Pick<FiltersDialogProps, 'engine' | 'handle'>,
  filters: readonly FilterState[],
) {
  const question = useMemo((): TakenQuestion => ({ handle, filters }), [handle, filters]);
  return useAsync(question, (asked, signal) =>
    engine.takenBy(asked.handle, asked.filters.map(frameFilterOf), { signal }),
  );
}

function sharesOf(taken: readonly number[], magnitudes: readonly number[]): readonly number[] {
  return taken.map((value, k) => divided(value, magnitudes[k]!));
}

/** `takes 12 %`; of a comparison both sides'. Of frames it is their own value, which stays with their callers. */
function takenText({ kind }: FilterState, shares: readonly number[]): string {
  const sides = shares.map(formatPercent).join(' and ');
  return kind === 'hideFrame' || kind === 'keepFrame'
    ? `${sides} moves to callers`
    : `takes ${sides}`;
}

function faultOf({ pattern, regex }: FilterState): string | undefined {
  return regex ? faultOfPattern(pattern) : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  parts: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
  title: css({
    margin: 0,
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  list: css({ margin: 0, padding: 0, listStyle: 'none' }),
  line: css({
    display: 'grid',
    gridTemplateColumns: '96px 1fr auto auto',
    gap: theme.spacing(0, 2),
    alignItems: 'center',
    padding: theme.spacing(0.5, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  runtime: css({ color: theme.colors.text.secondary }),
  name: css({ '&::first-letter': { textTransform: 'uppercase' } }),
  share: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    alignItems: 'end',
    '& > button': { marginLeft: 'auto' },
  }),
});
