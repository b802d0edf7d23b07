import type { CallTree, FrameTable } from './call-tree';
import { columnFromSelf } from './column';
import { ProfileError } from '../profile-error';
import { usedFrames } from './used-frames';

const ROOT = 0;
/** A tree of more would not fit into memory together with what is made of it. */
export const MAX_NODES = 2 ** 22;

export function tooManyNodes(): ProfileError {
  return new ProfileError('tree', `more than the ${MAX_NODES} nodes that fit into memory`);
}

/**
 * The one maker of trees: nodes come in any order, `build` puts them into canonical order. `frames` is in the order of
 * `compareFrames`; rows that no node has are left out of the tree's table.
 *
 *     const builder = new CallTreeBuilder(frames, 1);
 *     builder.addStack([main, serve], [50]);                    // root first
 *     builder.add(builder.child(0, main), 0, 20);               // node 0 is the root
 */
export class CallTreeBuilder {
  #frames: FrameTable;
  readonly #self: Float64Array[];
  #size = 1;
  #frame = new Int32Array(1024).fill(-1, 0, 1);
  #parent = new Int32Array(1024);
  /** Open addressing on (parent, frame); 0 is free, because the root has no parent. */
  #slots = new Int32Array(4096);

  constructor(frames: FrameTable, columns: number) {
    this.#frames = frames;
    this.#self = Array.from({ length: columns }, () => new Float64Array(1024));
  }

  /** One column more, of zeros; its number. */
  addColumn(): number {
    return this.#self.push(new Float64Array(this.#frame.length)) - 1;
  }

  /** The parent's child with this frame, made when there is none. Throws `ProfileError` when there are too many. */
  child(parent: number, frame: number): number {
    let slot = this.#slotOf(parent, frame);
    for (let node = this.#slots[slot]!; node !== 0; node = this.#slots[slot]!) {
      if (this.#parent[node] === parent && this.#frame[node] === frame) return node;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    if (this.#size === this.#frame.length) this.#grow();
    const node = this.#size++;
    this.#frame[node] = frame;
    this.#parent[node] = parent;
    this.#slots[slot] = node;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return node;
  }

  /** Adds to a node's self. */
  add(node: number, column: number, value: number): void {
    this.#self[column]![node]! += value;
  }

  /** Adds one value a column to the stack of these rows, root first. */
  addStack(rows: ArrayLike<number>, values: ArrayLike<number>): void {
    let node = ROOT;
    for (let i = 0; i < rows.length; i++) node = this.child(node, rows[i]!);
    for (let column = 0; column < values.length; column++) this.add(node, column, values[column]!);
  }

  build(): CallTree {
    const { frames, newRow } = usedFrames(this.#frames, this.#frame.subarray(0, this.#size));
    const { order, depth, end } = this.#preOrder();
    const frame = new Int32Array(order.length).fill(-1, 0, 1);
    for (let n = 1; n < order.length; n++) frame[n] = newRow[this.#frame[order[n]!]!]!;
    const columns = this.#self.map((self) => columnFromSelf(depth, inOrder(self, order)));
    return { frames, frame, depth, end, columns };
  }

  /** For a table that is known after the nodes: what `child` was given as `frame` is its row `rowOf[frame]`. */
  buildWith(frames: FrameTable, rowOf: Int32Array): CallTree {
    this.#frames = frames;
    for (let node = 1; node < this.#size; node++) this.#frame[node] = rowOf[this.#frame[node]!]!;
    return this.build();
  }

  /** Nodes in depth-first pre-order with siblings in the order of their rows. */
  #preOrder(): { order: Int32Array; depth: Int32Array; end: Int32Array } {
    const { firstChild, nextSibling } = this.#links();
    const order = new Int32Array(this.#size);
    const depth = new Int32Array(this.#size);
    const end = new Int32Array(this.#size);
    const open: number[] = [];
    const pending = [ROOT];
    const depthOf = new Int32Array(this.#size);
    for (let n = 0; n < this.#size; n++) {
      const node = pending.pop()!;
      const d = depthOf[node]!;
      while (open.length > d) end[open.pop()!] = n;
      open.push(n);
      order[n] = node;
      depth[n] = d;
      const sibling = nextSibling[node]!;
      const child = firstChild[node]!;
      if (sibling) pending.push(sibling);
      if (sibling) depthOf[sibling] = d;
      if (child) pending.push(child);
      if (child) depthOf[child] = d + 1;
    }
    for (const n of open) end[n] = this.#size;
    return { order, depth, end };
  }

  /** Child lists (0 ends one) in the order of rows: nodes sorted by row, the last one linked first. */
  #links(): { firstChild: Int32Array; nextSibling: Int32Array } {
    const start = new Int32Array(this.#frames.functionName.length + 1);
    for (let node = 1; node < this.#size; node++) start[this.#frame[node]! + 1]!++;
    for (let row = 1; row < start.length; row++) start[row]! += start[row - 1]!;
    const byRow = new Int32Array(this.#size - 1);
    for (let node = 1; node < this.#size; node++) byRow[start[this.#frame[node]!]!++] = node;
    const firstChild = new Int32Array(this.#size);
    const nextSibling = new Int32Array(this.#size);
    for (let i = byRow.length - 1; i >= 0; i--) {
      const node = byRow[i]!;
      nextSibling[node] = firstChild[this.#parent[node]!]!;
      firstChild[this.#parent[node]!] = node;
    }
    return { firstChild, nextSibling };
  }

  #slotOf(parent: number, frame: number): number {
    const hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(frame + 1, 0x85ebca6b);
    return (hash ^ (hash >>> 15)) & (this.#slots.length - 1);
  }

  #grow(): void {
    if (this.#size === MAX_NODES) throw tooManyNodes();
    const longer = (from: Int32Array) => {
      const to = new Int32Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.#frame = longer(this.#frame);
    this.#parent = longer(this.#parent);
    for (let column = 0; column < this.#self.length; column++) {
      const to = new Float64Array(this.#frame.length);
      to.set(this.#self[column]!);
      this.#self[column] = to;
    }
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let node = 1; node < this.#size; node++) {
      let slot = this.#slotOf(this.#parent[node]!, this.#frame[node]!);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = node;
    }
  }
}

/** A loop: with a function for each, as `from` has it, it takes several times as long. */
function inOrder(values: Float64Array, order: Int32Array): Float64Array {
  const ordered = new Float64Array(order.length);
  for (let n = 0; n < order.length; n++) ordered[n] = values[order[n]!]!;
  return ordered;
}
