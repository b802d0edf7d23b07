import { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import {
  buildComparisonRows,
  comparability,
  formulaOf,
  normalise,
  summarise,
  totalsOf,
  type ComparabilityFact,
  type ComparedSide,
  type NormalisationFacts,
} from '#comparison';
import type { TopTable } from '#profile';
import {
  kindOf,
  printProfileType,
  printSelector,
  valueUnit,
  type ProfileType,
  type TimeRange,
} from '#series';
import { Notice } from '#ui';
import type { View } from '#engine';
import { explain } from './advice';
import type { SideName } from './sides';
import { coverageOf } from './coverage';
import { FlameSection } from './FlameSection';
import { useHost } from './host';
import { chosenNormalisation } from './NormalisePicker';
import { viewQuery, type LoadedProfile } from './queries';
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
  readonly profileType: ProfileType;
  readonly range: TimeRange;
}

/** The answer in a sentence, how far the sides can be compared, and the evidence. */
export function ComparisonView({ control, sides, profileType }: ComparisonViewProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const { view } = control;
  const ready = sides.flatMap(({ queryKey, loaded }) =>
    loaded.data && !loaded.stale ? [{ key: queryKey, loaded: loaded.data }] : [],
  );
  const viewed = useKept(useQuery(viewQuery(host, ready.length === 2 ? ready : [], view.display)));
  const how = chosenNormalisation(view.normalise, profileType);
  const [baseline, comparison] = sides.map((side) => side.loaded.data);
  const compared = useMemo(
    () =>
      viewed.data && baseline && comparison
        ? compare(viewed.data, { how, profileType, sides: [baseline, comparison] })
        : undefined,
    [viewed.data, how, profileType, baseline, comparison],
  );
  if (viewed.error)
    return (
      <Notice
        kind="failed"
        title="The sides could not be compared"
        {...explain(viewed.error)}
        action={{ label: 'Try again', onClick: viewed.retry }}
      />
    );
  if (!compared)
    return sides.some((side) => side.loaded.error) ? (
      <Notice
        kind="partial"
        title="There is nothing to compare with yet"
        advice="One side is missing; see above."
      />
    ) : (
      <Notice kind="loading" title="Loading both sides …" />
    );
  const facts = comparability(
    ...([baseline!, comparison!].map((loaded, index) =>
      comparedSide(loaded, profileType, printSelectorOf(view, index, profileType)),
    ) as [ComparedSide, ComparedSide]),
  );
  return (
    <>
      <section className={styles.answer} aria-label="Answer">
        <p className={styles.sentence}>{summaryWords(compared.summary, compared.unit)}</p>
        <p className={styles.formula}>
          {compared.formula} {compared.undivided && <b>{compared.undivided}</b>}
        </p>
        <Comparable facts={facts} />
      </section>
      <FlameSection
        control={control}
        tree={compared.tree}
        table={compared.table}
        unit={compared.unit}
        stale={viewed.stale || sides.some((side) => side.loaded.stale)}
      />
    </>
  );
}

function printSelectorOf(
  view: ViewControl['view'],
  index: number,
  profileType: ProfileType,
): string {
  const side = index === 0 ? view.baseline : view.comparison;
  return printSelector({ profileType, matchers: side.matchers ?? [] });
}

/** Everything on the page of one pair of sides; linear in the tree. */
function compare(
  { tree, table }: View,
  of: {
    how: ReturnType<typeof chosenNormalisation>;
    profileType: ProfileType;
    sides: readonly [LoadedProfile, LoadedProfile];
  },
) {
  const facts: Required<NormalisationFacts> = {
    profileType: of.profileType,
    durationsSeconds: pair(of.sides, (side) => coverageOf(side.fetched).seconds),
    totals: pair(of.sides, (side) => side.tree.columns[0]!.total[0]!),
  };
  const normalised = normalise(tree, of.how, facts);
  const scaled = scaleTable(table, normalised.factors);
  return {
    tree: normalised.tree,
    table: scaled,
    unit: normalised.unit,
    formula: formulaOf(of.how, facts),
    undivided:
      normalised.undivided.length === 0
        ? ''
        : `${normalised.undivided.join(' and ')}: nothing to divide by, shown as 0`,
    summary: summarise(buildComparisonRows(scaled), totalsOf(normalised.tree)),
  };
}

function pair<T>(of: readonly [T, T], valueOf: (side: T) => number): [number, number] {
  return [valueOf(of[0]), valueOf(of[1])];
}

function scaleTable(table: TopTable, factors: readonly [number, number]): TopTable {
  return {
    ...table,
    columns: table.columns.map(({ self, total }, k) => ({
      self: self.map((value) => value * factors[k]!),
      total: total.map((value) => value * factors[k]!),
    })),
  };
}

function comparedSide(
  { tree, fetched, buildIds }: LoadedProfile,
  profileType: ProfileType,
  source: string,
): ComparedSide {
  const { scrapes, expected } = coverageOf(fetched);
  return {
    profileType: printProfileType(profileType),
    unit: valueUnit(profileType),
    gauge: kindOf(profileType) !== 'delta',
    total: tree.columns[0]!.total[0]!,
    source,
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
  answer: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
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
