import { chooseSampleType, type ValueType } from '../decode/sample-type';
import type { DecodedProfile } from '../decode/decode-pprof';
import { ProfileError } from '../profile-error';
import { CallTreeBuilder } from '../tree/call-tree-builder';
import { FrameTableBuilder, NO_STACK_FRAME, type Frame } from '../tree/frame-table';

/** What a file says about all of its stacks; 0 unknown. */
export interface StackFacts {
  readonly sampleTypes: readonly ValueType[];
  readonly periodType?: ValueType;
  readonly period?: number;
  readonly durationNanos?: bigint;
}

/** As deep as in a pprof. */
const MAX_DEPTH = 2 ** 17;

/** Stacks of a file that is no pprof, one after the other, of which one sample type becomes a tree. */
export class CollectedStacks {
  readonly #facts: StackFacts;
  /** Index of the sample type. */
  readonly #column: number;
  readonly #table = new FrameTableBuilder();
  /** Its frames are numbers of `#table` until all of them are known. */
  readonly #builder = new CallTreeBuilder(this.#table.build().frames, 1);
  readonly #noStack = this.#table.add(NO_STACK_FRAME);
  #sum = 0n;

  /** Throws `ProfileError` when there is no such sample type. */
  constructor(facts: StackFacts, wanted: string | undefined) {
    this.#facts = facts;
    this.#column = chooseSampleType(facts.sampleTypes, wanted);
  }

  /** The number of a frame, for `node` and `add`. */
  frame(frame: Frame): number {
    return this.#table.add(frame);
  }

  /** A caller's callee; 0 is the root. */
  node(caller: number, frame: number): number {
    return this.#builder.child(caller, frame);
  }

  /** One value a sample type for the stack that ends in a node. Throws `ProfileError` at `place`. */
  addTo(node: number, values: readonly number[], place: string): void {
    const value = values[this.#column]!;
    if (!(Math.abs(value) < 2 ** 63))
      throw new ProfileError(place, `${value} is not within 64 bits`);
    if (value === 0) return;
    this.#builder.add(node === 0 ? this.node(0, this.#noStack) : node, 0, value);
    this.#sum += BigInt(Math.round(value));
  }

  /** The same for a stack of frames, leaf first. */
  add(leafFirst: readonly number[], values: readonly number[], place: string): void {
    if (leafFirst.length > MAX_DEPTH)
      throw new ProfileError(place, `${leafFirst.length} frames, more than ${MAX_DEPTH}`);
    let node = 0;
    if (values[this.#column] !== 0)
      for (let i = leafFirst.length - 1; i >= 0; i--) node = this.node(node, leafFirst[i]!);
    this.addTo(node, values, place);
  }

  build(): DecodedProfile {
    const { frames, rowOf } = this.#table.build();
    const { sampleTypes, periodType, period = 0, durationNanos = 0n } = this.#facts;
    return {
      tree: this.#builder.buildWith(frames, rowOf),
      ...{ groups: [''], labelNames: [], comments: [], missing: 0, sum: this.#sum },
      ...{ sampleTypes, sampleType: sampleTypes[this.#column]! },
      ...(periodType && { periodType }),
      ...{ period, durationNanos, timeNanos: 0n },
    };
  }
}
