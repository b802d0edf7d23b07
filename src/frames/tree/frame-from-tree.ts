import {
  createDataFrame,
  FieldType,
  type DataFrame,
  type FieldConfig,
  type FieldDTO,
} from '@grafana/data';
import { frameName, trimTree, type CallTree, type FrameTable } from '#profile';
import { factsToMeta, type FrameFacts, frameMeta } from './frame-facts';
import { grafanaUnit } from '../grafana-unit';
import { PANEL_ID } from '../plugin-ids';

export interface TreeFrameOptions {
  readonly refId: string;
  /** Of the values: `nanoseconds`, `bytes`, `count`. */
  readonly unit: string;
  readonly facts: FrameFacts;
  /** The query as it was asked, for the inspector. */
  readonly executed: string;
  readonly notices: readonly string[];
  readonly maxNodes: number;
}

/**
 * The tree as the nested set that Grafana's flame graphs read: a row a node in depth-first pre-order with `level` (root 0), `label`,
 * `value` (total) and `self`; of two columns, baseline and comparison, the second one's are `valueRight` and `selfRight`. What else the
 * profile knows of a frame stands in columns of its own, which others ignore: `fileName`, `line`, `inlined` (as in FrameTable),
 * `mapping`, `buildId`, `systemName`, `address` (hexadecimal, of frames without a function). Source: @grafana/flamegraph, dataTransform.ts (Apache-2.0).
 */
export function frameFromTree(whole: CallTree, options: TreeFrameOptions): DataFrame {
  const { tree, trimmed } = trimTree(whole, options.maxNodes);
  const [left, right] = tree.columns;
  const notices = [...options.notices, ...(trimmed > 0 ? [trimmedWords(trimmed, options)] : [])];
  const values = (name: string, numbers: Float64Array, config: FieldConfig = {}): FieldDTO => ({
    name,
    type: FieldType.number,
    values: Array.from(numbers),
    config: { unit: grafanaUnit(options.unit), ...config },
  });
  return createDataFrame({
    name: right ? 'diff' : 'profile',
    refId: options.refId,
    meta: {
      ...frameMeta({ executed: options.executed, notices }),
      preferredVisualisationType: 'flamegraph',
      // Explore's own flame graph knows one column and counts a rate in samples; ours draws both kinds, with their unit.
      preferredVisualisationPluginId: PANEL_ID,
      custom: factsToMeta(options.facts),
    },
    fields: [
      { name: 'level', type: FieldType.number, values: Array.from(tree.depth) },
      labelField(tree),
      values('value', left!.total),
      values('self', left!.self),
      ...(right ? [values('valueRight', right.total), values('selfRight', right.self)] : []),
      ...detailFields(tree),
    ],
  });
}

function trimmedWords(trimmed: number, { maxNodes }: TreeFrameOptions): string {
  return `${trimmed} narrow nodes are shown as (trimmed): the limit is ${maxNodes} nodes. Their values are kept.`;
}

function labelField({ frames, frame }: CallTree): FieldDTO {
  const text = ['total', ...frames.functionName.map((_, row) => frameName(frames, row))];
  return {
    name: 'label',
    type: FieldType.enum,
    values: Array.from(frame, (row) => row + 1),
    config: { type: { enum: { text } } },
  };
}

/** Facts of the frame tables, where any frame has them. */
function detailFields({ frames, frame }: CallTree): FieldDTO[] {
  const texts = (name: string, column: readonly string[]): FieldDTO[] =>
    column.some((text) => text !== '') ? [textField(name, column, frame)] : [];
  const numbers = (name: string, column: Int32Array | Uint8Array): FieldDTO[] =>
    column.some((value) => value !== 0) ? [numberField(name, column, frame)] : [];
  return [
    ...texts('fileName', frames.fileName),
    ...numbers('line', frames.line),
    ...numbers('inlined', frames.inlined),
    ...texts('mapping', frames.mapping),
    ...texts('buildId', frames.buildId),
    ...texts('systemName', frames.systemName),
    ...texts('address', addressTexts(frames)),
  ];
}

/** Texts that repeat are listed once; 0 is the root's, and every unknown one. */
function textField(name: string, column: readonly string[], frame: Int32Array): FieldDTO {
  const text = [...new Set(['', ...column])];
  const indexOf = new Map(text.map((each, index) => [each, index]));
  const ofRow = column.map((each) => indexOf.get(each)!);
  return {
    name,
    type: FieldType.enum,
    values: Array.from(frame, (row) => (row < 0 ? 0 : ofRow[row]!)),
    config: { type: { enum: { text } } },
  };
}

function numberField(name: string, column: ArrayLike<number>, frame: Int32Array): FieldDTO {
  return {
    name,
    type: FieldType.number,
    values: Array.from(frame, (row) => (row < 0 ? 0 : column[row]!)),
  };
}

function addressTexts({ functionName, address }: FrameTable): string[] {
  return functionName.map((name, row) => (name === '' ? `0x${address[row]!.toString(16)}` : ''));
}
