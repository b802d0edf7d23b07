import { useState, useEffect, useRef } from 'react';
import { getDefaultTimeRange, type TimeRange as GrafanaRange } from '@grafana/data';
import {
  parseProfileType,
  printMatchers,
  defaultProfileType,
  type Matcher,
  type ProfileType,
  type TimeRange,
} from '#series';
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

export function useProfileTypes({ datasource, range }: Suggested): Lookup<readonly ProfileType[]> {
  const span = lookupRange(range);
  return useLookup(keyOf(datasource.uid, span.start, span.end), () =>
    datasource.lookups.profileTypes(span),
  );
}

export interface LabelSuggestions {
  readonly names: Lookup<readonly string[]>;
  readonly values: Lookup<readonly string[]>;
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
  const names = useLookup(keyOf('names', ...place), async () => {
    const profileType = await typed();
    return profileType ? lookups.labelNames({ profileType, range: span }) : [];
  });
  const values = useLookup(
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
export function lookupFault(...lookups: readonly Lookup<unknown>[]): string | undefined {
  return lookups.find(({ error }) => error !== undefined)?.error?.message;
}

export interface Lookup<T> {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  /** Of the latest answer, also while another one is on its way. */
  readonly data: T | undefined;
  readonly error: Error | undefined;
}

/** Asks again whenever `key` changes; undefined asks nothing. An answer that comes after another question is forgotten. */
export function useLookup<T>(key: string | undefined, load: () => Promise<T>): Lookup<T> {
  const [lookup, setLookup] = useState<Lookup<T>>({
    state: key === undefined ? 'idle' : 'loading',
    data: undefined,
    error: undefined,
  });
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (key === undefined) return undefined;
    let current = true;
    setLookup(({ data }) => ({ state: 'loading', data, error: undefined }));
    latest.current().then(
      (data) => {
        if (current) setLookup({ state: 'ready', data, error: undefined });
      },
      (reason: unknown) => {
        const error = reason instanceof Error ? reason : new Error(String(reason));
        if (current) setLookup(({ data }) => ({ state: 'failed', data, error }));
      },
    );
    return () => {
      current = false;
    };
  }, [key]);
  return lookup;
}
