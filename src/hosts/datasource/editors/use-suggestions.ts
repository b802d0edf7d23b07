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
import type { ParcaDataSource } from '../parca-datasource';
import { rangeOf } from '../query/resolve-query';

interface Wanted {
  readonly datasource: ParcaDataSource;
  readonly range: GrafanaRange | undefined;
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

const keyOf = (...parts: readonly (string | number)[]) => JSON.stringify(parts);

export function useProfileTypes({ datasource, range }: Wanted): Lookup<readonly ProfileType[]> {
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
  { datasource, range }: Wanted,
  of: { readonly profileTypeId: string; readonly matchers: readonly Matcher[] },
): LabelSuggestions {
  const [label, setLabel] = useState('');
  const span = lookupRange(range);
  const type = plainType(of.profileTypeId, datasource);
  const matchers = plainMatchers(of.matchers, datasource).filter(({ name }) => name !== label);
  const place = [datasource.uid, type, span.start, span.end] as const;
  const { lookups } = datasource;
  const typed = async () =>
    type === '' ? defaultProfileType(await lookups.profileTypes(span)) : parseProfileType(type);
  const names = useLookup(keyOf('names', ...place), async () => {
    const profileType = await typed();
    return profileType ? lookups.labelNames({ profileType, range: span }) : [];
  });
  const valuesKey = label === '' ? '' : keyOf(label, printMatchers(matchers), ...place);
  const values = useLookup(valuesKey, async () => {
    const profileType = await typed();
    return profileType ? lookups.labelValues(label, { profileType, matchers, range: span }) : [];
  });
  return { names, values, askValues: setLabel };
}

/** '' where a variable leaves open which type it is. */
function plainType(profileTypeId: string, { templates }: ParcaDataSource): string {
  try {
    return interpolateOne('profileTypeId', profileTypeId, { templates, scopedVars: {} });
  } catch {
    return '';
  }
}

function plainMatchers(
  matchers: readonly Matcher[],
  { templates }: ParcaDataSource,
): readonly Matcher[] {
  const scope = { templates, scopedVars: {} };
  return interpolateMatchers(printMatchers(matchers), scope).matchers;
}

/** What keeps suggestions away, in the server's words; undefined when nothing does. */
export function lookupFault(...lookups: readonly Lookup<unknown>[]): string | undefined {
  return lookups.find(({ error }) => error !== undefined)?.error?.message;
}

export interface Lookup<T> {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  /** Of the latest answer, also while another one is on its way. */
  readonly data: T | undefined;
  readonly error: Error | undefined;
}

/** Asks again whenever `key` changes; '' asks nothing. An answer that comes after another question is forgotten. */
export function useLookup<T>(key: string, load: () => Promise<T>): Lookup<T> {
  const [lookup, setLookup] = useState<Lookup<T>>({
    state: key === '' ? 'idle' : 'loading',
    data: undefined,
    error: undefined,
  });
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (key === '') return undefined;
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
