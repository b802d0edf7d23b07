/** What docs/reliability.md says of a fault in one place. */
export interface SaidRow {
  readonly fault: string;
  readonly places: readonly string[];
  readonly reason: string;
  readonly next: string;
}

/** The tables of docs/reliability.md, as `scripts/faults-tables.mjs` writes them. */
export function readFaultTables(document: string) {
  return { Parca: rowsOf(document, 'Parca'), Prometheus: rowsOf(document, 'Prometheus') };
}

function rowsOf(document: string, server: string): readonly SaidRow[] {
  const [, rest = ''] = document.split(`### ${server}\n`);
  const [table = ''] = rest.split(/\n#|\n<!--/);
  const asked = /asked of ([^.]*)\./.exec(table)?.[1]?.split(', ') ?? [];
  const lines = table.split('\n').filter((line) => line.startsWith('|'));
  let fault = '';
  return lines.slice(2).map((line): SaidRow => {
    const [name = '', where = '', reason = '', next = ''] = line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll('\\|', '|').replaceAll('&lt;', '<'));
    fault = name || fault;
    return { fault, places: where === 'all' ? asked : where.split(', '), reason, next };
  });
}
