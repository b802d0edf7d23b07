import { expect, test } from 'vitest';
import type { TotalsChange, UnitTotals } from '#changes';
import { parseProfileType, type ProfileType } from '#series';
import type { ScannedApplication } from './fleet';
import { orderTasks, type TasksQuestion } from './tasks';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const SAMPLES = parseProfileType('process_cpu:samples:count:cpu:nanoseconds:delta');
const HEAP = parseProfileType('memory:inuse_space:bytes:space:bytes');

const application = (name: string, units = 1): ScannedApplication => ({
  name,
  matchers: [],
  units: Array.from({ length: units }, (_, u) => ({ name: `${name}/${u}`, matchers: [] })),
});

const totalsOf = ({ name, units }: ScannedApplication, profileType: ProfileType, value: number) =>
  units.map((unit): UnitTotals => ({
    ...{ application: name, unit: unit.name, profileType },
    times: [0, 1, 2],
    values: [value, null, value],
  }));

const change = (of: string, q: number, profileType: ProfileType, unit?: string): TotalsChange => ({
  ...{ application: of, unit, units: unit ? [unit] : [], siblings: [] },
  ...{ profileType, kind: 'step', direction: 'up', q },
  ...{ delta: 1, interval: [0, 2], fleet: 1, since: { time: 0, uncertainty: 0 } },
  series: { times: [], values: [] },
});

/** `busy cpu` */
const drawn = (question: TasksQuestion) =>
  orderTasks(question).map(
    ({ application: { name }, profileType }) => `${name} ${profileType.sampleType}`,
  );

const fleet = { a: 1, b: 5, c: 3, d: 2 };
const applications = Object.keys(fleet).map((name) => application(name));
const totals = applications.flatMap((one) => [
  ...totalsOf(one, CPU, fleet[one.name as keyof typeof fleet]),
  ...(one.name === 'c' ? [] : totalsOf(one, SAMPLES, 1)),
  ...totalsOf(one, HEAP, 1),
]);
const question = { applications, types: [CPU, SAMPLES, HEAP], totals, changes: [], turn: 0 };

test('type by type, the busiest in turns with a round through all', () => {
  expect(drawn(question)).toEqual([
    ...['b cpu', 'a cpu', 'c cpu', 'd cpu'],
    ...['b samples', 'a samples', 'd samples'],
  ]);
});

test('of a state the units whose total moved, and no others', () => {
  const large = application('large', 5);
  const tasks = orderTasks({
    ...{ applications: [...applications, large], types: [HEAP], turn: 0 },
    totals: [...totals, ...totalsOf(large, HEAP, 1)],
    changes: [change('large', 0.01, HEAP, 'large/3')],
  });
  expect(tasks.map(({ units }) => units.map(({ name }) => name))).toEqual([['large/3']]);
});

test('the round begins elsewhere at the next turn, and each application comes once', () => {
  expect(drawn({ ...question, turn: 3 }).slice(0, 4)).toEqual(['b cpu', 'd cpu', 'c cpu', 'a cpu']);
  expect(drawn({ ...question, turn: 7 })).toEqual(drawn({ ...question, turn: 3 }));
});

test('what has moved comes first, the surest at the head', () => {
  const changes = [
    change('a', 0.03, HEAP, 'a/0'),
    change('d', 0.001, CPU),
    change('a', 0.04, HEAP),
  ];
  expect(drawn({ ...question, changes }).slice(0, 3)).toEqual(['d cpu', 'a inuse_space', 'b cpu']);
  const [first] = orderTasks({
    ...question,
    changes: [change('a', 0.04, CPU), change('a', 0.02, CPU)],
  });
  expect(first!.changes.map(({ q }) => q)).toEqual([0.02, 0.04]);
});

test('of a large application those that moved, and others at each turn', () => {
  const large = application('large', 50);
  const unitsAt = (turn: number) => {
    const [task] = orderTasks({
      ...{ applications: [large], types: [CPU], totals: totalsOf(large, CPU, 1), turn },
      changes: [change('large', 0.01, CPU, 'large/49')],
    });
    return task!.units.map(({ name }) => name);
  };
  expect(unitsAt(0)).toHaveLength(20);
  expect([unitsAt(0), unitsAt(1), unitsAt(2)].every((units) => units.includes('large/49'))).toBe(
    true,
  );
  const all = new Set([...unitsAt(0), ...unitsAt(1), ...unitsAt(2)]);
  expect(all.size).toBe(50);
});
