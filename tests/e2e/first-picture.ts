import { AFTER, BEFORE, CPU, MEMORY, RANGE } from './demo-archive';
import { addressOf, printWindow, unitSelector } from './views/page-view';

/** Long against what the browser does between an answer and the next question. */
export const DELAY_MS = 2000;

/** Rounds of questions, one after the other, from a link that says everything to its flame graph. */
export const LINK_ROUNDS = 2;

const range = { from: String(RANGE.start), to: String(RANGE.end) };
const unit = unitSelector('shop-k8s/1');
const sides = {
  baseline: unit,
  baselineWindow: printWindow(BEFORE),
  comparison: unit,
  comparisonWindow: printWindow(AFTER),
};

/** Links that say everything. */
export const LINKS = [
  { name: 'a profile', address: addressOf('profile', { ...range, type: CPU, profile: unit }) },
  {
    name: 'a gauge, whose mean is over the scrapes that are listed,',
    address: addressOf('profile', { ...range, type: MEMORY, profile: unit }),
  },
  { name: 'a comparison', address: addressOf('compare', { ...range, ...sides, type: CPU }) },
];
