import type { Host } from '#pages';
import { createParcaSource, createPrometheusSource } from '#sources';
import type { OpenedHere } from './open-here';

/** Files in the place of the servers. */
export function sourcesOfFiles(
  opened: OpenedHere,
): Pick<Host, 'profiles' | 'metrics' | 'frozen' | 'defaultRange'> {
  const { parca, prometheus, hasMetrics, recordedFrom, range } = opened;
  return {
    profiles: createParcaSource({ transport: parca, now: () => Date.now(), recordedFrom }),
    metrics: hasMetrics ? createPrometheusSource({ transport: prometheus }) : undefined,
    frozen: true,
    defaultRange: { from: String(range.start), to: String(range.end) },
  };
}
