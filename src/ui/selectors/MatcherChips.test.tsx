import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeAll, expect, test, vi } from 'vitest';
import { matcherFault, type Matcher } from '#series';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { MatcherChips } from './MatcherChips';

beforeAll(setUpCombobox);

function Chips(props: {
  readonly start: readonly Matcher[];
  readonly onChange: (matchers: readonly Matcher[]) => void;
}) {
  const [matchers, setMatchers] = useState(props.start);
  return (
    <MatcherChips
      title="Further conditions"
      faultOf={matcherFault}
      matchers={matchers}
      onChange={(next) => {
        setMatchers(next);
        props.onChange(next);
      }}
      labelNames={['juju_unit', 'job']}
      onLabel={() => undefined}
      values={['a/0']}
      loading={false}
    />
  );
}

const show = (start: readonly Matcher[] = []) => {
  const onChange = vi.fn();
  render(<Chips start={start} onChange={onChange} />);
  return onChange;
};
const pick = async (picker: string, text: string) => {
  const box = screen.getByRole('combobox', { name: picker });
  await userEvent.clear(box);
  await userEvent.type(box, `${text}{ArrowDown}{Enter}`);
};

test('each condition is a chip that says what its button takes away', async () => {
  const onChange = show([
    { name: 'job', op: '!=', value: 'x' },
    { name: 'job', op: '=', value: '' },
    { name: '__proto__', op: '=~', value: '<b>.*' },
  ]);
  expect(screen.getByRole('group').textContent).toContain('__proto__ =~ <b>.*');
  await userEvent.click(screen.getByRole('button', { name: 'Remove job is not x' }));
  expect(onChange).toHaveBeenLastCalledWith([
    { name: 'job', op: '=', value: '' },
    { name: '__proto__', op: '=~', value: '<b>.*' },
  ]);
  expect(screen.getByRole('group').textContent).toContain('job = ""');
});

test('a condition is added when it is complete, and not before', async () => {
  const onChange = show();
  await userEvent.click(screen.getByRole('button', { name: 'label' }));
  const add = screen.getByRole('button', { name: 'Add' });
  expect(add).toHaveProperty('disabled', true);
  await pick('Label', 'not_in_the_data');
  expect(screen.getByRole('button', { name: 'Add' })).toHaveProperty('disabled', false);
  await pick('Value', 'typed "by hand"');
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Add' }));
  expect(onChange).toHaveBeenCalledWith([
    { name: 'not_in_the_data', op: '=', value: 'typed "by hand"' },
  ]);
  expect(screen.queryByRole('combobox')).toBeNull();
});

test('Cancel leaves everything as it was', async () => {
  const onChange = show();
  await userEvent.click(screen.getByRole('button', { name: 'label' }));
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(onChange).not.toHaveBeenCalled();
  expect(screen.getByRole('button', { name: 'label' })).toBeTruthy();
});

test('a condition that cannot be read is one line, and goes with its chip', async () => {
  show([
    { name: 'instance', op: '=~', value: 'i[[:digit:]]' },
    { name: 'instance', op: '=~', value: '(' },
  ]);
  expect(screen.getAllByRole('alert').map((line) => line.textContent)).toEqual([
    'instance=~: not a regular expression: missing closing )',
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Remove instance matches (' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what is typed is not added as long as it cannot be read', async () => {
  const onChange = show();
  await userEvent.click(screen.getByRole('button', { name: 'label' }));
  await pick('Label', 'job');
  await userEvent.click(screen.getByRole('combobox', { name: 'Operator' }));
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await pick('Value', '\\pX');
  expect(screen.getByRole('alert').textContent).toBe(
    'job=~: not a regular expression: invalid character class range',
  );
  expect(screen.getByRole('button', { name: 'Add' })).toHaveProperty('disabled', true);
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(onChange).not.toHaveBeenCalled();
});
