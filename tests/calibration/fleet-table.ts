import { FLEET, type FleetPlan } from './fleet';
import { fleetTrials, type FleetFigures } from './fleet-trials';
import { percent, table, whole } from './table';

/** What the lab's own code found in fleets of the same kind: in the 60 that it was measured on, and in 200. */
const REFERENCE = [
  ['reference, 60', '100', '95', '53', '42', '53 / 47', '86', '47'],
  ['reference, 200', '100', '100', '54', '28', '50 / 50', '84', '49'],
];

/** Five planted changes, by what they are. */
export function plantedFleets(fleets: number): string {
  const found = fleetTrials(FLEET, fleets, true);
  const part = (name: string) => whole((found.found.get(name) ?? 0) / fleets);
  const head = [
    'fleets',
    'load +30 %',
    'a leak',
    '5 % function +20 %, one unit',
    '8 % function +10 %, 8 of 10 units',
    'half of a 3 % function moved: as a move / as two rows',
    'right of all findings',
    'of functions: the very name',
  ];
  const row = [
    fleets,
    part('load'),
    part('leak'),
    part('cost'),
    part('cost in 8 of 10 units'),
    `${part('moved')} / ${whole(found.movedAsTwo / fleets)}`,
    whole(found.right / found.findings),
    whole(found.exact / found.functions),
  ];
  return [
    `Fleets of 40 units with five planted changes, ${Math.round(found.tests / fleets)} functions tested in each: how often each was found, and how many findings were right, in %. Wrong ones: ${wrongOnes(found)}.`,
    table([head, row, ...REFERENCE]),
  ].join('\n\n');
}

const QUIET: readonly (readonly [string, FleetPlan])[] = [
  ['40 in 7 applications', FLEET],
  ['10 in one application', { ...FLEET, applications: [10] }],
  ['5 in one application', { ...FLEET, applications: [5] }],
  ['2 in one application', { ...FLEET, applications: [2] }],
];

/** Nothing changed but what the mix does by itself. Small fleets are scanned so many times as often. */
export function quietFleets(fleets: number): string {
  const rows = QUIET.map(([name, plan], i) => {
    const count = i === 0 ? fleets : 2 * fleets;
    const found = fleetTrials(plan, count, false);
    return [
      name,
      count,
      Math.round(found.tests / count),
      (found.findings / count).toFixed(2),
      percent(found.withWrong / count),
      wrongOnes(found) || 'none',
    ];
  });
  const head = [
    'units',
    'scans',
    'tests',
    'false findings a scan',
    'scans with any, %',
    'what they were',
  ];
  return [
    'Fleets in which nothing changed. The reference has 0.10 a scan of 40 units, 8 % of the scans with any in 60 of them and 10 % in 200.',
    table([head, ...rows]),
  ].join('\n\n');
}

function wrongOnes({ wrong }: FleetFigures): string {
  return [...wrong].map(([what, count]) => `${count} of ${what}`).join(', ');
}
