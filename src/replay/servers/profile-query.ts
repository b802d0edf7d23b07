import { compilePattern } from '#pattern';
import {
  compileMatcher,
  labelValue,
  parseMatchers,
  parseProfileType,
  parseSelector,
  printProfileType,
  SeriesError,
  valueUnit,
  type Labels,
  type Matcher,
  type ProfileType,
} from '#series';
import { GRPC, GrpcError } from '#sources';
import type { ArchiveProfile } from '../manifest';

/** `type{matchers}`, Parca's query language. https://github.com/parca-dev/parca pkg/profile/profile.go, ParseQuery. */
export interface ProfileQuery {
  readonly type: ProfileType;
  readonly typeName: string;
  readonly matches: (labels: Labels) => boolean;
}

export function parseProfileQuery(query: string): ProfileQuery {
  return asInvalidArgument(() => {
    const { profileType, matchers } = parseSelector(query);
    return {
      type: profileType,
      typeName: printProfileType(profileType),
      matches: compile(matchers),
    };
  });
}

export function parseTypeName(name: string): ProfileType {
  return asInvalidArgument(() => parseProfileType(name));
}

/** `Labels.match`: conditions without braces, all of which hold. */
export function parseBareMatchers(texts: readonly string[]): (labels: Labels) => boolean {
  return asInvalidArgument(() => {
    const braced = texts.find((text) => text.trimStart().startsWith('{'));
    if (braced) throw new SeriesError(`matchers: no braces here: ${braced}`);
    return compile(texts.flatMap((text) => parseMatchers(text)));
  });
}

function compile(matchers: readonly Matcher[]): (labels: Labels) => boolean {
  const tests = matchers.map((matcher) => ({ name: matcher.name, fits: compileAsParca(matcher) }));
  return (labels) => tests.every(({ name, fits }) => fits(labelValue(labels, name)));
}

/** Parca hands patterns to its regular expression library as they are, so they match anywhere in the value. */
function compileAsParca(matcher: Matcher): (actual: string) => boolean {
  const { name, op, value } = matcher;
  if (op === '=' || op === '!=') return compileMatcher(matcher);
  const found = compilePattern(value, {
    fault: (reason, options) => new SeriesError(`${name}${op}: ${reason}`, options),
  });
  return op === '=~' ? found : (actual) => !found(actual);
}

function asInvalidArgument<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SeriesError)) throw error;
    throw new GrpcError(GRPC.invalidArgument, `failed to parse query: ${error.message}`, error);
  }
}

/** Parca multiplies `samples:count` by the period and answers in the period's type and unit. */
export function answeredSampleType(type: ProfileType): {
  readonly type: string;
  readonly unit: string;
} {
  const unit = valueUnit(type);
  const scaled = type.sampleType === 'samples' && unit !== type.sampleUnit;
  return { type: scaled ? type.periodType : type.sampleType, unit };
}

/** Value as QueryRange and `total` count it. */
export function countedValue(profile: ArchiveProfile): bigint {
  return profile.value + profile.noStackValue;
}
