import { WireWriter } from '../encode/wire-writer';

/** For tests: a profile.proto in its own words, wrong in whatever way is asked for. Ids are as given; texts are interned. */
export interface PprofFixture {
  readonly types?: readonly (readonly [type: string, unit: string])[];
  readonly samples?: readonly SampleFixture[];
  readonly mappings?: readonly {
    id: number | bigint;
    file?: string;
    buildId?: string;
    start?: bigint;
    limit?: bigint;
    offset?: bigint;
  }[];
  readonly locations?: readonly {
    id: number | bigint;
    mapping?: number;
    address?: bigint;
    /** Function ids, innermost first. */
    lines?: readonly (number | bigint)[];
  }[];
  readonly functions?: readonly {
    id: number | bigint;
    name?: string;
    system?: string;
    file?: string;
    line?: number;
  }[];
  /** More fields at the end; `text` interns. */
  readonly more?: (out: WireWriter, text: (text: string) => number) => void;
}

interface SampleFixture {
  /** Location ids, leaf first. */
  readonly stack?: readonly (number | bigint)[];
  readonly values: readonly (number | bigint)[];
  readonly labels?: readonly { key: string; text?: string; number?: number; unit?: string }[];
}

const CPU = [['cpu', 'nanoseconds']] as const;

type Intern = (text?: string) => number;

export function writePprof(fixture: PprofFixture): Uint8Array {
  const texts = new Map([['', 0]]);
  const text: Intern = (each = '') =>
    texts.get(each) ?? (texts.set(each, texts.size), texts.size - 1);
  const out = new WireWriter();
  for (const [type, unit] of fixture.types ?? CPU)
    out.message(1, new WireWriter().int(1, text(type)).int(2, text(unit)));
  fixture.samples?.forEach((sample) => out.message(2, writeSample(sample, text)));
  writeTables(out, fixture, text);
  fixture.more?.(out, text);
  for (const each of texts.keys()) out.text(6, each);
  return out.finish().slice();
}

function writeTables(out: WireWriter, fixture: PprofFixture, text: Intern): void {
  fixture.mappings?.forEach(({ id, file, buildId, start = 0n, limit = 0n, offset = 0n }) => {
    const mapping = new WireWriter().int(1, id).int(2, start).int(3, limit).int(4, offset);
    out.message(3, mapping.int(5, text(file)).int(6, text(buildId)));
  });
  fixture.locations?.forEach(({ id, mapping = 0, address = 0n, lines = [] }) => {
    const location = new WireWriter().int(1, id).int(2, mapping).int(3, address);
    lines.forEach((line) => location.message(4, new WireWriter().int(1, line)));
    out.message(4, location);
  });
  fixture.functions?.forEach(({ id, name, system, file, line = 0 }) => {
    const message = new WireWriter().int(1, id).int(2, text(name)).int(3, text(system));
    out.message(5, message.int(4, text(file)).int(5, line));
  });
}

function writeSample({ stack = [], values, labels = [] }: SampleFixture, text: Intern) {
  const sample = new WireWriter();
  stack.forEach((id) => sample.int(1, id));
  values.forEach((value) => sample.int(2, value));
  for (const label of labels) {
    const message = new WireWriter().int(1, text(label.key)).int(2, text(label.text));
    sample.message(3, message.int(3, label.number ?? 0).int(4, text(label.unit)));
  }
  return sample;
}
