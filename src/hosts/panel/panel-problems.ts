import type { DataQueryError, PanelData } from '@grafana/data';
import type { PanelProfiles } from './panel-profiles';
import type { ViewOutcome } from './panel-view';

/** What a person has to know besides the picture, in words. */
export interface PanelProblems {
  /** Queries, frames and views that could not be had. */
  readonly failed: readonly string[];
  /** What is there and not shown. */
  readonly notices: readonly string[];
}

export function panelProblems(
  data: PanelData,
  profiles: PanelProfiles | undefined,
  viewed: ViewOutcome,
): PanelProblems {
  const errors = data.errors ?? (data.error ? [data.error] : []);
  return {
    failed: [
      ...errors.map(errorText),
      ...(profiles?.broken ?? []),
      ...(viewed.error ? [viewed.error.message] : []),
    ],
    notices: profiles?.notices ?? [],
  };
}

function errorText({ refId, message, data, statusText }: DataQueryError): string {
  const text = message ?? data?.message ?? statusText ?? 'the query failed without a word';
  return refId ? `Query ${refId}: ${text}` : text;
}
