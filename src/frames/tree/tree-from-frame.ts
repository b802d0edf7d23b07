import type { DataFrame } from '@grafana/data';
import { CallTreeBuilder, frameOf, FrameTableBuilder, TRIMMED, type CallTree } from '#profile';
import { fieldNamed, numbersOf, textsOf, FrameError } from '../field-values';
import { factsOfFrame, type FrameFacts } from './frame-facts';
import { unitOfGrafana } from '../grafana-unit';
import { readNestedSet, type NestedSet } from './nested-set';

export interface ProfileOfFrame {
  /** One column, or baseline and comparison. */
  readonly tree: CallTree;
  readonly unit: string;
  /** undefined when another datasource made the frame. */
  readonly facts: FrameFacts | undefined;
}

/** Whether the frame has the columns of a nested set: `label`, `level`, `value`. */
export function isProfileFrame(frame: DataFrame): boolean {
  return ['label', 'level', 'value'].every((name) => fieldNamed(frame, name) !== undefined);
}

/**
 * Reads what `frameFromTree` makes, and every nested set of other datasources: `label` as text or enum, without `self` too. A node
 * whose value is more than its own self and its children's values was trimmed by its maker: the rest is a `(trimmed)` frame under it.
 * Nodes of one parent with one label become one. Throws FrameError with the place that is wrong.
 */
export function treeFromFrame(frame: DataFrame): ProfileOfFrame {
  const set = readNestedSet(frame);
  return {
    tree: buildTree(frame, set),
    unit: unitOfGrafana(fieldNamed(frame, 'value')?.config.unit),
    facts: factsOfFrame(frame),
  };
}

function buildTree(frame: DataFrame, { level, columns }: NestedSet): CallTree {
  const { builder, rows, trimmed } = startTree(frame, level.length, columns.length);
  const path = [0];
  for (let n = 0; n < level.length; n++) {
    const d = level[n]!;
    const node = n === 0 ? 0 : builder.child(path[d - 1]!, rows[n]!);
    path[d] = node;
    columns.forEach(({ self }, k) => builder.add(node, k, self[n]!));
    if (columns.every(({ rest }) => rest[n] === 0)) continue;
    const below = builder.child(node, trimmed);
    columns.forEach(({ rest }, k) => builder.add(below, k, rest[n]!));
  }
  return builder.build();
}

/** A builder over the frames that the nodes name, and for each node its row. */
function startTree(frame: DataFrame, nodes: number, columns: number) {
  const table = new FrameTableBuilder();
  const read = frameReader(frame);
  const numbers = Array.from({ length: nodes }, (_, n) => (n === 0 ? 0 : table.add(read(n))));
  const trimmed = table.add(frameOf({ functionName: TRIMMED }));
  const { frames, rowOf } = table.build();
  return {
    builder: new CallTreeBuilder(frames, columns),
    rows: numbers.map((number) => rowOf[number]!),
    trimmed: rowOf[trimmed]!,
  };
}

/** The facts of a node's frame that the data frame has columns for. */
function frameReader(frame: DataFrame) {
  const text = (name: string) => {
    const field = fieldNamed(frame, name);
    return field ? textsOf(field) : () => '';
  };
  const number = (name: string) => {
    const field = fieldNamed(frame, name);
    const numbers = field && numbersOf(field);
    return (n: number) => numbers?.[n] ?? 0;
  };
  const [label, fileName, mapping] = [text('label'), text('fileName'), text('mapping')];
  const [buildId, systemName, address] = [text('buildId'), text('systemName'), text('address')];
  const [line, inlined] = [number('line'), number('inlined')];
  return (n: number) => {
    const at = address(n);
    return frameOf({
      ...(at === '' ? { functionName: label(n) } : { address: readAddress(at, n) }),
      fileName: fileName(n),
      mapping: mapping(n),
      buildId: buildId(n),
      systemName: systemName(n),
      line: line(n),
      inlined: inlined(n),
    });
  };
}

function readAddress(text: string, n: number): bigint {
  if (/^0x[0-9a-f]{1,16}$/.test(text)) return BigInt(text);
  throw new FrameError(`field "address"[${n}]: expected hexadecimal like 0x7f3a, got "${text}"`);
}
