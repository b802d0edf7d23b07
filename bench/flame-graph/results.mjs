import { median, milliseconds, ratio } from '../figures.mjs';
import { METRICS } from './renderers.mjs';

const OURS = 'parcascope';

/**
 * `{ renderer, nodes, metric, medianMs, runs }` of every metric that was measured. A comparison's metrics have its name before theirs:
 * `comparison-zoom`. The recorded profile is to be told by its nodes.
 */
export function jsonRows(cells) {
  return cells.flatMap((cell) =>
    METRICS.map((metric) => [metric, timesOf(cell, metric)])
      .filter(([, times]) => times.length > 0)
      .map(([metric, times]) => ({
        renderer: cell.renderer,
        nodes: nodesOf(cell),
        metric: cell.profile.kind === 'comparison' ? `comparison-${metric}` : metric,
        medianMs: Number(median(times).toFixed(2)),
        runs: times.length,
      })),
  );
}

export function timeRows(cells) {
  return cells.map((cell) => ({
    ...headOf(cell),
    runs: cell.results.length,
    ...Object.fromEntries(METRICS.map((metric) => [metric, spread(timesOf(cell, metric))])),
    'heap MB': milliseconds(median(heapsOf(cell))),
  }));
}

/** What the others took, in times of what ours took on the same profile. */
export function ratioRows(cells) {
  return cells
    .filter(({ renderer }) => renderer !== OURS)
    .flatMap((cell) => {
      const ours = cells.find((each) => each.renderer === OURS && each.profile === cell.profile);
      if (!ours) return [];
      const against = (metric) =>
        ratio(median(timesOf(cell, metric)), median(timesOf(ours, metric)));
      return [
        {
          ...headOf(cell),
          ...Object.fromEntries(METRICS.map((metric) => [metric, against(metric)])),
          heap: ratio(median(heapsOf(cell)), median(heapsOf(ours))),
        },
      ];
    });
}

function headOf(cell) {
  const { kind } = cell.profile;
  return {
    profile: kind,
    nodes: nodesOf(cell)?.toLocaleString('en') ?? '-',
    renderer: cell.renderer,
  };
}

const nodesOf = ({ results }) => results.find(({ nodes }) => nodes !== undefined)?.nodes;
const timesOf = ({ results }, metric) =>
  results.map(({ ms }) => ms[metric]).filter((ms) => ms !== undefined);
const heapsOf = ({ results }) =>
  results.map(({ heapMb }) => heapMb).filter((heap) => heap !== undefined);

/** `52 (48–61)` */
function spread(times) {
  if (times.length === 0) return '-';
  const text = milliseconds(median(times));
  if (times.length === 1) return text;
  return `${text} (${milliseconds(Math.min(...times))}–${milliseconds(Math.max(...times))})`;
}
