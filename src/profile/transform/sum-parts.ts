import type { CallTree } from '../tree/call-tree';
import { scaleColumns } from '../tree/columns';
import { decodeGroups, decodePprof, type DecodedProfile } from '../decode/decode-pprof';
import { noStackTree } from '../tree/no-stack';
import { samplingPeriods } from '../decode/sampling-period';
import { sumTrees } from './sum-trees';
import { notesOfValues } from '../value-notes';

/** A stored profile and what it counts for: `weight × (pprof + what was trimmed + the rest of total, which has no stack)`. */
export interface WeightedPart {
  /** gzip or plain pprof; length 0 when there is none. */
  readonly pprof: Uint8Array;
  /** Sum of all its samples. The pprof leaves out those without a stack. */
  readonly total: number;
  readonly weight: number;
  /** What of `total` was left out of the pprof as a whole: it is a frame `TRIMMED` of the root. */
  readonly trimmed?: number | undefined;
  /** Only those samples of the pprof that have these labels are meant, and counted in `total`; '' is a label that is missing. */
  readonly only?: Readonly<Record<string, string>> | undefined;
}

export interface PartsSum {
  /** One column. Of no parts, the root alone with 0. */
  readonly tree: CallTree;
  /** The root's total. */
  readonly total: number;
  /** What of `total` has no stack. */
  readonly noStack: number;
  /** Distinct and sorted; empty when the profiles name none. */
  readonly buildIds: readonly string[];
  /** How far apart samples are, see `samplingPeriods`. */
  readonly periods: readonly number[];
  /** Where the parts contradict their totals, and what is odd about their values, as text for the user. */
  readonly notices: readonly string[];
}

/** The weighted sum of the parts. What a part's total has and its pprof has not is without a stack. */
export function sumParts(parts: readonly WeightedPart[]): PartsSum {
  return sumDecoded(parts, decodeAll(parts));
}

/** `sumParts` of each; a pprof of which several have parts is read once. */
export function sumEach(profiles: readonly (readonly WeightedPart[])[]): readonly PartsSum[] {
  const decoded = decodeAll(profiles.flat());
  return profiles.map((parts) => sumDecoded(parts, decoded));
}

function decodeAll(parts: readonly WeightedPart[]): ReadonlyMap<WeightedPart, DecodedProfile> {
  const decoded = new Map<WeightedPart, DecodedProfile>();
  const sharing = new Map<Uint8Array, WeightedPart[]>();
  for (const part of parts) {
    const { pprof, total, trimmed, only } = part;
    if (pprof.length === 0) continue;
    if (!only) decoded.set(part, decodePprof(pprof, { total, trimmed }));
    else if (sharing.has(pprof)) sharing.get(pprof)!.push(part);
    else sharing.set(pprof, [part]);
  }
  for (const [pprof, of] of sharing) {
    const groups = of.map(({ only = {}, total }) => ({ labels: only, total }));
    decodeGroups(pprof, groups).forEach((one, i) => decoded.set(of[i]!, one));
  }
  return decoded;
}

function sumDecoded(
  parts: readonly WeightedPart[],
  profiles: ReadonlyMap<WeightedPart, DecodedProfile>,
): PartsSum {
  const notices: string[] = [];
  let noStack = 0;
  const decoded: DecodedProfile[] = [];
  const trees = parts.map((part) => {
    const { total, weight } = part;
    const profile = profiles.get(part);
    if (!profile) {
      noStack += weight * total;
      return noStackTree(total);
    }
    const { tree, missing } = profile;
    decoded.push(profile);
    noStack += weight * Math.max(0, missing);
    if (missing < 0)
      notices.push(`The server's profile holds ${-missing} more than its list of scrapes.`);
    return tree;
  });
  const tree = sum(
    trees,
    parts.map(({ weight }) => weight),
  );
  notices.push(...notesOfValues(tree.columns[0]!));
  const buildIds = new Set(tree.frames.buildId.filter((id) => id !== ''));
  return {
    tree,
    total: tree.columns[0]!.total[0]!,
    noStack,
    buildIds: [...buildIds].sort(),
    periods: samplingPeriods(decoded),
    notices,
  };
}

/** Parts are one profile: a frame is its function in its file and binary, not its name as between two builds. */
function sum(trees: readonly CallTree[], weights: readonly number[]): CallTree {
  const [only] = trees;
  if (!only || trees.length > 1) return sumTrees(trees, weights);
  return weights[0] === 1 ? only : scaleColumns(only, weights);
}
