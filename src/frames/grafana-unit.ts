/** Our words for units, and what Grafana's fields call them. Any other unit is a suffix to the number. */
const GRAFANA_UNITS: ReadonlyMap<string, string> = new Map([
  ['nanoseconds', 'ns'],
  ['microseconds', 'µs'],
  ['milliseconds', 'ms'],
  ['seconds', 's'],
  ['bytes', 'bytes'],
  ['bytes/s', 'binBps'],
  ['count', 'short'],
  ['count/s', 'cps'],
  ['share', 'percentunit'],
  ['', 'none'],
]);
const OUR_UNITS: ReadonlyMap<string, string> = new Map([
  ...[...GRAFANA_UNITS].map(([ours, theirs]): [string, string] => [theirs, ours]),
  ['decbytes', 'bytes'],
  ['samples', 'count'],
]);
const SUFFIX = 'suffix:';

/** `nanoseconds` is `ns`; `cores` is `suffix:cores`. */
export function grafanaUnit(unit: string): string {
  return GRAFANA_UNITS.get(unit) ?? SUFFIX + unit;
}

/** What `grafanaUnit` made, and what other datasources say; an unknown unit stays as it is, none is a count. */
export function unitOfGrafana(unit: string | undefined): string {
  if (unit === undefined) return 'count';
  if (unit.startsWith(SUFFIX)) return unit.slice(SUFFIX.length);
  return OUR_UNITS.get(unit) ?? unit;
}
