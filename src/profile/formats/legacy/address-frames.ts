import { frameOf } from '../../tree/frame-table';
import type { CollectedStacks } from '../collected-stacks';
import type { MemoryMap } from './memory-map';

/** The frames of bare addresses, each looked up once: one in memory is as often in a profile as there are samples. */
export class AddressFrames {
  readonly #stacks: CollectedStacks;
  readonly #map: MemoryMap;
  readonly #known = new Map<bigint, number>();

  constructor(stacks: CollectedStacks, map: MemoryMap) {
    this.#stacks = stacks;
    this.#map = map;
  }

  number(address: bigint): number {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const number = this.#stacks.frame(frameOf(this.#map(address)));
    this.#known.set(address, number);
    return number;
  }
}
