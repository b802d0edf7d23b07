/** A click on a head sorts by it, a second one the other way; one on a name calls back with it. */
export function sortable(table: HTMLTableElement, onName: (name: string) => void): void {
  const heads = [...table.tHead!.rows[0]!.cells];
  const body = table.tBodies[0]!;
  heads.forEach((head, column) =>
    head.querySelector('button')!.addEventListener('click', () => {
      const isDescending = head.ariaSort !== 'descending';
      heads.forEach((each) => each.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
      const rows = [...body.rows].sort((a, b) => inOrder(a.cells[column]!, b.cells[column]!));
      body.append(...(isDescending ? rows.reverse() : rows));
    }),
  );
  body.addEventListener('click', ({ target }) => {
    const name = target instanceof Element ? target.closest('button') : null;
    if (name) onName(name.textContent!);
  });
}

function inOrder(a: HTMLElement, b: HTMLElement): number {
  const [x, y] = [a.dataset['value'], b.dataset['value']];
  if (x !== undefined && y !== undefined) return Number(x) - Number(y);
  return a.textContent!.localeCompare(b.textContent!);
}
