import { FieldType, type DataFrame, type Field } from '@grafana/data';

/** A data frame that is no profile. The message states the place: `field "level"[3]: expected at most 2, got 4`. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

export function fieldNamed(frame: DataFrame, name: string): Field | undefined {
  return frame.fields.find((field) => field.name === name);
}

/** A reader of the texts of a field of strings, or of an enum; what is no text reads as ''. */
export function textsOf(field: Field): (n: number) => string {
  const { values } = field;
  const list = field.config.type?.enum?.text;
  if (field.type === FieldType.enum && list) return (n) => textAt(list, Number(values[n]));
  return (n) => (values[n] === null || values[n] === undefined ? '' : String(values[n]));
}

function textAt(list: readonly string[], index: number): string {
  return list[index] ?? '';
}

/** Finite numbers; throws FrameError with the first place that is none. */
export function numbersOf(field: Field): Float64Array {
  const { name, values } = field;
  const numbers = new Float64Array(values.length);
  for (let n = 0; n < numbers.length; n++) {
    const value: unknown = values[n];
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw new FrameError(`field "${name}"[${n}]: expected number, got ${JSON.stringify(value)}`);
    numbers[n] = value;
  }
  return numbers;
}
