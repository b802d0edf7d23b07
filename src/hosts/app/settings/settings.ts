import { z } from 'zod';
import { PAGES, type Dismissal } from '#pages';
import type { GivenAliases } from '#series';
import { METRIC_PANEL_TEXTS, type MetricPanelText } from '#targets';
import { aliasesSchema, problemsOf } from '../../aliases-schema';
import { metricPanelSchema } from '../../metric-panel-schema';
import type { SourceDefaults } from '../datasources/datasource-choice';

/** A view under a name, for everyone of the organisation. */
export interface SavedView {
  readonly name: string;
  readonly page: (typeof PAGES)[number];
  /** As in a URL, with the question mark; '' for the page's defaults. */
  readonly search: string;
}

/** What an Admin sets for the organisation. */
export interface AppSettings {
  readonly sources: SourceDefaults;
  readonly metricPanels: readonly MetricPanelText[];
  /** Besides those that are known. */
  readonly aliases: GivenAliases;
  readonly savedViews: readonly SavedView[];
  /** Changes that everyone has dismissed. */
  readonly dismissed: readonly Dismissal[];
}

/** A part of the stored settings that this version cannot read; it is kept. */
interface BrokenEntry {
  /** `savedViews[2]` */
  readonly place: string;
  readonly problem: string;
}

export interface ParsedSettings {
  readonly settings: AppSettings;
  readonly broken: readonly BrokenEntry[];
}

const name = z.string().trim().min(1).max(200);
const pairingSchema = z.object({ parca: name, prometheus: name });
const savedViewSchema = z.object({
  name,
  page: z.enum(PAGES),
  search: z
    .string()
    .max(8000)
    .regex(/^(\?.*)?$/s, 'expected nothing or a text that begins with "?"'),
});

const dismissalSchema = z.object({ key: z.string().min(1).max(4000), at: z.number().min(0) });

/** The lists of `jsonData`, each read entry by entry. */
const LISTS = {
  pairings: (stored: unknown) => readList('pairings', pairingSchema, stored),
  metricPanels: (stored: unknown) => readList('metricPanels', metricPanelSchema, stored),
  savedViews: (stored: unknown) => readList('savedViews', savedViewSchema, stored),
  dismissed: (stored: unknown) => readList('dismissed', dismissalSchema, stored),
};
const LIST_NAMES = ['pairings', 'metricPanels', 'savedViews', 'dismissed'] as const;

/** The stored `jsonData` as settings; what cannot be read is reported and falls back to its default. */
export function parseSettings(jsonData: unknown): ParsedSettings {
  const stored = recordOf(jsonData);
  const broken: BrokenEntry[] = [];
  if (jsonData !== undefined && jsonData !== null && !isRecord(jsonData))
    broken.push({ place: 'settings', problem: `expected an object, got ${typeof jsonData}` });
  const text = (key: 'parca' | 'prometheus'): string | undefined => {
    const parsed = z.string().optional().safeParse(stored[key]);
    if (!parsed.success) broken.push({ place: key, problem: problemOf(parsed.error) });
    return parsed.data || undefined;
  };
  const reported = <T>({ good, bad }: ReadList<T>): readonly T[] => {
    broken.push(...bad.map(({ place, problem }) => ({ place, problem })));
    return good;
  };
  const panels = stored['metricPanels'];
  const aliases = aliasesSchema.safeParse(stored['aliases'] ?? {});
  if (!aliases.success) broken.push({ place: 'aliases', problem: problemsOf(aliases.error) });
  const settings: AppSettings = {
    sources: {
      parca: text('parca'),
      prometheus: text('prometheus'),
      pairings: reported(LISTS.pairings(stored['pairings'])),
    },
    metricPanels: panels === undefined ? METRIC_PANEL_TEXTS : reported(LISTS.metricPanels(panels)),
    aliases: aliases.data ?? {},
    savedViews: reported(LISTS.savedViews(stored['savedViews'])),
    dismissed: reported(LISTS.dismissed(stored['dismissed'])),
  };
  return { settings, broken };
}

/** What to store; a key that is missing stays as it is. */
export interface SettingsChange {
  /** undefined: none. */
  readonly parca?: string | undefined;
  readonly prometheus?: string | undefined;
  readonly pairings?: SourceDefaults['pairings'];
  /** undefined: back to the defaults. */
  readonly metricPanels?: readonly MetricPanelText[] | undefined;
  /** undefined: none besides those that are known. */
  readonly aliases?: GivenAliases | undefined;
  readonly savedViews?: readonly SavedView[];
  readonly dismissed?: readonly Dismissal[];
}

/**
 * The stored `jsonData` with a change. Keys that this version does not know, and entries that it could not read, stay: the latter
 * at the end of their list.
 */
export function changedSettings(
  jsonData: unknown,
  change: SettingsChange,
): Record<string, unknown> {
  const next: Record<string, unknown> = { ...recordOf(jsonData) };
  for (const key of ['parca', 'prometheus', 'aliases'] as const)
    if (key in change) {
      if (change[key] === undefined) delete next[key];
      else next[key] = change[key];
    }
  for (const key of LIST_NAMES) {
    if (!(key in change)) continue;
    const kept = LISTS[key](next[key]).bad.map(({ entry }) => entry);
    const list = change[key];
    if (list === undefined && kept.length === 0) delete next[key];
    else next[key] = [...(list ?? METRIC_PANEL_TEXTS), ...kept];
  }
  return next;
}

/** The stored `jsonData` without the list entries that cannot be read. */
export function withoutBroken(jsonData: unknown): Record<string, unknown> {
  const next: Record<string, unknown> = { ...recordOf(jsonData) };
  for (const key of LIST_NAMES) if (next[key] !== undefined) next[key] = LISTS[key](next[key]).good;
  for (const key of ['parca', 'prometheus'])
    if (next[key] !== undefined && typeof next[key] !== 'string') delete next[key];
  if (!aliasesSchema.safeParse(next['aliases'] ?? {}).success) delete next['aliases'];
  return next;
}

interface ReadList<T> {
  readonly good: readonly T[];
  readonly bad: readonly (BrokenEntry & { readonly entry: unknown })[];
}

function readList<T>(name: string, schema: z.ZodType<T>, stored: unknown): ReadList<T> {
  if (stored === undefined || stored === null) return { good: [], bad: [] };
  if (!Array.isArray(stored)) {
    const problem = `expected a list, got ${typeof stored}`;
    return { good: [], bad: [{ place: name, problem, entry: stored }] };
  }
  const parsed = stored.map((entry: unknown, index) => ({
    place: `${name}[${index}]`,
    entry,
    answer: schema.safeParse(entry),
  }));
  return {
    good: parsed.flatMap(({ answer }) => (answer.success ? [answer.data] : [])),
    bad: parsed.flatMap(({ place, entry, answer }) =>
      answer.success ? [] : [{ place, entry, problem: problemOf(answer.error) }],
    ),
  };
}

function problemOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
