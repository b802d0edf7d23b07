import type { DataFrame } from '@grafana/data';
import { fieldNamed, numbersOf, FrameError } from '../field-values';

/** The numbers of a nested set, checked: one root, depth-first pre-order, every node as large as what is in it. */
export interface NestedSet {
  readonly level: Float64Array;
  /** One, or baseline and comparison. */
  readonly columns: readonly NestedColumn[];
}

interface NestedColumn {
  readonly self: Float64Array;
  /** What a node's value has beyond its self and its children's values; 0 but where the maker trimmed. */
  readonly rest: Float64Array;
}

/** What two ways of adding up fractions may differ by, as a part of the root's value. */
const ROUNDING = 1e-9;

export function readNestedSet(frame: DataFrame): NestedSet {
  const level = numbersIn(frame, 'level');
  checkLevels(level);
  const isDiff = fieldNamed(frame, 'valueRight') !== undefined;
  const left = readColumn(frame, level, { value: 'value', self: 'self' });
  if (!isDiff) return { level, columns: [left] };
  const right = readColumn(frame, level, { value: 'valueRight', self: 'selfRight' });
  return { level, columns: [left, right] };
}

function numbersIn(frame: DataFrame, name: string): Float64Array {
  const field = fieldNamed(frame, name);
  if (!field) {
    const names = frame.fields.map((each) => `"${each.name}"`).join(', ');
    throw new FrameError(`field "${name}": missing among ${names || 'no fields'}`);
  }
  return numbersOf(field);
}

function checkLevels(level: Float64Array): void {
  for (let n = 0; n < level.length; n++) {
    const most = n === 0 ? 0 : level[n - 1]! + 1;
    const least = n === 0 ? 0 : 1;
    const at = level[n]!;
    if (Number.isInteger(at) && at >= least && at <= most) continue;
    const expected = least === most ? String(least) : `${least} to ${most}`;
    throw new FrameError(`field "level"[${n}]: expected ${expected}, got ${at}`);
  }
}

function readColumn(
  frame: DataFrame,
  level: Float64Array,
  names: { readonly value: string; readonly self: string },
): NestedColumn {
  const value = numbersIn(frame, names.value);
  const given = fieldNamed(frame, names.self);
  const self = given ? numbersOf(given) : new Float64Array(level.length);
  const rest = valueBeyond(level, value, self);
  const rounding = Math.abs(value[0] ?? 0) * ROUNDING;
  for (let n = 0; n < rest.length; n++) {
    if (Math.abs(rest[n]!) <= rounding) rest[n] = 0;
    if (rest[n]! < 0)
      throw new FrameError(
        `field "${names.value}"[${n}]: expected at least ${value[n]! - rest[n]!}, its self and its children's, got ${value[n]}`,
      );
  }
  return given ? { self, rest } : { self: rest, rest: self };
}

/** Each node's value less its self and its children's values. */
function valueBeyond(level: Float64Array, value: Float64Array, self: Float64Array): Float64Array {
  const beyond = new Float64Array(level.length);
  /** At each depth, the values of the siblings met since their parent's subtree ended: read backwards, children come first. */
  const inside: number[] = [];
  for (let n = level.length - 1; n >= 0; n--) {
    const d = level[n]!;
    beyond[n] = value[n]! - self[n]! - (inside[d + 1] ?? 0);
    inside[d + 1] = 0;
    inside[d] = (inside[d] ?? 0) + value[n]!;
  }
  return beyond;
}
