/** What a chart is of and in which unit, in two parts: `CPU time` and `, mcores`. */
export function headingParts(title: string, unit: string): readonly [name: string, unit: string] {
  if (unit === `${title.toLowerCase()}/s`) return [`${title}/s`, ''];
  const named = unit !== '' && title.toLowerCase() !== unit;
  return [title, named ? `, ${unit}` : ''];
}

export function headingOf(title: string, unit: string): string {
  return headingParts(title, unit).join('');
}
