import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { foreignFormat } from './foreign-format';
import { gunzipIfNeeded } from './gunzip';
import {
  type PprofMessage,
  readPprofMessage,
  textAt,
  type ValueTypeMessage,
} from './pprof-message';
import { readSamples, type Sample, type SampleSums } from './pprof-samples';
import { DROP_BENEATH, DROP_HERE, KEEP, type LocationTable, readLocations } from './pprof-stacks';
import { ProfileError } from '../profile-error';
import { chooseSampleType, type ValueType } from './sample-type';
import { WireReader } from './wire-reader';

/** One sample type of a pprof file, as a tree, with what the file says about itself. */
export interface DecodedProfile {
  /** One column for each of `groups`. */
  readonly tree: CallTree;
  /** Values of the label that groups, in code unit order, '' for samples without it; `['']` when nothing groups. */
  readonly groups: readonly string[];
  readonly sampleTypes: readonly ValueType[];
  /** The one that `tree` holds. */
  readonly sampleType: ValueType;
  readonly periodType?: ValueType;
  /** In `periodType.unit`; 0 unknown. */
  readonly period: number;
  /** Epoch nanoseconds; 0 unknown, meaningless in profiles that Parca has merged. */
  readonly timeNanos: bigint;
  readonly durationNanos: bigint;
  /** Names of the samples' labels, in code unit order. */
  readonly labelNames: readonly string[];
  readonly comments: readonly string[];
  /** Of all samples, exact whatever it comes to. The tree's values are doubles: past 2^53 they are rounded. */
  readonly sum: bigint;
  /** `total` less the samples; negative when the file holds more. 0 without a `total`, and where rounding alone makes the difference. */
  readonly missing: number;
}

export interface DecodeOptions {
  /** By its type, `inuse_space`. Default: the file's own default sample type, else its last. */
  readonly sampleType?: string;
  /** Name of a sample label: one column for each of its values. A sample with several values has them joined by commas. */
  readonly groupBy?: string;
  /**
   * What a server counts for all samples, also for those without a stack that it leaves out of the file: the rest is in `NO_STACK`. Not
   * with `groupBy`. Past 2^53 it is rounded. Such a file may hold no sample and no sample type.
   */
  readonly total?: number;
}

/**
 * Decodes profile.proto (github.com/google/pprof/blob/main/proto/profile.proto), gzip or plain. As in pprof, samples that are 0 in the
 * chosen type make no nodes, `drop_frames` and `keep_frames` are honoured, inlined calls are frames of their own, and a label with
 * neither text, number nor unit is none. Samples without a stack are in the root's child `NO_STACK`.
 * Bytes of a text that are not UTF-8 stand as `\\xe9` in it. Never half a profile: anything malformed, and more than fits into memory,
 * throws `ProfileError` that says where; a file of another format one that says what it seems to be.
 */
export function decodePprof(bytes: Uint8Array, options: DecodeOptions = {}): DecodedProfile {
  if (bytes.length === 0) throw notPprof(foreignFormat(bytes));
  const inflated = gunzipIfNeeded(bytes);
  try {
    return decodeMessage(new WireReader(inflated), options);
  } catch (error) {
    const format = error instanceof ProfileError ? foreignFormat(inflated) : undefined;
    throw format === undefined ? error : notPprof(format);
  }
}

function notPprof(format = ''): ProfileError {
  return new ProfileError('profile', `not a pprof: ${format}`);
}

function decodeMessage(reader: WireReader, options: DecodeOptions): DecodedProfile {
  const message = readPprofMessage(reader);
  const sampleTypes = message.sampleTypes.map((type, i) =>
    readValueType(message, type, `sample_type[${i}]`),
  );
  const { total, groupBy } = options;
  if (total !== undefined && message.samples === 0 && sampleTypes.length === 0)
    sampleTypes.push({ type: '', unit: '' });
  const ownDefault = textAt(message, message.defaultSampleType, 'profile.default_sample_type');
  const column = chooseSampleType(sampleTypes, options.sampleType, ownDefault);
  const table = readLocations(message);
  const tree = new SampleTree(table);
  const sums = readSamples(reader, { message, table, column, groupBy }, (s) => tree.add(s));
  const missing = total === undefined ? 0 : missingOf(total, sums, message.samples);
  return {
    ...tree.build(Math.max(0, missing)),
    sum: sums.sum,
    missing,
    sampleTypes,
    sampleType: sampleTypes[column]!,
    ...readFacts(message),
    labelNames: sums.labelNames,
  };
}

/** Past 2^53 the total and the samples are each rounded, on their own ways. */
function missingOf(total: number, { sum, magnitude }: SampleSums, samples: number): number {
  const missing = total - Number(sum);
  const rounding = magnitude > 2 ** 53 ? samples * magnitude * Number.EPSILON : 0;
  return Math.abs(missing) <= rounding ? 0 : missing;
}

function readFacts(message: PprofMessage) {
  const comments = message.comments.map((index, i) => textAt(message, index, `comment[${i}]`));
  const { period, timeNanos, durationNanos } = message;
  const facts = { period, timeNanos, durationNanos, comments };
  if (!message.periodType) return facts;
  return { ...facts, periodType: readValueType(message, message.periodType, 'period_type') };
}

function readValueType(message: PprofMessage, type: ValueTypeMessage, path: string): ValueType {
  return {
    type: textAt(message, type.type, `${path}.type`),
    unit: textAt(message, type.unit, `${path}.unit`),
  };
}

/** The tree of the samples, with a column for each value of the label that groups. */
class SampleTree {
  readonly #table: LocationTable;
  readonly #builder: CallTreeBuilder;
  readonly #columnOf = new Map<string, number>();
  readonly #drops: boolean;
  /** Locations of the last sample, root first, and the node of each. */
  readonly #path: number[] = [];
  readonly #nodes: number[] = [];

  constructor(table: LocationTable) {
    this.#table = table;
    this.#drops = table.rule.some((rule) => rule !== KEEP);
    this.#builder = new CallTreeBuilder(table.frames, 0);
  }

  add(sample: Sample): void {
    const column = this.#column(sample.group);
    if (sample.value !== 0) this.#builder.add(this.#nodeOf(sample), column, sample.value);
  }

  build(noStack: number): Pick<DecodedProfile, 'tree' | 'groups'> {
    if (this.#columnOf.size === 0) this.#column('');
    const groups = [...this.#columnOf.keys()].sort();
    if (noStack > 0) this.#builder.add(this.#builder.child(0, this.#table.noStack), 0, noStack);
    const tree = this.#builder.build();
    const columns = groups.map((group) => tree.columns[this.#columnOf.get(group)!]!);
    return { tree: { ...tree, columns }, groups };
  }

  #column(group: string): number {
    const known = this.#columnOf.get(group);
    if (known !== undefined) return known;
    const column = this.#builder.addColumn();
    this.#columnOf.set(group, column);
    return column;
  }

  #nodeOf({ locations }: Sample): number {
    const node = this.#drops ? this.#droppedNodeOf(locations) : this.#wholeNodeOf(locations);
    return node === 0 ? this.#builder.child(0, this.#table.noStack) : node;
  }

  /** Neighbours share most of their callers, which are looked up once. */
  #wholeNodeOf(locations: readonly number[]): number {
    const { start, rows } = this.#table;
    const [path, nodes] = [this.#path, this.#nodes];
    const depth = locations.length;
    let at = 0;
    while (at < depth && at < path.length && path[at] === locations[depth - 1 - at]) at++;
    let node = at === 0 ? 0 : nodes[at - 1]!;
    path.length = nodes.length = at;
    for (let i = depth - 1 - at; i >= 0; i--) {
      const location = locations[i]!;
      const end = start[location + 1]!;
      for (let r = start[location]!; r < end; r++) node = this.#builder.child(node, rows[r]!);
      path.push(location);
      nodes.push(node);
    }
    return node;
  }

  /** Root first. pprof drops nothing above the first function that it keeps, so that something is left of every stack. */
  #droppedNodeOf(locations: readonly number[]): number {
    const { rule: rules, start, rows } = this.#table;
    const builder = this.#builder;
    let node = 0;
    let kept = false;
    for (let i = locations.length - 1; i >= 0; i--) {
      const location = locations[i]!;
      const rule = rules[location]!;
      if (rule === DROP_HERE && kept) return node;
      const end = start[location + 1]!;
      for (let r = start[location]!; r < end; r++) node = builder.child(node, rows[r]!);
      if (rule === DROP_BENEATH && kept) return node;
      if (rule === KEEP) kept = true;
    }
    return node;
  }
}
