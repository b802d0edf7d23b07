import { expect, test } from 'vitest';
import { DEFAULT_DISPLAY, parseView } from '#pages';
import { appLink } from './open-in-app';
import { CPU, foreignFrame, profileFrame, sideFacts } from './state/panel.fixture';
import { profilesOf, type PanelProfiles } from './state/panel-profiles';

const STATE = { display: { ...DEFAULT_DISPLAY, search: 'a&b' }, normalise: 'share' } as const;

const nameOf = (uid: string) => (uid === 'gone' ? undefined : `name of ${uid}`);

function profiles(...frames: Parameters<typeof profilesOf>[0]): PanelProfiles {
  const found = profilesOf(frames, { baseline: undefined, comparison: undefined, swapped: false });
  if (found.kind !== 'profiles') throw new Error(`expected profiles, got ${found.kind}`);
  return found;
}

function viewOf(link: string | undefined) {
  const url = new URL(link!, 'http://grafana');
  return { url, ...parseView(url.pathname, url.search) };
}

test('one profile opens as it is shown: type, labels, range and display', () => {
  const { url, view, problems } = viewOf(
    appLink(profiles(profileFrame(['main 1'])), STATE, ['uid/1'], nameOf),
  );
  expect(url.pathname).toBe('/a/parcascope-console-app/profile');
  expect(url.searchParams.get('parca')).toBe('uid/1');
  expect(problems).toEqual([]);
  expect(view.profileType).toBe(CPU);
  expect(view.profile.matchers).toEqual([{ name: 'juju_unit', op: '=', value: 'shop/0' }]);
  expect(view.range).toEqual({ from: '1700000000000', to: '1700000060000' });
  expect(view.display.search).toBe('a&b');
});

test('two profiles open as a comparison, each side with its window', () => {
  const link = appLink(
    profiles(
      profileFrame(['main 1'], { sides: [sideFacts({ unit: 0 })] }),
      profileFrame(['main 2'], { refId: 'B', sides: [sideFacts({ unit: 1 })] }),
    ),
    STATE,
    ['p', 'p'],
    nameOf,
  );
  const { url, view } = viewOf(link);
  expect(url.pathname).toBe('/a/parcascope-console-app/compare');
  expect(view.baseline.matchers?.[0]?.value).toBe('shop/0');
  expect(view.comparison.matchers?.[0]?.value).toBe('shop/1');
  expect(view.comparison.window).toEqual({ start: 1700000000000, end: 1700000060000 });
  expect(view.normalise).toBe('share');
});

test('of two datasources the comparison says that it is of the second one', () => {
  const [a, b] = [profileFrame(['main 1']), profileFrame(['main 1'], { refId: 'B' })];
  const { url, view } = viewOf(appLink(profiles(a, b), STATE, ['p', 'q'], nameOf));
  expect(url.searchParams.get('parca')).toBe('p');
  expect(url.searchParams.get('beside')).toBe('q');
  const [first] = view.comparison.matchers!;
  expect(first).toEqual({ name: 'datasource', op: '=', value: 'name of q' });
  expect(view.baseline.matchers!.map(({ name }) => name)).toEqual(['juju_unit']);
});

test('no link where the app could not show the same', () => {
  expect(appLink(profiles(foreignFrame(['main 1'])), STATE, ['p'], nameOf)).toBeUndefined();
  const [a, b] = [profileFrame(['main 1']), profileFrame(['main 1'], { refId: 'B' })];
  expect(appLink(profiles(a, b), STATE, ['p', 'gone'], nameOf)).toBeUndefined();
  expect(appLink(profiles(a, b), STATE, [undefined, 'p'], nameOf)).toBeUndefined();
  const odd = { ...sideFacts(), selector: 'no selector {' };
  expect(appLink(profiles(profileFrame(['main 1'], { sides: [odd] })), STATE, ['p'], nameOf)).toBe(
    undefined,
  );
});
