import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { config, locationService } from '@grafana/runtime';
import { APP_ID } from '#frames';
import { landingPage, PAGES, type PageName } from '#pages';
import { escapeRegex } from '#pattern';
import {
  DATASOURCE,
  JUJU_LABELS,
  parseMatchers,
  printMatchers,
  SeriesError,
  type Matcher,
} from '#series';
import type { AskedSources, Datasource } from '../datasources/datasource-choice';

/** Below Grafana's own root, which may be a path itself. */
export const APP_PATH = `/a/${APP_ID}`;

/** Of a link without one. */
export const DEFAULT_RANGE = { from: 'now-1h', to: 'now' } as const;

/** A page of the app and its parameters. */
export interface AppPlace {
  readonly path: string;
  readonly search: string;
}

/** Where the app is, and what the link says of datasources. */
export interface AppLocation extends AppPlace {
  readonly path: PageName;
  readonly asked: AskedSources;
}

/** What an address means: a page, with variables of a dashboard as conditions. `pathname` is without Grafana's root. */
function readLocation(pathname: string, search: string): AppLocation {
  const segment = pathname.slice(APP_PATH.length).split('/')[1];
  const path = PAGES.find((page) => page === segment) ?? landingPage(search);
  const canonical = withJujuVariables(path, search);
  const params = new URLSearchParams(canonical);
  const asked = {
    parca: params.get('parca') || undefined,
    beside: params.get('beside') || undefined,
    prometheus: params.get('prometheus') || undefined,
  };
  return { path, search: canonical, asked };
}

/** What a link asks for to be of these. */
export function askedFor(of: {
  readonly parca: Datasource | undefined;
  readonly beside?: Datasource | undefined;
  readonly prometheus: Datasource | undefined;
}): AskedSources {
  return { parca: of.parca?.uid, beside: of.beside?.uid, prometheus: of.prometheus?.uid };
}

/** `search` of a page with the datasources that the link asks for; a default stays a default. */
export function withSources(search: string, asked: AskedSources): string {
  const params = new URLSearchParams(search);
  for (const key of ['parca', 'beside', 'prometheus'] as const) {
    const uid = asked[key];
    params.delete(key);
    if (uid !== undefined) params.set(key, uid);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** As the router of Grafana takes it. */
export function routeTo({ path, search }: AppPlace): string {
  return `${APP_PATH}/${path}${search}`;
}

/** As a browser takes it, from anywhere. */
export function absoluteLink(place: AppPlace): string {
  return `${window.location.origin}${config.appSubUrl}${routeTo(place)}`;
}

function subscribe(changed: () => void): () => void {
  return locationService.getHistory().listen(changed);
}

function address(): string {
  const { pathname, search } = locationService.getLocation();
  return pathname + search;
}

/** Where the app is at this moment. */
function placeNow(): AppLocation {
  const { pathname, search } = locationService.getLocation();
  return readLocation(pathname, search);
}

function isInApp(current: string): boolean {
  return current.startsWith(APP_PATH) && /^([/?]|$)/.test(current.slice(APP_PATH.length));
}

/** The address as state. One that says it another way (no page, variables of a dashboard) is replaced by the app's own way. */
export function useAppLocation(): AppLocation {
  const last = useRef(APP_PATH);
  // While the user leaves the app, the address is already another page's.
  const current = useSyncExternalStore(subscribe, () => {
    const now = address();
    if (isInApp(now)) last.current = now;
    return last.current;
  });
  const location = useMemo(() => {
    const cut = current.indexOf('?');
    return cut === -1
      ? readLocation(current, '')
      : readLocation(current.slice(0, cut), current.slice(cut));
  }, [current]);
  const own = routeTo(location);
  useEffect(() => {
    if (current !== own && isInApp(address())) locationService.replace(own);
  }, [current, own]);
  return location;
}

/** The same place with other datasources: of which of the former ones a selection was says nothing of these. */
export function switchSources(asked: AskedSources): void {
  const { path, search } = placeNow();
  navigateApp({ path, search: withoutDatasources(path, search) }, 'push', asked);
}

function withoutDatasources(page: PageName, search: string): string {
  const params = new URLSearchParams(search);
  for (const name of CONDITIONS[page]) {
    const matchers = matchersIn(params.get(name));
    const kept = matchers?.filter((matcher) => matcher.name !== DATASOURCE);
    if (kept && kept.length < matchers!.length) params.set(name, printMatchers(kept));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** undefined where there are none, or none that can be read: the page says what is wrong with them. */
function matchersIn(text: string | null): readonly Matcher[] | undefined {
  if (text === null) return undefined;
  try {
    return parseMatchers(text);
  } catch (error) {
    if (error instanceof SeriesError) return undefined;
    throw error;
  }
}

/** Goes to a place of the app, with the datasources that the link asks for now; nowhere once the app is left. */
export function navigateApp(
  to: AppPlace,
  how: 'push' | 'replace',
  asked: AskedSources = placeNow().asked,
): void {
  const route = routeTo({ path: to.path, search: withSources(to.search, asked) });
  const now = address();
  if (route === now || !isInApp(now)) return;
  if (how === 'push') locationService.push(route);
  else locationService.replace(route);
}

const LABELS = JUJU_LABELS.filter((label) => label !== 'juju_charm');
/** What a dashboard's link says of a variable that stands for everything. */
const ALL = new Set(['', '$__all', 'All', '.*', '.+']);

/** Parameters of a page that hold conditions. */
const CONDITIONS: Record<PageName, readonly string[]> = {
  changes: ['scope'],
  targets: ['profile'],
  profile: ['profile'],
  compare: ['baseline', 'comparison'],
};

/**
 * `search` with the variables of a COS dashboard (`var-juju_unit=shop-k8s/1`, several times for several) as conditions of the page:
 * of the profile, of both sides of a comparison, or of what is looked at for changes, where the link does not name them itself. Untouched when it has no such variable.
 */
export function withJujuVariables(page: PageName, search: string): string {
  const params = new URLSearchParams(search);
  const names = LABELS.map((label) => `var-${label}`);
  if (!names.some((name) => params.has(name))) return search;
  const matchers = LABELS.flatMap((label) => matcherOf(label, params.getAll(`var-${label}`)));
  for (const name of names) params.delete(name);
  for (const name of CONDITIONS[page])
    if (!params.has(name)) params.set(name, printMatchers(matchers));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

function matcherOf(name: string, values: readonly string[]): readonly Matcher[] {
  const chosen = [...new Set(values)];
  if (chosen.length === 0 || chosen.some((value) => ALL.has(value))) return [];
  const [first] = chosen;
  if (chosen.length === 1 && first !== undefined) return [{ name, op: '=', value: first }];
  return [{ name, op: '=~', value: chosen.map(escapeRegex).join('|') }];
}
