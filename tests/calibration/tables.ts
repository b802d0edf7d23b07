import type { How } from '#statistics';
import {
  type Found,
  plantedTrials,
  type Quiet,
  quietTrials,
  siblingTrials,
} from './function-trials';
import { BEYOND, WITHIN } from './noises';
import type { Noise } from './process';
import {
  beforeTrials,
  bentTrials,
  leakTrials,
  levelTrials,
  PACES,
  pictureTrials,
  SCRAPES,
  type Series,
  stepTrials,
} from './series-trials';
import { percent, table, whole } from './table';

const HOWS: readonly How[] = ['perSecond', 'share', 'equalLoad'];

/** Two windows of a process that does not change. */
export function quietTable(trials: number): string {
  const lines = ({ name, ...noise }: (typeof WITHIN)[number]) => {
    const found = quietTrials(noise, HOWS, trials);
    const { tested, low } = found.at(-1)!;
    const cells = found.map(({ tablesFlagged }) => percent(tablesFlagged));
    return {
      found,
      cells: [
        name,
        noise.samples,
        noise.slices.join(', '),
        Math.round(tested),
        ...cells,
        percent(low),
      ],
    };
  };
  const head = [
    'what the process does',
    'samples a scrape',
    'slices',
    'tested',
    ...HOWS,
    'p < 0.05, equalLoad',
  ];
  const within = WITHIN.map(lines);
  const beyond = BEYOND.map(lines);
  const worst = (of: readonly { readonly found: readonly Quiet[] }[]) =>
    percent(Math.max(...of.flatMap(({ found }) => found.map((quiet) => quiet.tablesFlagged))));
  return [
    `Tables with any flag, in %, of ${trials} each. By chance at most 5; the most here is ${worst(within)}.`,
    table([head, ...within.map(({ cells }) => cells)]),
    `The same where two neighbouring windows do differ; the most is ${worst(beyond)}.`,
    table([head, ...beyond.map(({ cells }) => cells)]),
  ].join('\n\n');
}

/** Load and mix wander by 7 %, correlation 0.5. */
const MILD = { load: { rho: 0.5, sd: 0.07 }, mix: { rho: 0.5, sd: 0.07 } };
const SHARES = [0.01, 0.05, 0.1, 0.2];
const FACTORS = [1.1, 1.2, 1.5];

/** One function that grew, in a process that wanders a little. */
export function powerTable(trials: number): string {
  const planted = SHARES.flatMap((share) => FACTORS.map((factor) => ({ share, factor })));
  const all: Found[] = [];
  const rows = [125, 1000].flatMap((samples) =>
    [10, 20, 30, 60].map((n) => {
      const noise: Noise = { samples, slices: [n, n], ...MILD };
      const found = planted.map((each) => plantedTrials(noise, 'equalLoad', each, trials));
      all.push(...found);
      return [`${samples} x ${n}`, ...found.map((each) => whole(each.found))];
    }),
  );
  const names = planted.map(({ share, factor }) => `${whole(share)} %: +${whole(factor - 1)} %`);
  const wrong = all.map((each) => each.wrong);
  const mean = wrong.reduce((sum, each) => sum + each, 0) / wrong.length;
  const covered = all.map((each) => each.covered);
  return [
    `How often the function was flagged, in %, at equal load, of ${trials} each. False discovery rate over these ${all.length} cells: mean ${percent(mean)} %, most ${percent(Math.max(...wrong))} %. Intervals held the truth in ${whole(Math.min(...covered))} to ${whole(Math.max(...covered))} %.`,
    table([['samples a scrape x slices a side', ...names], ...rows]),
  ].join('\n\n');
}

export function siblingTable(trials: number): string {
  const fleets = [0, 0.1].flatMap((common) =>
    [2, 4, 10].flatMap((units) => [1, 1.3].map((factor) => ({ common, units, factor }))),
  );
  const rows = fleets.map((fleet) => {
    const { alone, minus } = siblingTrials(fleet, trials);
    const cells = [alone, minus].map(({ anyFlag, found, wrong }) =>
      fleet.factor === 1 ? `${whole(anyFlag)}` : `${whole(found)} (${percent(wrong)})`,
    );
    const grew = fleet.factor === 1 ? 'no' : `+${whole(fleet.factor - 1)} %`;
    return [`${whole(fleet.common)} %`, fleet.units, grew, ...cells];
  });
  return [
    `One unit beside its siblings, in %, of ${trials} each: tables with any flag where nothing changed; else how often a 5 % function was found, and the false discovery rate.`,
    table([['common drift of the mix', 'units', 'grew', 'alone', 'minus siblings'], ...rows]),
  ].join('\n\n');
}

export function levelTable(trials: number): string {
  const lengths = [10, 20, 30, 60];
  const rows = [0, 0.05].flatMap((measuring) =>
    [0, 0.5, 0.7, 0.9, 0.95].map((rho) => [
      `${whole(measuring)} %`,
      rho,
      ...lengths.map((values) => percent(levelTrials({ rho, measuring }, values, trials))),
    ]),
  );
  const head = ['noise of each scrape', 'autocorrelation', ...lengths.map((n) => `${n} a side`)];
  return [
    `Levels that vary by 10 %: p < 0.05 in two windows of one steady series, in %, of ${trials} each. By chance 5.`,
    table([head, ...rows]),
  ].join('\n\n');
}

/** Windows that are too alike to be two levels may be of one leak. */
export function leakTable(trials: number): string {
  const lengths = [10, 20, 30, 60];
  const rows = [0, 0.3, 1, 3].flatMap((trend) =>
    [0, 0.5, 0.9, 0.95].map((rho) => [
      `${whole(trend)} %`,
      rho,
      ...lengths.map((values) =>
        percent(leakTrials({ rho, trend, measuring: 0.01 }, values, trials)),
      ),
    ]),
  );
  const head = ['rises by', 'autocorrelation', ...lengths.map((n) => `${n} a side`)];
  return [
    `Levels that vary by 10 %, and rise by so much over two windows: called a leak, in %, of ${trials} each.`,
    table([head, ...rows]),
  ].join('\n\n');
}

/** A total is held against what it was before, too. */
export function bentTable(trials: number): string {
  const begins = [0.1, 0.2, 0.3, 0.5, 0.75];
  const rows = Object.entries(PACES).flatMap(([name, pace]) =>
    [0.003, 0.02].map((sd) => [
      name,
      `${percent(sd)} %`,
      ...begins.map((part) => {
        const { bend, found, away } = bentTrials({ pace, begins: part, sd }, trials);
        return `${whole(bend)} / ${whole(found)} / ${away ?? '-'}`;
      }),
    ]),
  );
  const quiet = [0, 0.5, 0.9, 0.95, 0.99, 0.999];
  return [
    `A state that rises to three times of what it was over the rest of 240 values: p < 0.0001 of a step or a bend alone, in %, with what was before besides, and values from the truth to the date of that; of ${trials} each.`,
    table([['it', 'varies by', ...begins.map((part) => `begins at ${whole(part)} %`)], ...rows]),
    `The same of series that do not change: held against what was before, p < 0.01, in %, of ${trials} each. By chance at most 1.`,
    table([
      ['autocorrelation', ...quiet],
      ['p < 0.01', ...quiet.map((rho) => percent(beforeTrials(rho, trials)))],
    ]),
  ].join('\n\n');
}

const PICTURES: readonly (readonly [string, Series])[] = [
  ['+20 % in the last 40 minutes', { rho: 0.5, step: { size: 0.2, at: 1280 } }],
  ['+20 % for an hour', { rho: 0.5, spike: { size: 0.2, from: 500, length: 240 } }],
  ['rises by 30 % in six hours', { rho: 0.5, trend: 0.3 }],
  ['a wave of 2 hours, +-20 %', { rho: 0.5, wave: { size: 0.2, period: 480 } }],
];

export function stepTables(trials: number): string {
  const quiet = [0, 0.3, 0.5, 0.7, 0.9, 0.95, 0.98];
  const changed = quiet.map((rho) => percent(1 - pictureTrials({ rho }, trials).steady));
  const places = [0, 0.5, 0.7].flatMap((rho) =>
    [0.05, 0.1, 0.2, 0.5].map((size) => {
      const { found, error, besides } = stepTrials(rho, size, trials);
      const minutes = error.map((each) => each.toFixed(1));
      return [rho, `+${whole(size)} %`, whole(found), ...minutes, besides.toFixed(2)];
    }),
  );
  const kinds = ['steady', 'step', 'went away', 'ramp'] as const;
  const pictures = PICTURES.map(([name, series]) => {
    const seen = pictureTrials(series, trials);
    return [name, ...kinds.map((kind) => whole(seen[kind]))];
  });
  return [
    `Change points, ${SCRAPES} scrapes in 240 buckets: steady series that were called anything else, in %, of ${trials} each. By chance at most 1.`,
    table([
      ['autocorrelation of scrapes', ...quiet],
      ['not steady', ...changed],
    ]),
    'One step at a place that is chosen anew each time: found within a quarter of an hour, in %; minutes from the truth; steps besides, a series.',
    table([
      ['autocorrelation', 'step', 'found', 'median error', 'ninth of ten', 'besides'],
      ...places,
    ]),
    'Other pictures, in %:',
    table([['what happened', ...kinds], ...pictures]),
  ].join('\n\n');
}
