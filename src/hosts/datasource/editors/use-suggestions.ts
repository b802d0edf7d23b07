import { useState } from 'react';
import { getDefaultTimeRange, type TimeRange as GrafanaRange } from '@grafana/data';
import {
  parseProfileType,
  printMatchers,
  defaultProfileType,
  type Matcher,
  type ProfileType,
  type TimeRange,
} from '#series';
import { useAsync, type AsyncState } from '#ui';
import { interpolateMatchers, interpolateOne } from '../query/interpolate';
import { rangeOf } from '../query/resolve-query';
import type { Templates } from '../query/templates';
import type { Lookups } from './lookups';

/** What editors need of the datasource. */
export interface SuggestionSource {
  readonly uid: string;
  readonly lookups: Lookups;
  readonly templates: Templates;
}

/** Where a field's suggestions come from, and of which time. */
export interface Suggested {
  readonly datasource: SuggestionSource;
  readonly range?: GrafanaRange | undefined;
}

const MINUTE_MS = 60_000;

/** Whole minutes, so that a range that moves with the clock does not ask at every render. */
function lookupRange(range: GrafanaRange | undefined): TimeRange {
  const { start, end } = rangeOf({ range: range ?? getDefaultTimeRange() });
  return {
    start: Math.floor(start / MINUTE_MS) * MINUTE_MS,
    end: Math.ceil(end / MINUTE_MS) * MINUTE_MS,
  };
}

const keyOf = (...parts: readonly (string | number | undefined)[]) => JSON.stringify(parts);

export function useProfileTypes({
  datasource,
  range,
}: Suggested): AsyncState<readonly ProfileType[]> {
  const span = lookupRange(range);
  return useAsync(keyOf(datasource.uid, span.start, span.end), () =>
    datasource.lookups.profileTypes(span),
  );
}

export interface LabelSuggestions {
  readonly names: AsyncState<readonly string[]>;
  readonly values: AsyncState<readonly string[]>;
  /** Asks for the values of this label. */
  readonly askValues: (name: string) => void;
}

/** Names and values of labels that the profiles have; values among those that fit the conditions that are there already. */
export function useLabelSuggestions(
  { datasource, range }: Suggested,
  of: { readonly profileTypeId: string; readonly matchers: readonly Matcher[] },
): LabelSuggestions {
  const [label, setLabel] = useState<string | undefined>(undefined);
  const span = lookupRange(range);
  const type = plainType(of.profileTypeId, datasource);
  const matchers = plainMatchers(of.matchers, datasource).filter(({ name }) => name !== label);
  const place = [datasource.uid, type, span.start, span.end] as const;
  const { lookups } = datasource;
  const typed = async () =>
    type === undefined
      ? defaultProfileType(await lookups.profileTypes(span))
      : parseProfileType(type);
  const names = useAsync(keyOf('names', ...place), async () => {
    const profileType = await typed();
    return profileType ? lookups.labelNames({ profileType, range: span }) : [];
  });
  const values = useAsync(
    label === undefined ? undefined : keyOf(label, printMatchers(matchers), ...place),
    async () => {
      const profileType = await typed();
      return profileType && label !== undefined
        ? lookups.labelValues(label, { profileType, matchers, range: span })
        : [];
    },
  );
  return { names, values, askValues: setLabel };
}

/** The printed type; undefined where none is chosen, or a variable leaves it open. */
function plainType(profileTypeId: string, { templates }: SuggestionSource): string | undefined {
  try {
    const type = interpolateOne('profileTypeId', profileTypeId, { templates, scopedVars: {} });
    return type === '' ? undefined : type;
  } catch {
    return undefined;
  }
}

function plainMatchers(
  matchers: readonly Matcher[],
  { templates }: SuggestionSource,
): readonly Matcher[] {
  const scope = { templates, scopedVars: {} };
  return interpolateMatchers(printMatchers(matchers), scope).matchers;
}

/** Why there are no suggestions; undefined when nothing is wrong. */
export function lookupFault(...lookups: readonly AsyncState<unknown>[]): string | undefined {
  return lookups.find(({ error }) => error !== undefined)?.error?.message;
}
