import { configure, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setUpCombobox } from '../../../../tests/support/combobox-setup';

/** Where many tests run at once. */
export const PATIENCE_MS = 15_000;

/** For tests: a Combobox draws the options that are within its height, of which jsdom knows nothing. */
export function setUpOptions(): void {
  setUpCombobox();
  configure({ asyncUtilTimeout: PATIENCE_MS });
  for (const side of ['clientHeight', 'clientWidth'])
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, value: 400 });
}

export const pickerOf = (name: string) => screen.getByRole<HTMLInputElement>('combobox', { name });

export async function pickOption(picker: string, option: RegExp | string): Promise<void> {
  await userEvent.click(pickerOf(picker));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}
