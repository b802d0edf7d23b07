import { existsSync } from 'node:fs';
import type { Pair } from '#comparison';
import { CliError } from '../../failure';
import { metricServerOption, profileServerOption, type ServerOptions } from '../../server-options';

/** The options of `compare` that say what is compared. */
export interface InputFlags extends ServerOptions {
  readonly sampleType?: string;
  readonly selector?: string;
  readonly baselineSelector?: string;
  /** Files, or one window. */
  readonly baseline?: readonly string[];
  readonly comparison?: readonly string[];
}

export interface WindowInputs {
  readonly kind: 'windows';
  /** Absent: a server is asked. */
  readonly archive?: string;
  readonly selectors: Pair<string>;
  /** FROM..TO each; a list: files, on one side at most. */
  readonly windows: Pair<string | readonly string[]>;
}

export type CompareInputs =
  { readonly kind: 'files'; readonly paths: Pair<readonly string[]> } | WindowInputs;

const WAYS =
  'give two files, or several a side with --baseline and --comparison, or --selector with two windows';

/** What is compared with what: `--selector` tells windows from files. Throws CliError. */
export function readInputs(given: readonly string[], flags: InputFlags): CompareInputs {
  if (flags.selector !== undefined) return readWindows(given, flags, flags.selector);
  const { baseline, comparison, baselineSelector } = flags;
  const server = profileServerOption(flags) ?? metricServerOption(flags);
  if (baselineSelector !== undefined) throw new CliError('--baseline-selector needs --selector');
  if (server !== undefined)
    throw new CliError(`${server} needs --selector, which says what of the server is compared`);
  const [first, second] = given;
  if (given.length === 2 && !baseline && !comparison)
    return { kind: 'files', paths: [[first!], [second!]] };
  if (given.length === 0 && baseline && comparison)
    return { kind: 'files', paths: [baseline, comparison] };
  throw new CliError(WAYS);
}

function readWindows(given: readonly string[], flags: InputFlags, selector: string): WindowInputs {
  const { baseline, comparison, baselineSelector, sampleType } = flags;
  const [archive] = given;
  if (sampleType !== undefined)
    throw new CliError('--sample-type is of files: --selector says the type');
  if (given.length > 1) throw new CliError('--selector: give one archive, or --parca URL');
  const server = profileServerOption(flags) ?? metricServerOption(flags);
  if (archive !== undefined && server !== undefined)
    throw new CliError('give an archive or a server, not both');
  return {
    kind: 'windows',
    ...(archive !== undefined && { archive }),
    selectors: [baselineSelector ?? selector, selector],
    windows: onSides(
      windowOrFiles('--baseline', baseline),
      windowOrFiles('--comparison', comparison),
    ),
  };
}

type GivenSide = WindowInputs['windows'][0];

function onSides(baseline: GivenSide, comparison: GivenSide): WindowInputs['windows'] {
  if (typeof baseline !== 'string' && typeof comparison !== 'string')
    throw new CliError('--selector is of windows: both sides are files');
  return [baseline, comparison];
}

/** A window has no path in it. */
const WINDOW = /^[^/\\]+\.\.[^/\\]+$/;

function windowOrFiles(option: string, given: readonly string[] = []): GivenSide {
  const [window] = given;
  if (window === undefined) throw new CliError(`--selector needs ${option} FROM..TO`);
  if (given.every((each) => existsSync(each) && !WINDOW.test(each))) return given;
  if (given.length > 1)
    throw new CliError(
      `${option}: expected one window, got ${given.length} words (an archive stands before the options)`,
    );
  return window;
}
