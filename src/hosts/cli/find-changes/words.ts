import type { Finding } from '#changes';
import type { Scan } from '#scan';
import { formatDuration } from '#series';

/** What it is where it is no plain cost, and what fell on its time. */
export function whyOf({ kind, movedFrom, cause, until }: Finding): string | undefined {
  const words = [
    ...(kind === 'moved' ? [`moved from ${movedFrom}`] : []),
    ...(kind === 'load' ? ['load: functions have the parts that they had'] : []),
    ...(kind === 'leak' ? ['rises steadily'] : []),
    ...(kind === 'level' ? ['another level; no function explains it'] : []),
    ...(until === undefined ? [] : [`went away at ${printTime(until)}`]),
    ...(cause ? [cause.text] : []),
  ];
  return words.length === 0 ? undefined : words.join('; ');
}

/** `shop/0`, `shop/0 and shop/3`, `shop: 8 of 10 units`, `shop`. */
export function placeOf({ application, units, unchanged }: Finding): string {
  if (units.length === 0) return application;
  if (units.length <= 2) return units.join(' and ');
  return `${application}: ${units.length} of ${units.length + unchanged.length} units`;
}

/** `2026-11-21T00:24:00Z ± 30 s` */
export function sinceOf({ since }: Finding): string {
  if (!since) return '';
  const around = since.uncertainty > 0 ? ` ± ${formatDuration(since.uncertainty)}` : '';
  return `${printTime(since.time)}${around}`;
}

function printTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** What an answer without findings rests on. */
export function lookedAt({ looked, elapsed, questions, phase }: Scan): string {
  const { units, types, inDepth, tests, expectedFalse, smallest } = looked;
  return [
    `looked at ${count(units, 'unit')} × ${count(types, 'profile type')}`,
    `functions of ${inDepth} of them (${count(tests, 'test')})`,
    `${count(questions, 'question')} in ${formatDuration(elapsed)}`,
    ...(tests === 0 ? [] : [`${Number(expectedFalse.toPrecision(2))} false findings expected`]),
    ...(smallest === undefined
      ? []
      : [`a function with 5 % of a unit shows when it grows by ${Math.ceil(smallest * 100)} %`]),
    ...(phase === 'stopped' ? ['stopped'] : []),
  ].join('; ');
}

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
