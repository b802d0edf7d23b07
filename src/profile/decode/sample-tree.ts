import type { CallTree } from '../tree/call-tree';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { ExactSum } from '../tree/exact-sum';
import type { Sample } from './pprof-samples';
import { DROP_BENEATH, DROP_HERE, KEEP, type LocationTable } from './pprof-stacks';

interface SampleSum {
  /** One column. */
  readonly tree: CallTree;
  /** Of all samples, exact whatever it comes to. */
  readonly sum: bigint;
  /** The total less the samples and what was trimmed; negative when they are more. 0 where it is not known, and where rounding alone makes the difference. */
  readonly missing: number;
}

/** The tree of samples that come one after the other. */
export class SampleTree {
  readonly #table: LocationTable;
  readonly #builder: CallTreeBuilder;
  readonly #sum = new ExactSum();
  /** Of the values without their signs, rounded past 2^53. */
  #magnitude = 0;
  #samples = 0;
  readonly #drops: boolean;
  /** Locations of the last sample, root first, and the node of each. */
  readonly #path: number[] = [];
  readonly #nodes: number[] = [];

  constructor(table: LocationTable) {
    this.#table = table;
    this.#drops = table.rule.some((rule) => rule !== KEEP);
    this.#builder = new CallTreeBuilder(table.frames, 1);
  }

  add(sample: Sample): void {
    this.#samples++;
    this.#sum.add(sample.hi, sample.lo);
    this.#magnitude += Math.abs(sample.value);
    if (sample.value !== 0) this.#builder.add(this.#nodeOf(sample), 0, sample.value);
  }

  /** `trimmed` of `total` is not in the samples; the rest has no stack. To be called once. */
  build(total: number | undefined, trimmed = 0): SampleSum {
    const sum = this.#sum.value;
    const missing = total === undefined ? 0 : this.#missingOf(total - trimmed, Number(sum));
    if (trimmed > 0) this.#builder.add(this.#builder.child(0, this.#table.trimmed), 0, trimmed);
    if (missing > 0) this.#builder.add(this.#builder.child(0, this.#table.noStack), 0, missing);
    return { tree: this.#builder.build(), sum, missing };
  }

  /** Past 2^53 the total and the samples are each rounded, on their own ways. */
  #missingOf(total: number, sum: number): number {
    const missing = total - sum;
    const magnitude = this.#magnitude;
    const rounding = magnitude > 2 ** 53 ? this.#samples * magnitude * Number.EPSILON : 0;
    return Math.abs(missing) <= rounding ? 0 : missing;
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
