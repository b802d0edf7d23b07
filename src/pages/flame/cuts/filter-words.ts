import type { FilterState } from '../../state/view/view-state';
import { presetOf } from './presets';

/** What each kind of filter is called where it is chosen. */
export const KIND_TITLES: Readonly<Record<FilterState['kind'], string>> = {
  hideFrame: 'Hide',
  keepFrame: 'Show only',
  keepStack: 'Only stacks with',
  dropStack: 'Without stacks with',
  showFrom: 'Start stacks at',
};

/** What it does, for who has not used it. */
export const KIND_EFFECTS: Readonly<Record<FilterState['kind'], string>> = {
  hideFrame: 'Frames go; their own value goes to their callers.',
  keepFrame: 'All other frames go; their own value goes to their callers.',
  keepStack: 'Stacks without such a frame go.',
  dropStack: 'Stacks with such a frame go.',
  showFrom: 'What is above such a frame goes, and stacks without one.',
};

const DONE: Readonly<Record<FilterState['kind'], string>> = {
  hideFrame: 'hidden',
  keepFrame: 'shown only',
  keepStack: 'only stacks with',
  dropStack: 'without stacks with',
  showFrom: 'starting at',
};

/** A filter that is set, in words: `hidden: package net/http`; a preset by its title. */
export function filterWords(filter: FilterState): string {
  const preset = presetOf(filter);
  if (preset) return preset.title;
  const { kind, field, pattern, regex } = filter;
  const subject = `${field === 'function' ? '' : `${field} `}${regex ? `/${pattern}/` : pattern}`;
  return `${DONE[kind]}${kind === 'hideFrame' || kind === 'keepFrame' ? ':' : ''} ${subject}`;
}

/** The filters with one more, unless it is there. */
export function withFilter(
  filters: readonly FilterState[],
  filter: FilterState,
): readonly FilterState[] {
  return filters.some((one) => isSame(one, filter)) ? filters : [...filters, filter];
}

export function isSame(a: FilterState, b: FilterState): boolean {
  return a.kind === b.kind && a.field === b.field && a.pattern === b.pattern && a.regex === b.regex;
}
