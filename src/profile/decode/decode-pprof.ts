import type { CallTree } from '../tree/call-tree';
import { foreignFormat } from './foreign-format';
import { gunzipIfNeeded } from './gunzip';
import {
  type PprofMessage,
  readPprofMessage,
  textAt,
  type ValueTypeMessage,
} from './pprof-message';
import { groupKey, readSamples } from './pprof-samples';
import { readLocations } from './pprof-stacks';
import { ProfileError } from '../profile-error';
import { SampleTree } from './sample-tree';
import { chooseSampleType, type ValueType } from './sample-type';
import { WireReader } from './wire-reader';

/** One sample type of a pprof file, as a tree, with what the file says about itself. */
export interface DecodedProfile {
  /** One column. */
  readonly tree: CallTree;
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
  /** `total` less the samples and what was trimmed; negative when the file holds more. 0 without a `total`, and where rounding alone makes the difference. */
  readonly missing: number;
}

export interface DecodeOptions {
  /** By its type, `inuse_space`. Default: the file's own default sample type, else its last. */
  readonly sampleType?: string;
  /**
   * What a server counts for all samples, also for those without a stack that it leaves out of the file: the rest is in `NO_STACK`.
   * Past 2^53 it is rounded. Such a file may hold no sample and no sample type.
   */
  readonly total?: number;
  /** What of `total` was left out of the file, as a frame `TRIMMED` of the root. */
  readonly trimmed?: number | undefined;
}

/** Samples of a file that have the same labels. */
interface SampleGroup {
  /** '' is a label that samples do not have; of several values of a label they are joined by commas. All groups of a file have the same names. */
  readonly labels: Readonly<Record<string, string>>;
  /** `DecodeOptions.total` of these samples. */
  readonly total: number;
}

/**
 * Decodes profile.proto (github.com/google/pprof/blob/main/proto/profile.proto), gzip or plain. As in pprof, samples that are 0 in the
 * chosen type make no nodes, `drop_frames` and `keep_frames` are honoured, inlined calls are frames of their own, and a label with
 * neither text, number nor unit is none. Samples without a stack are in the root's child `NO_STACK`.
 * Bytes of a text that are not UTF-8 stand as `\\xe9` in it. Never half a profile: anything malformed, and more than fits into memory,
 * throws `ProfileError` that says where; a file of another format one that says what it seems to be.
 */
export function decodePprof(bytes: Uint8Array, options: DecodeOptions = {}): DecodedProfile {
  const { sampleType, total, trimmed } = options;
  const whole = [{ key: groupKey([]), total, trimmed }];
  return decode(bytes, { sampleType, names: [], groups: whole })[0]!;
}

/**
 * The same of some groups of a file's samples, one profile each, in their order; samples of no group are left out. Throws `ProfileError` also where
 * all groups have labels and no sample has any of these, because the file was not made with them.
 */
export function decodeGroups(
  bytes: Uint8Array,
  groups: readonly SampleGroup[],
): readonly DecodedProfile[] {
  const names = [...new Set(groups.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const keyed = groups.map(({ labels, total }) => ({
    key: groupKey(names.map((name) => (Object.hasOwn(labels, name) ? labels[name]! : ''))),
    total,
  }));
  return decode(bytes, { sampleType: undefined, names, groups: keyed });
}

interface Choice {
  readonly sampleType: string | undefined;
  /** Of the labels that tell groups apart. */
  readonly names: readonly string[];
  readonly groups: readonly {
    readonly key: string;
    readonly total: number | undefined;
    readonly trimmed?: number | undefined;
  }[];
}

function decode(bytes: Uint8Array, choice: Choice): readonly DecodedProfile[] {
  if (bytes.length === 0) throw notPprof(foreignFormat(bytes));
  const inflated = gunzipIfNeeded(bytes);
  try {
    return decodeMessage(new WireReader(inflated), choice);
  } catch (error) {
    const format = error instanceof ProfileError ? foreignFormat(inflated) : undefined;
    throw format === undefined ? error : notPprof(format);
  }
}

function notPprof(format = ''): ProfileError {
  return new ProfileError('profile', `not a pprof: ${format}`);
}

function decodeMessage(reader: WireReader, choice: Choice): readonly DecodedProfile[] {
  const { names, groups } = choice;
  const message = readPprofMessage(reader);
  const sampleTypes = message.sampleTypes.map((type, i) =>
    readValueType(message, type, `sample_type[${i}]`),
  );
  const isCounted = groups.every(({ total }) => total !== undefined);
  if (isCounted && message.samples === 0 && sampleTypes.length === 0)
    sampleTypes.push({ type: '', unit: '' });
  const ownDefault = textAt(message, message.defaultSampleType, 'profile.default_sample_type');
  const column = chooseSampleType(sampleTypes, choice.sampleType, ownDefault);
  const table = readLocations(message);
  const trees = new Map(groups.map(({ key }) => [key, new SampleTree(table)]));
  if (trees.size < groups.length) throw new RangeError('two groups of the same labels');
  let sum = 0;
  const labelNames = readSamples(reader, { message, table, column, groupBy: names }, (sample) => {
    sum += sample.value;
    trees.get(sample.group)?.add(sample);
  });
  if (!names.some((name) => labelNames.includes(name))) checkUnlabelled(choice, sum);
  const facts = {
    ...readFacts(message),
    sampleTypes,
    sampleType: sampleTypes[column]!,
    labelNames,
  };
  return groups.map(({ key, total, trimmed }) => ({
    ...trees.get(key)!.build(total, trimmed),
    ...facts,
  }));
}

/** Samples without labels are others', or those of a server that was asked for labels and does not know them: then their sum is that of the groups. */
function checkUnlabelled({ names, groups }: Choice, sum: number): void {
  const unlabelled = groupKey(names.map(() => ''));
  if (sum === 0 || groups.some(({ key }) => key === unlabelled)) return;
  const total = groups.reduce((all, group) => all + (group.total ?? 0), 0);
  if (sum <= total) throw new ProfileError('sample', `no sample has a label ${names.join(' or ')}`);
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
