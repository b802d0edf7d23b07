import { type PprofMessage, textAt } from './pprof-message';
import type { LocationTable } from './pprof-stacks';
import { ProfileError } from './profile-error';
import type { WireReader } from './wire-reader';

const MAX_EXACT = 2 ** 53;

/** The samples of a profile: stack s is `locations.slice(start[s], start[s + 1])`, leaf first as on the wire. */
export interface SampleTable {
  readonly locations: readonly number[];
  readonly start: readonly number[];
  /** Of the chosen sample type. */
  readonly values: readonly number[];
  /** Of all `values`. */
  readonly sum: number;
  /** Value of the label that groups, '' for samples without it. */
  readonly groups: readonly string[];
  /** Every label that some sample has, in code unit order. */
  readonly labelNames: readonly string[];
}

export interface SampleChoice {
  readonly message: PprofMessage;
  readonly table: LocationTable;
  /** Index of the sample type. */
  readonly column: number;
  readonly groupBy?: string | undefined;
}

/** Throws `ProfileError`, also when the values add up (without their signs) to more than a double holds exactly. */
export function readSamples(reader: WireReader, choice: SampleChoice): SampleTable {
  const { samples } = choice.message;
  const sample = new SampleReader(reader, choice);
  const start = [0];
  const values: number[] = [];
  const groups: string[] = [];
  let magnitude = 0;
  let sum = 0;
  for (let s = 0; s < samples.length / 2; s++) {
    reader.pos = samples[2 * s]!;
    reader.limit = samples[2 * s + 1]!;
    reader.at('sample', s);
    sample.read();
    const size = Math.abs(sample.value);
    if (size > MAX_EXACT - magnitude)
      throw new ProfileError(`sample[${s}].value`, 'the values add up to more than 2^53');
    magnitude += size;
    sum += sample.value;
    start.push(sample.locations.length);
    values.push(sample.value);
    groups.push(sample.group.join(','));
  }
  const labelNames = [...sample.labelNames].sort();
  return { locations: sample.locations, start, values, sum, groups, labelNames };
}

/** Reads one sample after the other; `locations` and `labelNames` are those of all samples so far. */
class SampleReader {
  readonly locations: number[] = [];
  readonly labelNames = new Set<string>();
  value = 0;
  group: string[] = [];
  #location = 0;
  #value = 0;
  #label = 0;
  readonly #reader: WireReader;
  readonly #choice: SampleChoice;

  constructor(reader: WireReader, choice: SampleChoice) {
    this.#reader = reader;
    this.#choice = choice;
  }

  read(): void {
    const reader = this.#reader;
    this.#location = this.#value = this.#label = this.value = 0;
    this.group = [];
    while (reader.pos < reader.limit) {
      const field = reader.tag();
      if (field === 1) reader.repeated(this.#readLocation, '.location');
      else if (field === 2) reader.repeated(this.#readValue, '.value');
      else if (field === 3) this.#readLabel();
      else reader.skip();
    }
    const types = this.#choice.message.sampleTypes.length;
    if (this.#value !== types)
      reader.fail(`${this.#value} values, ${types} sample types`, '.value');
  }

  readonly #readLocation = () => {
    const id = this.#reader.lastId();
    const index = this.#choice.table.indexOf(id);
    if (index === undefined) this.#reader.fail(`no location ${id}`, `.location[${this.#location}]`);
    this.locations.push(index);
    this.#location++;
  };

  readonly #readValue = () => {
    if (this.#value === this.#choice.column)
      this.value = this.#reader.signed(`.value[${this.#value}]`);
    this.#value++;
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
    if (name === groupBy) this.group.push(label.text !== 0 ? value : String(label.number));
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
