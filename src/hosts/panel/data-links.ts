import type { DataFrame, Field, LinkModel } from '@grafana/data';

/** The data links of a function, as the value field's options say; `${__data.fields.label}` in them is its name. */
export function linksOf(frame: DataFrame, functionName: string): readonly LinkModel[] {
  const value = frame.fields.find((field) => field.name === 'value');
  const label = frame.fields.find((field) => field.name === 'label');
  if (!label || !value?.getLinks || !value.config.links?.length) return [];
  const row = label.values.indexOf(valueNamed(label, functionName));
  return row < 0 ? [] : value.getLinks({ valueRowIndex: row });
}

/** What stands for a name in the field: itself, or its number in the enum. */
function valueNamed(label: Field, name: string): string | number {
  const names = label.config.type?.enum?.text;
  return names ? names.indexOf(name) : name;
}
