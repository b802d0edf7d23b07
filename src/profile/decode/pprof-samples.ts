import { type Id, type PprofMessage, SAMPLE_FIELD, textAt } from './pprof-message';
import type { LocationTable } from './pprof-stacks';
import { BYTES, type WireReader } from './wire-reader';

/** Stacks are some hundreds deep, recursion that ran away some ten thousands. */
const MAX_DEPTH = 2 ** 17;

/** One sample. The reader has one for all of them: it is another one after the next step. */
export interface Sample {
  /** Indexes of locations, leaf first as on the wire. */
  readonly locations: readonly number[];
  /** Of the chosen sample type; past ±2^53 the nearest that a double has. */
  readonly value: number;
  /** The halves of the value, for exact sums. */
  readonly hi: number;
  readonly lo: number;
  /** `groupKey` of the labels that group. */
  readonly group: string;
}

/** Values of the labels that group, '' for those that a sample has not. */
export const groupKey = (values: readonly string[]): string =>
  values.length === 1 ? values[0]! : JSON.stringify(values);

interface SampleChoice {
  readonly message: PprofMessage;
  readonly table: LocationTable;
  /** Index of the sample type. */
  readonly column: number;
  /** Names of labels; none: all samples are of one group. */
  readonly groupBy: readonly string[];
}

/**
 * Hands one sample after the other to `take`: a profile may have more of them than there is memory. Answers every label that some sample has, in
 * code unit order. Throws `ProfileError`.
 */
export function readSamples(
  reader: WireReader,
  choice: SampleChoice,
  take: (sample: Sample) => void,
): readonly string[] {
  const sample = new SampleReader(reader, choice);
  let index = 0;
  reader.rewind();
  while (reader.pos < reader.limit) {
    if (reader.tag() !== SAMPLE_FIELD) {
      reader.skip();
      continue;
    }
    reader.at('sample', index++);
    const outer = reader.enter();
    sample.read();
    reader.leave(outer);
    take(sample);
  }
  return [...sample.labelNames].sort();
}

/** Reads one sample after the other; `labelNames` are those of all samples so far. */
class SampleReader implements Sample {
  readonly locations: number[] = [];
  readonly labelNames = new Set<string>();
  value = 0;
  hi = 0;
  lo = 0;
  #value = 0;
  #label = 0;
  readonly #reader: WireReader;
  readonly #choice: SampleChoice;
  readonly #groupValues: string[];
  readonly #noGroup: string;

  constructor(reader: WireReader, choice: SampleChoice) {
    this.#reader = reader;
    this.#choice = choice;
    this.#groupValues = choice.groupBy.map(() => '');
    this.#noGroup = groupKey(this.#groupValues);
  }

  get group(): string {
    return this.#groupValues.length === 0 ? this.#noGroup : groupKey(this.#groupValues);
  }

  read(): void {
    const reader = this.#reader;
    this.#value = this.#label = this.value = this.hi = this.lo = 0;
    this.locations.length = 0;
    this.#groupValues.fill('');
    while (reader.pos < reader.limit) {
      const field = reader.tag();
      if (field === 1) this.#readLocations();
      else if (field === 2) reader.repeated(this.#readValue, '.value');
      else if (field === 3) this.#readLabel();
      else reader.skip();
    }
    const types = this.#choice.message.sampleTypes.length;
    if (this.#value !== types)
      reader.fail(`${this.#value} values, ${types} sample types`, '.value');
  }

  /** Most of a profile's numbers, so that they are not read by a function for each. */
  #readLocations(): void {
    const reader = this.#reader;
    if (reader.wire !== BYTES) return reader.repeated(this.#readLocation, '.location');
    const outer = reader.enter('.location');
    while (reader.pos < reader.limit) {
      const id = reader.smallVarint();
      if (id >= 0) this.#addLocation(id);
      else {
        reader.varint();
        this.#readLocation();
      }
    }
    reader.leave(outer);
  }

  readonly #readLocation = () => this.#addLocation(this.#reader.lastId());

  #addLocation(id: Id): void {
    const index = this.#choice.table.indexOf(id);
    const depth = this.locations.length;
    if (index === undefined) this.#reader.fail(`no location ${id}`, `.location[${depth}]`);
    if (depth === MAX_DEPTH) this.#reader.fail(`more than ${MAX_DEPTH}`, '.location');
    this.locations.push(index);
  }

  readonly #readValue = () => {
    if (this.#value++ !== this.#choice.column) return;
    this.value = this.#reader.lastInt();
    this.hi = this.#reader.hi | 0;
    this.lo = this.#reader.lo;
  };

  #readLabel(): void {
    const { message, groupBy } = this.#choice;
    const label = readLabel(this.#reader, `.label[${this.#label++}]`);
    const path = label.path;
    const name = textAt(message, label.key, `${path}.key`);
    const value = textAt(message, label.text, `${path}.str`);
    textAt(message, label.unit, `${path}.num_unit`);
    // pprof takes a label with neither text, number nor unit for no label.
    if (label.text === 0 && label.unit === 0 && label.number === 0n) return;
    this.labelNames.add(name);
    const at = groupBy.indexOf(name);
    if (at < 0) return;
    const own = label.text !== 0 ? value : String(label.number);
    const before = this.#groupValues[at]!;
    this.#groupValues[at] = before === '' ? own : `${before},${own}`;
  }
}

function readLabel(reader: WireReader, field: string) {
  const label = { path: reader.path + field, key: 0, text: 0, number: 0n, unit: 0 };
  const outer = reader.enter(field);
  while (reader.pos < reader.limit) {
    const tag = reader.tag();
    if (tag === 1) label.key = reader.count(`${field}.key`);
    else if (tag === 2) label.text = reader.count(`${field}.str`);
    else if (tag === 3) label.number = reader.bigInt(`${field}.num`);
    else if (tag === 4) label.unit = reader.count(`${field}.num_unit`);
    else reader.skip();
  }
  reader.leave(outer);
  return label;
}
