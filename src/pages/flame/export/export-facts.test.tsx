import { expect, test } from 'vitest';
import type { Judgement } from '#comparison';
import { exportFacts } from './export-facts';
import { interimText } from '../../compare/verdicts/exported-verdicts';

const EXPORTED = {
  ...{ title: 'CPU time', unit: 'cores', timeZone: 'utc', answer: 'Quote grew.' },
  sampleType: { type: 'cpu', unit: 'nanoseconds' },
  sides: ['a', 'b'].map((selector) => ({ selector, total: 5, buildIds: [] })),
};

const JUDGED = {
  ...{ method: 'equalLoad', slices: [6, 6], tested: 9, flagged: 1, names: [], rows: [] },
  ...{ values: [[], []], quantum: 1, typical: 0, drift: 0, wander: 0, selfChecks: [], controls: 0 },
  ...{ total: { verdict: 'within noise' }, moved: {}, stepsWithin: [] },
} as Judgement;

test('what is judged while slices are on their way says so wherever it is handed on', () => {
  const interim = interimText(JUDGED, [20, 20])!;
  expect(interim).toBe('12 of 40 slices');
  const facts = exportFacts({ ...EXPORTED, judgement: JUDGED, interim });
  expect(facts.interim).toBe(interim);
  const answer = 'Interim, judged from 12 of 40 slices: Quote grew.';
  expect(facts.report.answer).toBe(answer);
  expect(facts.lines[0]).toBe(answer);
  expect(facts.report.noise![0]).toBe(
    'Interim: judged from 12 of 40 slices when this was made; the rest may change verdicts.',
  );
});

test('with all slices nothing is said of it, without any that nothing is judged', () => {
  expect(interimText(JUDGED, [6, 6])).toBeUndefined();
  const whole = exportFacts({ ...EXPORTED, judgement: JUDGED });
  expect(JSON.stringify(whole)).not.toContain('nterim');
  expect(exportFacts(EXPORTED).report.noise).toEqual([
    'Not judged for noise when this was made: nothing here says what is real.',
  ]);
});
