import type { Finding } from './finding';

const KINDS: Record<Finding['kind'], readonly [up: string, down: string]> = {
  cost: ['Costs more', 'Costs less'],
  moved: ['Moved', 'Moved'],
  load: ['More load', 'Less load'],
  leak: ['Keeps growing', 'Keeps shrinking'],
  level: ['Higher', 'Lower'],
};

/** What the finding is, in two words. */
export function findingKind({ kind, direction }: Finding): string {
  return KINDS[kind][direction === 'up' ? 0 : 1];
}

/** `shop/0`, `shop/0 and shop/3`, `8 units of shop`; all that were looked into in brackets where these are not all: `shop/1 (1 of 2)`. */
export function findingPlace({ application, units, unchanged }: Finding): string {
  const of = units.length + unchanged.length;
  if (units.length === 0) return application;
  const names = units.length <= 2 ? units.join(' and ') : `${units.length} units of ${application}`;
  return of > units.length ? `${names} (${units.length} of ${of})` : names;
}

/** What it is where it is no plain cost, and what fell on its time; each a clause. How fast what grows does so is said beside its size. */
export function findingCauses(finding: Finding): readonly string[] {
  const { kind, direction, movedFrom, cause, slope, isUnexamined } = finding;
  const grew = direction === 'up' ? 'grew' : 'shrank';
  return [
    ...(movedFrom === undefined
      ? []
      : [`moved here from ${movedFrom}, together they cost as before`]),
    ...(kind === 'load' ? [`everything ${grew} alike: load, not cost`] : []),
    ...(kind === 'leak' && !slope ? ['rises steadily'] : []),
    ...(isUnexamined ? ['functions not looked into yet'] : []),
    ...(kind === 'level' && !isUnexamined ? ['no single function explains it'] : []),
    ...(cause ? [cause.text] : []),
  ];
}

/** It is known when it changed and what happened, and nothing did then. */
export function isWithoutEvent({ since, cause, happened, kind }: Finding): boolean {
  return since !== undefined && !cause && kind !== 'load' && happened?.isAll === true;
}
