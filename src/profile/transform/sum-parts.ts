import type { CallTree } from '../tree/call-tree';
import { scaleColumns } from '../tree/columns';
import { decodePprof, type DecodedProfile } from '../decode/decode-pprof';
import { noStackTree } from '../tree/no-stack';
import { samplingPeriods } from '../decode/sampling-period';
import { sumTrees } from './sum-trees';
import { notesOfValues } from '../value-notes';

/** A stored profile and what it counts for: `weight × (pprof + the rest of total, which has no stack)`. */
export interface WeightedPart {
  /** gzip or plain pprof; length 0 when there is none. */
  readonly pprof: Uint8Array;
  /** Sum of all its samples. The pprof leaves out those without a stack. */
  readonly total: number;
  readonly weight: number;
}

interface PartsSum {
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
  const notices: string[] = [];
  let noStack = 0;
  const decoded: DecodedProfile[] = [];
  const trees = parts.map(({ pprof, total, weight }) => {
    if (pprof.length === 0) {
      noStack += weight * total;
      return noStackTree(total);
    }
    const profile = decodePprof(pprof, { total });
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
