import { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import {
  buildComparisonRows,
  comparability,
  divided,
  divideTable,
  formulaOf,
  normalise,
  scalingOf,
  summarise,
  type ComparabilityFact,
  type ComparedSide,
  type NormalisationFacts,
  type Pair,
} from '#comparison';
import { coverageOf, kindOf, printProfileType, printSelector, valueUnit } from '#series';
import { Notice } from '#ui';
import { explain } from './advice';
import type { SideName } from './sides';
import { FlameSection } from './FlameSection';
import { useHost } from './host';
import { chosenNormalisation } from './NormalisePicker';
import { viewQuery, type LoadedProfile, type ViewOfSides } from './queries';
import { summaryWords } from './summary-words';
import { useKept, type Kept } from './use-kept';
import type { ViewControl } from './use-view-state';

export interface ComparisonViewProps {
  readonly control: ViewControl;
  readonly sides: readonly {
    readonly name: SideName;
    readonly queryKey: readonly unknown[];
    readonly loaded: Kept<LoadedProfile>;
  }[];
}

/** The answer in a sentence, how far the sides can be compared, and the evidence; of one side alone where the other one failed. */
export function ComparisonView({ control, sides }: ComparisonViewProps) {
  const host = useHost();
  const { view } = control;
  const ready = sides.flatMap(({ queryKey, loaded }) =>
    loaded.data && !loaded.stale ? [{ key: queryKey, loaded: loaded.data }] : [],
  );
  const failed = sides.some((side) => side.loaded.error);
  const asked = ready.length === 2 || failed ? ready : [];
  const viewed = useKept(useQuery(viewQuery(host, asked, view.display)));
  const stale = viewed.stale || sides.some((side) => side.loaded.stale && !side.loaded.error);
  return (
    <>
      {viewed.error && (
        <Notice
          kind="failed"
          title="The sides could not be compared"
          {...explain(viewed.error)}
          action={{ label: 'Try again', onClick: viewed.retry }}
        />
      )}
      {viewed.data ? (
        <Picture control={control} viewed={viewed.data} stale={stale} />
      ) : (
        !failed && !viewed.error && <Notice kind="loading" title="Loading both sides …" />
      )}
    </>
  );
}

interface PictureProps {
  readonly control: ViewControl;
  readonly viewed: ViewOfSides;
  readonly stale: boolean;
}

function Picture({ control, viewed, stale }: PictureProps) {
  const { normalise: chosen } = control.view;
  const compared = useMemo(
    () => (viewed.sides.length === 2 ? compare(viewed, chosen) : undefined),
    [viewed, chosen],
  );
  if (compared)
    return (
      <>
        <Answer compared={compared} stale={stale} />
        <FlameSection control={control} {...compared} stale={stale} />
      </>
    );
  const { tree, table, totals, removed, sides } = viewed;
  return (
    <>
      <Notice kind="partial" title="One side failed: this is the other one alone" />
      <FlameSection
        {...{ control, tree, table, totals, removed, stale }}
        unit={valueUnit(sides[0]!.selector.profileType)}
      />
    </>
  );
}

interface AnswerProps {
  readonly compared: ReturnType<typeof compare>;
  readonly stale: boolean;
}

function Answer({ compared, stale }: AnswerProps) {
  const styles = useStyles2(getStyles);
  const [baseline, comparison] = compared.sides.map(comparedSide);
  return (
    <section className={styles.answer} aria-label="Answer" data-stale={stale}>
      <p className={styles.sentence}>{summaryWords(compared.summary, compared.unit)}</p>
      <p className={styles.formula}>
        {stale && <b>Of the sides before, while the new ones load. </b>}
        {compared.removed.some((value) => value !== 0) && <b>Of the stacks that are shown. </b>}
        {compared.formula} {compared.undivided && <b>{compared.undivided}</b>}
      </p>
      <Comparable facts={comparability(baseline!, comparison!)} />
    </section>
  );
}

/** Everything on the page of one pair of sides; linear in the tree. */
function compare(
  { tree, table, totals, removed, sides }: ViewOfSides,
  chosen: ViewControl['view']['normalise'],
) {
  const { profileType } = sides[0]!.selector;
  const how = chosenNormalisation(chosen, profileType);
  const facts: Required<NormalisationFacts> = {
    profileType,
    durationsSeconds: pair(sides, (side) => coverageOf(side.fetched).seconds),
    totals: pair(sides, (side) => side.tree.columns[0]!.total[0]!),
  };
  const { divisors } = scalingOf(how, facts);
  const normalised = normalise(tree, how, facts);
  const divide = (values: readonly number[]): Pair => [
    divided(values[0]!, divisors[0]),
    divided(values[1]!, divisors[1]),
  ];
  return {
    sides,
    tree: normalised.tree,
    table: divideTable(table, divisors),
    totals: divide(totals),
    removed: divide(removed),
    unit: normalised.unit,
    formula: formulaOf(how, facts),
    undivided:
      normalised.undivided.length === 0
        ? ''
        : `${normalised.undivided.join(' and ')}: nothing to divide by, shown as 0`,
    summary: summarise(buildComparisonRows(table, divisors), divide(totals)),
  };
}

function pair(sides: readonly LoadedProfile[], valueOf: (side: LoadedProfile) => number): Pair {
  return [valueOf(sides[0]!), valueOf(sides[1]!)];
}

function comparedSide({ tree, fetched, buildIds, selector }: LoadedProfile): ComparedSide {
  const { profileType } = selector;
  const { scrapes, expected } = coverageOf(fetched);
  return {
    profileType: printProfileType(profileType),
    unit: valueUnit(profileType),
    gauge: kindOf(profileType) !== 'delta',
    total: tree.columns[0]!.total[0]!,
    source: printSelector(selector),
    range: fetched.range,
    scrapes,
    expectedScrapes: expected,
    buildIds,
  };
}

function Comparable({ facts }: { readonly facts: readonly ComparabilityFact[] }) {
  const styles = useStyles2(getStyles);
  const warned = facts.filter((fact) => fact.level === 'warn');
  return (
    <details className={styles.comparable}>
      <summary>
        {warned.length === 0
          ? 'Comparable: nothing that was checked differs'
          : `Compare with care: ${warned.map((fact) => fact.text).join('; ')}`}
      </summary>
      <ul>
        {facts.map((fact) => (
          <li key={fact.topic} data-level={fact.level}>
            {fact.level === 'ok' ? '✓' : '!'} {fact.text}
          </li>
        ))}
      </ul>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  answer: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    '&[data-stale="true"]': { opacity: 0.6 },
  }),
  sentence: css({
    fontSize: theme.typography.h4.fontSize,
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
  }),
  formula: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  comparable: css({
    color: theme.colors.text.secondary,
    summary: { cursor: 'pointer' },
    ul: { listStyle: 'none', margin: theme.spacing(0.5, 0, 0, 2) },
    '[data-level="warn"]': { color: theme.colors.warning.text },
  }),
});
