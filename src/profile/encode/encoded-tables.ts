import type { FrameTable } from '../tree/call-tree';
import type { ValueType } from '../decode/sample-type';
import { WireWriter } from './wire-writer';

/** mapping.has_functions, has_filenames, has_line_numbers, has_inline_frames: pprof need not look for the binary. */
const SYMBOLISED_FIELDS = [7, 8, 9, 10];
const ALWAYS = 1;
const SOMETIMES = 2;

/** The tables of a profile.proto, filled as the samples ask for them. Ids count from 1. */
export class EncodedTables {
  readonly #frames: FrameTable;
  readonly #texts = new Map([['', 0]]);
  readonly #mappings: WireWriter[] = [];
  readonly #functions: WireWriter[] = [];
  readonly #locations: WireWriter[] = [];
  readonly #mappingOfBinary = new Map<string, number>();
  readonly #functionOfRow = new Map<number, number>();
  readonly #locationOfRow = new Map<number, number>();
  readonly #locationOfRows = new Map<string, number>();

  constructor(frames: FrameTable) {
    this.#frames = frames;
  }

  text(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }

  valueType({ type, unit }: ValueType): WireWriter {
    return new WireWriter().int(1, this.text(type)).int(2, this.text(unit));
  }

  /** Ids of the locations of a stack, leaf first; `rows` root first. */
  locations(rows: readonly number[]): number[] {
    const ids: number[] = [];
    for (let i = rows.length - 1; i >= 0; i--) {
      let outer = i;
      while (outer > 0 && this.#sharesLocation(rows[outer]!, rows[outer - 1]!)) outer--;
      ids.push(outer === i ? this.#single(rows[i]!) : this.#inlined(rows.slice(outer, i + 1)));
      i = outer;
    }
    return ids;
  }

  write(out: WireWriter): void {
    this.#mappings.forEach((mapping) => out.message(3, mapping));
    this.#locations.forEach((location) => out.message(4, location));
    this.#functions.forEach((f) => out.message(5, f));
    for (const text of this.#texts.keys()) out.text(6, text);
  }

  /** An inlined call has no address of its own: it is a line of its caller's location. */
  #sharesLocation(row: number, caller: number): boolean {
    const { inlined, functionName, mapping, buildId } = this.#frames;
    return (
      inlined[row] === ALWAYS &&
      functionName[row] !== '' &&
      functionName[caller] !== '' &&
      mapping[row] === mapping[caller] &&
      buildId[row] === buildId[caller]
    );
  }

  #single(row: number): number {
    const known = this.#locationOfRow.get(row);
    if (known !== undefined) return known;
    // A location that no sample uses keeps that the function is inlined elsewhere.
    if (this.#frames.inlined[row] === SOMETIMES) this.#location([row, row]);
    const id = this.#location([row]);
    this.#locationOfRow.set(row, id);
    return id;
  }

  #inlined(rows: readonly number[]): number {
    const key = rows.join();
    const known = this.#locationOfRows.get(key);
    if (known !== undefined) return known;
    // It notes that the caller is inlined elsewhere.
    if (this.#frames.inlined[rows[0]!] === SOMETIMES) this.#single(rows[0]!);
    const id = this.#location(rows);
    this.#locationOfRows.set(key, id);
    return id;
  }

  /** Adds a location with these rows, root first, as its lines. */
  #location(rows: readonly number[]): number {
    const row = rows[0]!;
    const id = this.#locations.length + 1;
    const location = new WireWriter().int(1, id);
    const mapping = this.#mapping(row);
    if (mapping !== 0) location.int(2, mapping);
    if (this.#frames.functionName[row] === '') location.int(3, this.#frames.address[row]!);
    else
      for (const each of rows.toReversed())
        location.message(4, new WireWriter().int(1, this.#function(each)));
    this.#locations.push(location);
    return id;
  }

  #mapping(row: number): number {
    const { mapping, buildId, functionName } = this.#frames;
    if (mapping[row] === '' && buildId[row] === '') return 0;
    const key = JSON.stringify([mapping[row], buildId[row], functionName[row] === '']);
    const known = this.#mappingOfBinary.get(key);
    if (known !== undefined) return known;
    const id = this.#mappings.length + 1;
    const message = new WireWriter()
      .int(1, id)
      .int(5, this.text(mapping[row]!))
      .int(6, this.text(buildId[row]!));
    if (functionName[row] !== '') SYMBOLISED_FIELDS.forEach((field) => message.int(field, 1));
    this.#mappings.push(message);
    this.#mappingOfBinary.set(key, id);
    return id;
  }

  #function(row: number): number {
    const known = this.#functionOfRow.get(row);
    if (known !== undefined) return known;
    const { functionName, systemName, fileName, line } = this.#frames;
    const id = this.#functions.length + 1;
    const message = new WireWriter()
      .int(1, id)
      .int(2, this.text(functionName[row]!))
      .int(3, this.text(systemName[row]! || functionName[row]!))
      .int(4, this.text(fileName[row]!))
      .int(5, line[row]!);
    this.#functions.push(message);
    this.#functionOfRow.set(row, id);
    return id;
  }
}
