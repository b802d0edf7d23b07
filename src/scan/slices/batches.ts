import type { Windows } from '#changes';
import { escapeRegex } from '#pattern';
import { printProfileType, type Matcher } from '#series';
import { matchersOfUnits } from '../fleet';
import type { Task } from '../tasks';

/** Tasks whose slices are fetched together: of one profile type, in one pair of windows. */
export interface Batch {
  readonly tasks: readonly Task[];
  readonly windows: Windows;
}

/** A profile of each is in one answer: of small services some kilobytes. */
const MOST_UNITS = 200;

/**
 * Tasks in their order; where the server `groups`, each with those after it that can be asked together with it, so that it is asked fewer questions.
 * What has windows of its own, or is a sample of an application's units, is alone.
 */
export function batchesOf(
  tasks: readonly Task[],
  {
    groups,
    windowsFor,
  }: { readonly groups: boolean; readonly windowsFor: (task: Task) => Windows },
): readonly Batch[] {
  if (!groups) return tasks.map((task) => ({ tasks: [task], windows: windowsFor(task) }));
  const open = new Map<string, { readonly tasks: Task[]; readonly windows: Windows }>();
  const batches: Batch[] = [];
  for (const task of tasks) {
    const windows = windowsFor(task);
    const names = task.application.matchers.map(({ name }) => name);
    const key = JSON.stringify([
      ...[printProfileType(task.profileType), windows],
      ...(isWhole(task) ? names : [task.application.name, 'sample']),
    ]);
    const last = open.get(key);
    if (last && unitsOf(last.tasks) + task.units.length <= MOST_UNITS) last.tasks.push(task);
    else {
      const batch = { tasks: [task], windows };
      open.set(key, batch);
      batches.push(batch);
    }
  }
  return batches;
}

/** Two batches of one, each of half of its tasks; of one task, of half of its units. Of one unit none. */
export function halvesOf({ tasks, windows }: Batch): readonly Batch[] {
  if (tasks.length > 1) return inHalves(tasks).map((half) => ({ tasks: half, windows }));
  const [task] = tasks;
  if (!task || task.units.length < 2) return [];
  return inHalves(task.units).map((units) => ({ tasks: [{ ...task, units }], windows }));
}

function inHalves<T>(all: readonly T[]): readonly (readonly T[])[] {
  const middle = Math.ceil(all.length / 2);
  return [all.slice(0, middle), all.slice(middle)];
}

/** Hold for all units of the batch, and perhaps for others. */
export function matchersOfBatch({ tasks }: Batch): readonly Matcher[] {
  const [first, ...others] = tasks;
  if (!first) return [];
  if (others.length === 0)
    return isWhole(first)
      ? first.application.matchers
      : matchersOfUnits(
          first.application,
          first.units.map(({ name }) => name),
        );
  return first.application.matchers.map(({ name }, i): Matcher => {
    const values = [...new Set(tasks.map(({ application }) => application.matchers[i]!.value))];
    return values.length === 1
      ? { name, op: '=', value: values[0]! }
      : { name, op: '=~', value: values.map(escapeRegex).join('|') };
  });
}

const isWhole = ({ application, units }: Task) => units.length === application.units.length;

const unitsOf = (tasks: readonly Task[]) => tasks.reduce((sum, { units }) => sum + units.length, 0);
