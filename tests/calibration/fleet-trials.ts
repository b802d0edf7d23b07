import { judgeApplication, judgeFleet, judgeTotals, type Finding } from '#changes';
import { functionName, makeFleet, nameOf, type Fleet, type FleetPlan, type Truth } from './fleet';
import type { Program } from './program';

/** What a number of scans said, of all fleets together. */
export interface FleetFigures {
  readonly fleets: number;
  /** Planted changes that were found, by what they are; each in every fleet. */
  readonly found: ReadonlyMap<string, number>;
  /** A move that was said as two functions that changed. */
  readonly movedAsTwo: number;
  readonly findings: number;
  readonly right: number;
  /** Functions found of which the very name was said, not its caller's or callee's. */
  readonly exact: number;
  readonly functions: number;
  /** Scans with a wrong finding. */
  readonly withWrong: number;
  readonly wrong: ReadonlyMap<string, number>;
  readonly tests: number;
}

export function fleetTrials(
  plan: FleetPlan,
  fleets: number,
  isPlanted: boolean,
  from = 1,
): FleetFigures {
  const found = new Map<string, number>();
  const wrong = new Map<string, number>();
  const count = (counts: Map<string, number>, key: string) =>
    counts.set(key, (counts.get(key) ?? 0) + 1);
  const sums = {
    movedAsTwo: 0,
    findings: 0,
    right: 0,
    exact: 0,
    functions: 0,
    withWrong: 0,
    tests: 0,
  };
  for (let seed = from; seed < from + fleets; seed++) {
    const fleet = makeFleet(plan, seed, isPlanted);
    const { findings, looked } = judgeFleet(
      fleet.slices.map(judgeApplication),
      judgeTotals(fleet.totals),
    );
    const used = new Set<Finding>();
    for (const truth of fleet.truths) {
      const hit = findings.find((finding) => !used.has(finding) && isTrue(finding, truth, fleet));
      if (hit) {
        used.add(hit);
        count(found, nameOfTruth(truth));
        if (truth.kind === 'cost') {
          sums.functions++;
          if (hit.function === functionName(truth.changed)) sums.exact++;
        }
      } else if (truth.kind === 'moved') {
        const rows = findings.filter(
          (finding) => finding.kind === 'cost' && isOfUnit(finding, truth),
        );
        if (rows.length > 0) sums.movedAsTwo++;
        for (const row of rows) used.add(row);
      }
    }
    sums.tests += looked.tests;
    sums.findings += findings.length;
    sums.right += used.size;
    if (used.size < findings.length) sums.withWrong++;
    for (const finding of findings)
      if (!used.has(finding))
        count(
          wrong,
          `${finding.kind} in ${finding.units.length > 1 ? 'an application' : 'a unit'}`,
        );
  }
  return { fleets, found, wrong, ...sums };
}

function nameOfTruth({ kind, unit }: Truth): string {
  return kind === 'cost' && unit === undefined ? 'cost in 8 of 10 units' : kind;
}

function isTrue(finding: Finding, truth: Truth, { programs }: Fleet): boolean {
  if (finding.kind !== truth.kind || !isOfUnit(finding, truth)) return false;
  if (truth.kind !== 'cost') return true;
  return isNear(programs[truth.application]!, finding.function!, truth.changed);
}

function isOfUnit({ application, units }: Finding, truth: Truth): boolean {
  const { application: name, unit } = nameOf(truth.application, truth.unit ?? 0);
  if (application !== name) return false;
  return truth.unit === undefined ? units.length > 1 : units.length === 1 && units[0] === unit;
}

/** The same function, or a caller or callee with over 60 % of the same stacks. */
function isNear({ stacks, weights }: Program, name: string, changed: number): boolean {
  let [both, one, other] = [0, 0, 0];
  stacks.forEach((stack, s) => {
    const has = stack.some((f) => functionName(f) === name);
    if (has) one += weights[s]!;
    if (stack.includes(changed)) other += weights[s]!;
    if (has && stack.includes(changed)) both += weights[s]!;
  });
  return both > 0.6 * Math.max(one, other);
}
