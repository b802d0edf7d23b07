import { within } from '@testing-library/react';

/** What a row of a table says in the columns with these heads, wherever they stand. A head may have a unit or an arrow beside its name. */
export function valuesOf(row: HTMLElement, heads: readonly string[]): readonly string[] {
  const all = within(row.closest('table')!).getAllByRole('columnheader');
  return heads.map((head) => {
    const at = all.findIndex((each) => each.textContent.includes(head));
    if (at < 0)
      throw new Error(`no column "${head}" among ${all.map((o) => o.textContent).join()}`);
    return row.children[at]!.textContent;
  });
}
