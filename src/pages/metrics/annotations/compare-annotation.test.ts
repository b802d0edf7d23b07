// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, parseMatchers, printMatchers } from '#series';
import type { Annotation } from '#targets';
import { levelsFor } from '../../selection/topology-levels';
import { DEFAULT_VIEW, type ViewState } from '../../state/view/view-state';
import { compareAnnotation } from './compare-annotation';

const RANGE = { start: 3_600_000, end: 7_200_000 };
const MARK: Annotation = {
  time: 3_900_000,
  kind: 'restart',
  text: 'a/0 restarted',
  labels: {
    juju_model_uuid: 'u',
    juju_application: 'a',
    juju_unit: 'a/0',
    job: 'x',
    instance: 'y',
  },
};
const LEVELS = levelsFor(['juju_model', 'juju_application', 'juju_unit'], DEFAULT_ALIASES);
const viewOf = (matchers: string): ViewState => ({
  ...DEFAULT_VIEW,
  profile: { matchers: parseMatchers(matchers), window: undefined },
});
const compared = (view: ViewState) =>
  compareAnnotation(view, MARK, {
    range: RANGE,
    annotations: [MARK],
    interval: 10_000,
    levels: LEVELS,
    aliases: DEFAULT_ALIASES,
  });
const printed = ({ baseline, comparison }: ViewState) =>
  [baseline, comparison].map(({ matchers }) => printMatchers(matchers ?? []));

test('before against after, of the unit that the annotation is of, in a range that shows both', () => {
  const next = compared(viewOf('{juju_model="m", juju_application="a"}'));
  const sides = '{juju_model="m", juju_application="a", juju_unit="a/0"}';
  expect(next.page).toBe('compare');
  expect(printed(next)).toEqual([sides, sides]);
  expect(next.baseline.window).toEqual({ start: 3_290_000, end: 3_889_999 });
  expect(next.comparison.window).toEqual({ start: 3_900_000, end: 4_499_999 });
  expect(next.range).toEqual({ from: '3290000', to: '7200000' });
});

test('what the selection says stays as it is', () => {
  const own =
    '{juju_model_uuid="u", juju_model!="m", juju_application="a", juju_unit=~"a/.*", version="2"}';
  expect(printed(compared(viewOf(own)))).toEqual([own, own]);
});

test('on a comparison each side keeps its own conditions', () => {
  const view: ViewState = {
    ...viewOf('{juju_unit="a/0"}'),
    page: 'compare',
    baseline: { matchers: parseMatchers('{juju_unit="a/1"}'), window: undefined },
    comparison: { matchers: parseMatchers('{juju_unit="a/0"}'), window: undefined },
  };
  const [before, after] = printed(compared(view));
  expect(before).toContain('juju_unit="a/1"');
  expect(after).toContain('juju_unit="a/0"');
});
