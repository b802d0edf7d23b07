import type { TopTable } from '#profile';
import { handedTable, isComparison, rowsToShow } from './table-columns';

export interface ReportFacts {
  readonly title: string;
  /** Sides, ranges, unit, formula: a line each. */
  readonly lines: readonly string[];
  /** Of the values. */
  readonly unit: string;
  readonly format: (value: number) => string;
  /** The flame graph, an `svg` element. */
  readonly picture: string;
  readonly mostRows: number;
}

/** Nothing is loaded and nothing runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1e23; --faint: #585b63; --line: #d8dade; --paper: #ffffff; --up: #a34700; --down: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --ink: #dfe1e6; --faint: #a6a9b2; --line: #3a3d44; --paper: #181b1f; --up: #f0963a; --down: #7fb2ee; } }
body { margin: 0 auto; padding: 24px; max-width: 1224px; font: 14px/1.5 Inter, Helvetica, Arial, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 20px; font-weight: 500; margin: 0 0 8px; }
ul { margin: 0 0 16px; padding: 0; list-style: none; color: var(--faint); overflow-wrap: anywhere; }
figure { margin: 0 0 24px; border: 1px solid var(--line); border-radius: 4px; overflow: hidden; }
figure svg { display: block; width: 100%; height: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 8px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th { font-weight: 500; color: var(--faint); }
th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; }
.up { color: var(--up); } .down { color: var(--down); }
p { color: var(--faint); }
@media print { body { padding: 0; font-size: 11px; } thead { display: table-header-group; } tr, figure { break-inside: avoid; } }
`;

/**
 * One view as one HTML file that asks for nothing: facts, flame graph, table. Every text is escaped, and its policy lets nothing run. Of a
 * comparison the rows that changed, most either way first; the number of those that are left out is said.
 */
export function htmlReport(table: TopTable, facts: ReportFacts): string {
  const handed = handedTable(table);
  const { heads, rows } = handed;
  const listed = rowsToShow(handed);
  const hasDeltas = isComparison(handed);
  const shown = listed.slice(0, facts.mostRows);
  const unchanged = rows.length - listed.length;
  const left = [
    ...(listed.length > shown.length ? [`${listed.length - shown.length} more rows`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ];
  return [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(facts.title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(facts.title)}</h1>`,
    `<ul>${facts.lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`,
    `<figure>${facts.picture}</figure>`,
    '<div class="scroll"><table><thead><tr>',
    heads.map((head) => `<th scope="col">${head}</th>`).join(''),
    '</tr></thead><tbody>',
    ...shown.map(([name, ...values]) => {
      const cells = values.map((value, i) => cell(value, facts, hasDeltas && i >= 4));
      return `<tr><td>${escaped(name) || '(unknown)'}</td>${cells.join('')}</tr>`;
    }),
    '</tbody></table></div>',
    ...(left.length > 0 ? [`<p>Left out of the table: ${left.join(', ')}.</p>`] : []),
    '</body></html>',
    '',
  ].join('\n');
}

/** Rounded, with the exact value for who holds the pointer there. */
function cell(value: number, { format, unit }: ReportFacts, isDelta: boolean): string {
  const direction = value > 0 ? ' class="up"' : value < 0 ? ' class="down"' : '';
  const text = isDelta && value > 0 ? `+${format(value)}` : format(value);
  return `<td${isDelta ? direction : ''} title="${value} ${escaped(unit)}">${escaped(text)}</td>`;
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  };
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}
