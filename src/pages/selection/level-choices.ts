import { compileMatchers, labelValue, type Labels, type Matcher } from '#series';
import { readable } from '../state/matcher-faults';
import { pinnedValue, type Level } from './topology-levels';

/** What a level can be set to. */
interface LevelChoice {
  /** Tells choices of one level apart. */
  readonly key: string;
  readonly name: string;
  /** Which of several of that name, and otherwise of which one it is known to be; undefined: not known, or all of that name. */
  readonly unique?: string;
  readonly label: string;
}

export interface ChoicesFrom {
  readonly labelSets: readonly Labels[];
  readonly matchers: readonly Matcher[];
}

/** As many signs tell UUIDs apart. */
const SHORT = 8;

/**
 * Values of a level among the label sets that agree with every condition but those of this level and below. Models of one name are one
 * choice each, `dev (20ce8299)`.
 */
export function levelChoices(
  levels: readonly Level[],
  index: number,
  { labelSets, matchers }: ChoicesFrom,
): readonly LevelChoice[] {
  const level = levels[index]!;
  const open = new Set(levels.slice(index).flatMap(labelsOf));
  const fixed = matchers.filter((matcher) => !open.has(matcher.name));
  const uniquesOf = new Map<string, Set<string>>();
  for (const labels of labelSets.filter(compileMatchers(readable(fixed)))) {
    const name = labelValue(labels, level.label);
    const uniques = uniquesOf.get(name) ?? new Set();
    uniquesOf.set(name, uniques.add(level.unique ? labelValue(labels, level.unique) : ''));
  }
  return [...uniquesOf]
    .sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }))
    .flatMap(([name, uniques]) => {
      const [first = ''] = uniques;
      if (uniques.size === 1)
        return [{ ...choiceOf(level, name), ...(first && { unique: first }) }];
      return [...uniques].sort().map((unique) => choiceOf(level, name, unique));
    });
}

/** What the matchers set a level to; undefined nothing. A model that is told by its UUID alone is called by its name where that is known. */
export function chosenAt(
  level: Level,
  choices: readonly LevelChoice[],
  { labelSets, matchers }: ChoicesFrom,
): LevelChoice | undefined {
  const unique = level.unique && pinnedValue(matchers, level.unique);
  const pinned = pinnedValue(matchers, level.label);
  if (unique === undefined)
    return pinned === undefined
      ? undefined
      : (choices.find(({ key }) => key === pinned) ?? choiceOf(level, pinned));
  const known = labelSets.find((labels) => labelValue(labels, level.unique!) === unique);
  const name = pinned ?? (known ? labelValue(known, level.label) : unique.slice(0, SHORT));
  return (
    choices.find((choice) => choice.name === name && (choice.unique ?? '') === unique) ?? {
      ...choiceOf(level, name, unique),
      ...(unique !== '' && { label: name }),
    }
  );
}

/** The matchers with a level set to a choice (undefined: all), and what is below it freed unless it still has data. */
export function withLevel(
  levels: readonly Level[],
  index: number,
  change: ChoicesFrom & { readonly choice: LevelChoice | undefined },
): readonly Matcher[] {
  const { choice, labelSets, matchers } = change;
  const level = levels[index]!;
  const { label, unique } = level;
  const rest = matchers.filter((one) => one.name !== label && !(one.name === unique && isIs(one)));
  // One that was told by its UUID stays told by it.
  const tells =
    unique !== undefined &&
    choice?.unique !== undefined &&
    (choice.key !== choice.name || pinnedValue(matchers, unique) !== undefined);
  const set: readonly Matcher[] = !choice
    ? rest
    : [
        ...(tells ? [{ name: unique, op: '=' as const, value: choice.unique! }] : []),
        { name: label, op: '=', value: choice.name },
        ...rest,
      ];
  const below = new Set(levels.slice(index + 1).flatMap(labelsOf));
  const stillHasData = labelSets.some(compileMatchers(readable(set)));
  return inLevelOrder(levels, stillHasData ? set : set.filter((m) => !below.has(m.name)));
}

/** True for a condition that some level's picker shows. */
export function isShownByLevel(levels: readonly Level[], matcher: Matcher): boolean {
  return isIs(matcher) && levels.some((level) => labelsOf(level).includes(matcher.name));
}

const isIs = ({ op }: Matcher) => op === '=';

const labelsOf = ({ label, unique }: Level): readonly string[] =>
  unique === undefined ? [label] : [unique, label];

function choiceOf({ title }: Level, name: string, unique?: string): LevelChoice {
  const named = name === '' ? `(no ${title.toLowerCase()})` : name;
  if (unique === undefined) return { key: name, name, label: named };
  return {
    key: `${name}\n${unique}`,
    name,
    unique,
    label: `${named} (${unique.slice(0, SHORT) || 'no UUID'})`,
  };
}

/** Conditions of the hierarchy first and in its order, so that links and queries read the same however they were made. */
function inLevelOrder(levels: readonly Level[], matchers: readonly Matcher[]): readonly Matcher[] {
  const order = levels.flatMap(labelsOf);
  const rank = ({ name }: Matcher) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...matchers].sort((a, b) => rank(a) - rank(b));
}
