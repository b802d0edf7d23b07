import { memo } from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { useHost, usePageLocation, useTimeZone, type Host } from './state/host';
import { PagesRoot } from './PagesRoot';

const host = { brand: 'Parcascope', defaultTimeZone: 'utc' } as Host;

test('a step renders what asks where the pages are, and nothing that needs services or the time zone alone', async () => {
  const rendered: string[] = [];
  const Services = memo(function Services() {
    rendered.push(`services ${useHost().brand}`);
    return null;
  });
  const Clock = memo(function Clock() {
    const [timeZone, setTimeZone] = useTimeZone();
    rendered.push(`clock ${timeZone}`);
    return <button onClick={() => setTimeZone('Europe/Berlin')}>Berlin</button>;
  });
  const Address = memo(function Address() {
    rendered.push(`address ${usePageLocation().search}`);
    return null;
  });
  const at = (search: string) => (
    <PagesRoot host={host} location={{ path: 'profile', search }}>
      <Services />
      <Clock />
      <Address />
    </PagesRoot>
  );
  const { rerender } = render(at('?filter=a'));
  expect(rendered.splice(0)).toEqual(['services Parcascope', 'clock utc', 'address ?filter=a']);
  rerender(at('?filter=ab'));
  expect(rendered.splice(0)).toEqual(['address ?filter=ab']);
  await userEvent.click(screen.getByRole('button', { name: 'Berlin' }));
  expect(rendered).toEqual(['clock Europe/Berlin']);
});
