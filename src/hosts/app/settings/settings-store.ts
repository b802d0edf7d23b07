import { useMemo, useSyncExternalStore } from 'react';
import { z } from 'zod';
import { APP_ID } from '#frames';
import { askGrafana } from '../grafana-api';
import { parseSettings, type ParsedSettings } from './settings';

const PATH = `/api/plugins/${APP_ID}/settings`;
const storedSchema = z.object({
  enabled: z.boolean(),
  pinned: z.boolean(),
  jsonData: z.unknown().optional(),
});

/* Grafana hands out the settings of when it was loaded; what was asked or saved since is newer. */
let newest: { readonly jsonData: unknown } | undefined;
const listeners = new Set<() => void>();

function setNewest(jsonData: unknown): void {
  newest = { jsonData };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The settings as they are known now; `jsonData` is what Grafana gave the plugin. */
export function useSettings(jsonData: unknown): ParsedSettings {
  const known = useSyncExternalStore(subscribe, () => newest);
  const stored = known ? known.jsonData : jsonData;
  return useMemo(() => parseSettings(stored), [stored]);
}

/** Asks for what others have saved meanwhile. Rejects with a GrafanaError. */
export async function refreshSettings(): Promise<void> {
  const { jsonData } = await askGrafana({ path: PATH }, storedSchema);
  setNewest(jsonData);
}

/**
 * Stores what `change` makes of what is stored at this moment, so that another Admin's change is not undone. Rejects with a
 * GrafanaError; then nothing is changed here either.
 */
export async function saveSettings(
  change: (jsonData: unknown) => Record<string, unknown>,
): Promise<void> {
  const { enabled, pinned, jsonData } = await askGrafana({ path: PATH }, storedSchema);
  const next = change(jsonData);
  await askGrafana({ path: PATH, body: { enabled, pinned, jsonData: next } }, z.unknown());
  setNewest(next);
}
