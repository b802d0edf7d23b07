type Cell = string | number;

/** Markdown; the first row is the head. */
export function table([head, ...rows]: readonly (readonly Cell[])[]): string {
  const lines = [head!, head!.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export const percent = (share: number, digits = 1) => (100 * share).toFixed(digits);
export const whole = (share: number) => percent(share, 0);
