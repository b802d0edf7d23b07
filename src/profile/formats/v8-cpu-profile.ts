import type { DecodedProfile } from '../decode/decode-pprof';
import { ProfileError } from '../profile-error';
import { frameOf, type Frame } from '../tree/frame-table';
import { CollectedStacks } from './collected-stacks';
import { quoted, textOfFile } from './text-lines';
import { jsonText } from './json-text';

/** What is made of a text of JSON is some ten times as large. */
const MAX_BYTES = 128 * 2 ** 20;
const NANOSECONDS_PER_MICROSECOND = 1000;

const SAMPLE_TYPES = [
  { type: 'samples', unit: 'count' },
  { type: 'wall', unit: 'nanoseconds' },
];

interface V8Node {
  readonly id: number;
  readonly frame: Frame;
  readonly isRoot: boolean;
  readonly children: readonly number[];
  readonly place: string;
}

/** By its keys, in whatever order; a heap profile of V8 has frames too, under `head`. */
export function isV8CpuProfile(opening: string): boolean {
  if (/^\s*\{\s*"nodes"\s*:/.test(opening)) return true;
  const isObject = /^\s*\{/.test(opening) && !/^\s*\{\s*"head"/.test(opening);
  return isObject && /"(callFrame|timeDeltas)"\s*:/.test(opening);
}

/**
 * V8's .cpuprofile (`node --cpu-prof`, Chrome's DevTools): the type Profiler.Profile of the DevTools protocol. A sample lasts until the next
 * one, as in DevTools, and the last until `endTime`; the time before the first is nobody's. Functions without a name are called after their
 * place, as pprof-nodejs does. Throws `ProfileError`.
 */
export function decodeV8CpuProfile(bytes: Uint8Array, sampleType?: string): DecodedProfile {
  if (bytes.length > MAX_BYTES)
    throw new ProfileError('cpuprofile', `more than the ${MAX_BYTES / 2 ** 20} MiB allowed`);
  const file = objectAt(parse(bytes), 'cpuprofile');
  const nodes = listAt(file['nodes'], 'nodes').map(readNode);
  const samples = listAt(file['samples'], 'samples');
  if (nodes.length === 0)
    throw new ProfileError('nodes', 'a CPU profile of V8 without a node; record it again');
  const { lengths, duration } = timesOf(file, samples.length);
  const facts = {
    sampleTypes: SAMPLE_TYPES,
    periodType: SAMPLE_TYPES[1]!,
    durationNanos: BigInt(Math.round(duration)),
  };
  const stacks = new CollectedStacks(facts, sampleType);
  const placeOf = placesOf(nodes, stacks);
  samples.forEach((id, i) => {
    const place = `samples[${i}]`;
    stacks.addTo(placeOf(numberAt(id, place), place), [1, lengths[i]!], place);
  });
  return stacks.build();
}

/** In nanoseconds. Threads are sampled by two clocks now and then: what comes before its forerunner lasts no time. */
function timesOf(
  file: Record<string, unknown>,
  count: number,
): { lengths: readonly number[]; duration: number } {
  const deltas = listAt(file['timeDeltas'], 'timeDeltas').map((delta, i) =>
    numberAt(delta, `timeDeltas[${i}]`),
  );
  if (deltas.length !== count)
    throw new ProfileError('timeDeltas', `${deltas.length}, but ${count} samples`);
  const start = numberAt(file['startTime'], 'startTime');
  const end = numberAt(file['endTime'], 'endTime');
  let now = start;
  let latest = start;
  const times = deltas.map((delta) => {
    now += delta;
    latest = Math.max(latest, now);
    return latest;
  });
  const lengths = times.map((time, i) => {
    const next = times[i + 1] ?? Math.max(end, time);
    return Math.round((next - time) * NANOSECONDS_PER_MICROSECOND);
  });
  return { lengths, duration: Math.max(0, end - start) * NANOSECONDS_PER_MICROSECOND };
}

/** From a node's id to its place among the stacks, which V8's own root is not. */
function placesOf(
  nodes: readonly V8Node[],
  stacks: CollectedStacks,
): (id: number, place: string) => number {
  const byId = new Map<number, V8Node>();
  const callers = new Map<number, V8Node>();
  for (const node of nodes) {
    if (byId.has(node.id)) throw new ProfileError(node.place, `id ${node.id} comes twice`);
    byId.set(node.id, node);
    for (const child of node.children) {
      if (callers.has(child)) throw new ProfileError(node.place, `child ${child} has two callers`);
      callers.set(child, node);
    }
  }
  const known = new Map<number, number>();
  return (id, place) => {
    const path: V8Node[] = [];
    let node = byId.get(id);
    if (!node) throw new ProfileError(place, `no node ${id}`);
    while (node && !node.isRoot && !known.has(node.id)) {
      if (path.push(node) > nodes.length)
        throw new ProfileError(node.place, 'it is its own caller');
      node = callers.get(node.id);
    }
    let at = (node && known.get(node.id)) ?? 0;
    for (const each of path.reverse()) {
      at = stacks.node(at, stacks.frame(each.frame));
      known.set(each.id, at);
    }
    return at;
  };
}

function readNode(value: unknown, i: number): V8Node {
  const place = `nodes[${i}]`;
  const node = objectAt(value, place);
  const call = objectAt(node['callFrame'], `${place}.callFrame`);
  const functionName = textAt(call['functionName'], `${place}.callFrame.functionName`);
  const fileName = textAt(call['url'], `${place}.callFrame.url`);
  const line = numberAt(call['lineNumber'] ?? -1, `${place}.callFrame.lineNumber`) + 1;
  const column = numberAt(call['columnNumber'] ?? -1, `${place}.callFrame.columnNumber`) + 1;
  const children =
    node['children'] === undefined ? [] : listAt(node['children'], `${place}.children`);
  const isLine = Number.isInteger(line) && line > 0 && line < 2 ** 31;
  return {
    id: numberAt(node['id'], `${place}.id`),
    frame: frameOf({
      functionName: functionName || `(anonymous:L#${line}:C#${column})`,
      fileName,
      line: isLine ? line : 0,
    }),
    isRoot: functionName === '(root)' && fileName === '',
    children: children.map((child, c) => numberAt(child, `${place}.children[${c}]`)),
    place,
  };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOfFile(bytes, '\\\\'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ProfileError('cpuprofile', `not JSON: ${reason.slice(0, 120)}`);
  }
}

function objectAt(value: unknown, place: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw expected('an object', value, place);
}

function listAt(value: unknown, place: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw expected('a list', value, place);
}

function numberAt(value: unknown, place: string): number {
  if (typeof value === 'number') return value;
  throw expected('a number', value, place);
}

function textAt(value: unknown, place: string): string {
  if (typeof value === 'string') return value;
  throw expected('a text', value, place);
}

function expected(what: string, value: unknown, place: string): ProfileError {
  const got = value === undefined ? 'nothing' : quoted(jsonText(value));
  return new ProfileError(place, `expected ${what}, got ${got}`);
}
