import { frameName, NO_STACK, packageOf, UNTOLD, type CallTree, type TopTable } from '#profile';
import { framesOfRow } from '../details/frames-of-row';
import type { FilterState } from '../../state/view/view-state';

type Field = FilterState['field'];

/** What something is done to: a frame of the graph, or a row of the table. */
export interface FrameSubject {
  /** As the graph and the table have it. */
  readonly name: string;
  /** What `name` is the name of. */
  readonly of: Field;
  /** By what it can be told from others, as filters name it; '' is left out. */
  readonly fields: ReadonlyMap<Field, string>;
}

/** Of a frame; undefined of the root. `of`: what frames of this tree stand for. */
export function subjectOfFrame(
  { frames }: Pick<CallTree, 'frames'>,
  frame: number,
  of: Field,
): FrameSubject | undefined {
  if (frame < 0) return undefined;
  const name = frameName(frames, frame);
  if (of !== 'function') return rowSubject(name === UNTOLD ? '' : name, of);
  const told: readonly (readonly [Field, string])[] = [
    ['function', name],
    ['package', name === NO_STACK ? '' : packageOf(frames.functionName[frame]!)],
    ['file', frames.fileName[frame]!],
    ['binary', baseName(frames.mapping[frame]!)],
  ];
  return { name, of, fields: new Map(told.filter(([, text]) => text !== '')) };
}

/** Of a row of the table. A function's package, file and binary are those of its first frame. */
export function subjectOfRow(
  tree: Pick<CallTree, 'frames'>,
  table: TopTable,
  row: number,
): FrameSubject | undefined {
  const [frame] = framesOfRow(table, row);
  if (table.by !== 'function') return rowSubject(table.names[row]!, table.by);
  return frame === undefined
    ? rowSubject(table.names[row]!, 'function')
    : subjectOfFrame(tree, frame, 'function');
}

/** What has no symbols stands in a table of packages under its binary. */
const BINARY_ROW = /^\[(.+)\]$/;

function rowSubject(name: string, of: Field): FrameSubject {
  const binary = of === 'package' ? BINARY_ROW.exec(name)?.[1] : undefined;
  const field = binary === undefined ? (name === NO_STACK ? 'function' : of) : 'binary';
  return { name, of, fields: new Map(name === '' ? [] : [[field, binary ?? name]]) };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
