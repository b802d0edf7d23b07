import type { CallTree } from './call-tree';
import { CallTreeBuilder } from './call-tree-builder';
import { gunzipIfNeeded } from './gunzip';
import {
  type PprofMessage,
  readPprofMessage,
  textAt,
  type ValueTypeMessage,
} from './pprof-message';
import { readSamples, type SampleTable } from './pprof-samples';
import { DROP_BENEATH, DROP_HERE, KEEP, type LocationTable, readLocations } from './pprof-stacks';
import { ProfileError } from './profile-error';
import { WireReader } from './wire-reader';

/** What a value counts (`cpu`, `inuse_space`) and in what (`nanoseconds`, `bytes`, `count`). */
export interface ValueType {
  readonly type: string;
  readonly unit: string;
}

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
  /** `total` less the samples; negative when the file holds more. 0 without a `total`. */
  readonly missing: number;
}

export interface DecodeOptions {
  /** By its type, `inuse_space`. Default: the file's own default sample type, else its last. */
  readonly sampleType?: string;
  /** Name of a sample label: one column for each of its values. A sample with several values has them joined by commas. */
  readonly groupBy?: string;
  /**
   * What a server counts for all samples, also for those without a stack that it leaves out of the file: the rest is in `NO_STACK`. Not
   * with `groupBy`. Such a file may hold no sample and no sample type.
   */
  readonly total?: number;
}

/**
 * Decodes profile.proto (github.com/google/pprof/blob/main/proto/profile.proto), gzip or plain. As in pprof, samples that are 0 in the
 * chosen type make no nodes, `drop_frames` and `keep_frames` are honoured, inlined calls are frames of their own, and a label with
 * neither text, number nor unit is none. Samples without a stack are in the root's child `NO_STACK`.
 * Never half a profile: anything malformed, a text that is not UTF-8, and values that alone or added up (without their signs) pass
 * 2^53, throw `ProfileError` that says where.
 */
export function decodePprof(bytes: Uint8Array, options: DecodeOptions = {}): DecodedProfile {
  if (bytes.length === 0) throw new ProfileError('profile', 'empty file');
  const reader = new WireReader(gunzipIfNeeded(bytes));
  const message = readPprofMessage(reader);
  const sampleTypes = message.sampleTypes.map((type, i) =>
    readValueType(message, type, `sample_type[${i}]`),
  );
  const { total } = options;
  if (total !== undefined && total > 2 ** 53)
    throw new ProfileError('total', `${total} is more than 2^53, where it would not be exact`);
  if (total !== undefined && message.samples.length === 0 && sampleTypes.length === 0)
    sampleTypes.push({ type: '', unit: '' });
  const column = chooseSampleType(message, sampleTypes, options.sampleType);
  const table = readLocations(message);
  const samples = readSamples(reader, { message, table, column, groupBy: options.groupBy });
  const groups = [...new Set(samples.groups)].sort();
  if (groups.length === 0) groups.push('');
  const missing = total === undefined ? 0 : total - samples.sum;
  return {
    tree: buildTree(table, samples, { groups, noStack: Math.max(0, missing) }),
    missing,
    groups,
    sampleTypes,
    sampleType: sampleTypes[column]!,
    ...readFacts(message),
    labelNames: samples.labelNames,
  };
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

function chooseSampleType(
  message: PprofMessage,
  types: readonly ValueType[],
  wanted: string | undefined,
): number {
  if (types.length === 0) throw new ProfileError('sample_type', 'the profile has none');
  const fallback = textAt(message, message.defaultSampleType, 'profile.default_sample_type');
  const found = types.findIndex(({ type }) => type === (wanted ?? fallback));
  if (found >= 0) return found;
  if (wanted === undefined) return types.length - 1;
  const names = types.map(({ type }) => type).join(', ');
  throw new ProfileError('sample_type', `no "${wanted}" among ${names}`);
}

function buildTree(
  table: LocationTable,
  samples: SampleTable,
  { groups, noStack }: { readonly groups: readonly string[]; readonly noStack: number },
): CallTree {
  const builder = new CallTreeBuilder(table.frames, groups.length);
  const columnOf = new Map(groups.map((group, k) => [group, k]));
  for (let s = 0; s < samples.values.length; s++) {
    if (samples.values[s] === 0) continue;
    const node = addSample(builder, table, { samples, s });
    builder.add(node, columnOf.get(samples.groups[s]!)!, samples.values[s]!);
  }
  if (noStack > 0) builder.add(builder.child(0, table.noStack), 0, noStack);
  return builder.build();
}

/** Root first. pprof drops nothing above the first function that it keeps, so that something is left of every stack. */
function addSample(
  builder: CallTreeBuilder,
  table: LocationTable,
  { samples, s }: { samples: SampleTable; s: number },
): number {
  let node = 0;
  let kept = false;
  for (let i = samples.start[s + 1]! - 1; i >= samples.start[s]!; i--) {
    const location = samples.locations[i]!;
    const rule = table.rule[location]!;
    if (rule === DROP_HERE && kept) return node;
    const end = table.start[location + 1]!;
    for (let r = table.start[location]!; r < end; r++) node = builder.child(node, table.rows[r]!);
    if (rule === DROP_BENEATH && kept) return node;
    if (rule === KEEP) kept = true;
  }
  return node === 0 ? builder.child(0, table.noStack) : node;
}
