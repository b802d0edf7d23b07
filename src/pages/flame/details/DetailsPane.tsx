import type { ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, IconButton, useStyles2 } from '@grafana/ui';
import { compareAt, divided, type RowVerdict } from '#comparison';
import { printable, type CallTree, type TopTable } from '#profile';
import {
  exactValue,
  explainVerdict,
  formatDelta,
  formatPercent,
  formatValue,
  type Dividends,
} from '#ui';
import { KIND_EFFECTS, withFilter } from '../cuts/filter-words';
import { framesOfRow } from './frames-of-row';
import type { SetDisplay } from '../../state/view/use-view-state';
import type { DisplayState, FilterState } from '../../state/view/view-state';
import { FUNCTION_SLICES, MOST_CHARTED } from '../../state/view/charted';

export interface DetailsPaneProps {
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  readonly tree: CallTree;
  readonly table: TopTable;
  readonly row: number;
  readonly unit: string;
  /** What shares are shares of, one a column. */
  readonly magnitudes: readonly number[];
  /** What the table was divided from; absent: its values are as they are. */
  readonly dividends?: Pick<Dividends, 'table' | 'textOf'> | undefined;
  /** Of the row of a comparison that is judged. */
  readonly verdict?: RowVerdict | undefined;
  readonly onClose: () => void;
  /** Under the actions. */
  readonly more?: ReactNode;
}

const CUTS = ['keepStack', 'dropStack', 'hideFrame', 'showFrom'] as const;

const KIND_BUTTONS = {
  keepStack: 'Keep stacks with this',
  dropStack: 'Exclude stacks with this',
  hideFrame: 'Hide frame',
  showFrom: 'Start stacks here',
} as const;
const PIVOTS = { both: 'Callers and callees', callers: 'Callers', callees: 'Callees' } as const;

function filteredBy({ filters }: DisplayState, kind: FilterState['kind'], pattern: string) {
  const filter: FilterState = { kind, field: 'function', pattern, regex: false };
  return { filters: withFilter(filters, filter), focus: undefined };
}

/** All there is to know of the selected row, and what can be done with it. */
export function DetailsPane(props: DetailsPaneProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay, table, row } = props;
  const name = table.names[row]!;
  const isFunction = table.by === 'function';
  return (
    <aside className={styles.pane} aria-label={`Details of ${name}`}>
      <div className={styles.head}>
        <h2 className={styles.name}>{printable(name)}</h2>
        <IconButton name="times" aria-label="Close details" onClick={props.onClose} />
      </div>
      <dl className={styles.facts}>
        {factsOf(props).map(({ key, label, value, exact }) => (
          <div key={key ?? label} title={exact}>
            <dt>{label}</dt>
            <dd>{label === 'build' ? <BuildIds ids={value.split('\n')} /> : value}</dd>
          </div>
        ))}
      </dl>
      {props.verdict && <p className={styles.verdict}>{explainVerdict(props.verdict)}</p>}
      <div className={styles.actions}>
        <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => name}>
          Copy name
        </ClipboardButton>
        {isFunction &&
          (['both', 'callers', 'callees'] as const).map((of) => (
            <Button
              key={of}
              size="sm"
              variant="secondary"
              onClick={() => setDisplay({ pivot: { of, functionName: name }, focus: undefined })}
            >
              {PIVOTS[of]}
            </Button>
          ))}
        {isFunction && <ChartButton {...{ display, setDisplay, name }} />}
        {isFunction &&
          CUTS.map((kind) => (
            <Button
              key={kind}
              size="sm"
              variant="secondary"
              fill="outline"
              tooltip={KIND_EFFECTS[kind]}
              onClick={() => setDisplay(filteredBy(display, kind, name))}
            >
              {KIND_BUTTONS[kind]}
            </Button>
          ))}
      </div>
      {props.more}
    </aside>
  );
}

/** The first digits tell builds apart; all of them can be copied. */
function BuildIds({ ids }: { readonly ids: readonly string[] }) {
  return (
    <>
      {ids.map((id) => (
        <span key={id} title={id}>
          {id.slice(0, 8)}{' '}
          <ClipboardButton
            size="sm"
            variant="secondary"
            fill="text"
            icon="copy"
            aria-label={`Copy build ${id}`}
            getText={() => id}
          />
        </span>
      ))}
    </>
  );
}

interface ChartButtonProps extends Pick<DetailsPaneProps, 'display' | 'setDisplay'> {
  readonly name: string;
}

/** Puts the function's course over the range under the timeline's rate, or takes it away. */
function ChartButton({ display, setDisplay, name }: ChartButtonProps) {
  const isCharted = display.charted.includes(name);
  const others = display.charted.filter((one) => one !== name);
  return (
    <Button
      size="sm"
      variant="secondary"
      aria-pressed={isCharted}
      disabled={!isCharted && others.length >= MOST_CHARTED}
      tooltip={`Its self and total over the range of the page, from ${FUNCTION_SLICES} profiles of parts of it`}
      onClick={() => setDisplay({ charted: isCharted ? others : [...others, name] })}
    >
      {isCharted ? 'Remove from timeline' : 'Over time'}
    </Button>
  );
}

interface DetailFact {
  /** Where labels repeat. */
  readonly key?: string;
  readonly label: string;
  readonly value: string;
  readonly exact?: string;
}

function factsOf(props: DetailsPaneProps): readonly DetailFact[] {
  return [...valueFacts(props), ...sourceFacts(props)];
}

function valueFacts(props: DetailsPaneProps): readonly DetailFact[] {
  const { magnitudes, table, row, unit, dividends } = props;
  if (table.columns.length === 2) {
    const { baseline, comparison, delta } = compareAt(table.columns, row);
    const exact = (value: number) => exactValue(value, unit);
    return (['total', 'self'] as const).flatMap((kind) => {
      const termOf = (column: number) =>
        dividends?.textOf(dividends.table.columns[column]![kind][row]!, column);
      const side = (label: string, value: number, term: string | undefined) => ({
        label,
        value: formatValue(value, unit),
        exact: term === undefined ? exact(value) : `${term} = ${exact(value)}`,
      });
      const change = {
        label: `${kind}, change`,
        value: formatDelta(delta[kind], unit),
        exact: exact(delta[kind]),
      };
      return [
        change,
        side('baseline', baseline[kind], termOf(0)),
        side('comparison', comparison[kind], termOf(1)),
      ].map((one) => ({ ...one, key: `${kind} ${one.label}` }));
    });
  }
  const whole = magnitudes[0]!;
  return (['total', 'self'] as const).map((kind) => {
    const value = table.columns[0]![kind][row]!;
    return {
      label: kind,
      value: `${formatValue(value, unit)} · ${formatPercent(divided(value, whole))} of total`,
      exact: `${exactValue(value, unit)} ÷ ${exactValue(whole, unit)}`,
    };
  });
}

const INLINED = ['', 'always', 'at some call sites'];

/** Every distinct place of the row's frames: one function can come from several files or builds. */
function sourceFacts({ tree, table, row }: DetailsPaneProps): readonly DetailFact[] {
  if (table.by !== 'function') return [];
  const { frames } = tree;
  const rows = framesOfRow(table, row);
  const distinct = (label: string, textOf: (frame: number) => string) => {
    const texts = [...new Set(rows.map(textOf))].filter((text) => text !== '');
    return texts.length === 0 ? [] : [{ label, value: texts.join('\n') }];
  };
  const placeOf = (frame: number) => {
    const line = frames.line[frame]!;
    return frames.fileName[frame]! + (line > 0 ? `:${line}` : '');
  };
  const inlinedOf = (frame: number) => INLINED[frames.inlined[frame]!]!;
  // Which of several places is in which binary is seen only where they stand together.
  const isOne = rows.length < 2;
  const whole = (frame: number) =>
    [
      placeOf(frame),
      frames.mapping[frame]!,
      frames.buildId[frame]!.slice(0, 8),
      inlinedOf(frame) && `inlined ${inlinedOf(frame)}`,
    ]
      .filter((text) => text !== '')
      .join(' · ');
  return [
    ...distinct('symbol', (frame) => frames.systemName[frame]!),
    ...(isOne
      ? [
          ...distinct('file', placeOf),
          ...distinct('binary', (frame) => frames.mapping[frame]!),
          ...distinct('inlined', inlinedOf),
        ]
      : distinct('locations', whole)),
    ...distinct('build', (frame) => frames.buildId[frame]!),
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({
    flex: '0 0 280px',
    maxWidth: 280,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' }),
  name: css({
    fontSize: theme.typography.body.fontSize,
    fontFamily: theme.typography.fontFamilyMonospace,
    overflowWrap: 'anywhere',
    margin: 0,
    flex: 1,
  }),
  verdict: css({ margin: 0, fontVariantNumeric: 'tabular-nums' }),
  facts: css({
    margin: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 3),
    '& > div': {
      display: 'flex',
      flex: '1 1 240px',
      gap: theme.spacing(1),
      justifyContent: 'space-between',
    },
    dt: {
      flex: 'none',
      color: theme.colors.text.secondary,
      fontWeight: 'normal',
      fontSize: theme.typography.bodySmall.fontSize,
    },
    dd: {
      margin: 0,
      minWidth: 0,
      textAlign: 'right',
      overflowWrap: 'anywhere',
      whiteSpace: 'pre-line',
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75) }),
});
