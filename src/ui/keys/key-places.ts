/** One key as a browser names it (`KeyboardEvent.key`), pressed with Shift where it says so. */
export interface Stroke {
  readonly key: string;
  readonly shift?: boolean;
}

interface KeyLine {
  /** Any of them. */
  readonly strokes: readonly Stroke[];
  readonly words: string;
}

/** Where keys work, how one gets there, and what they do. */
export interface KeyPlace {
  readonly id:
    'page' | 'timeline' | 'edge' | 'annotations' | 'graph' | 'table' | 'tree' | 'targets';
  readonly title: string;
  readonly reach: string;
  readonly lines: readonly KeyLine[];
}

const on = (keys: string, words: string): KeyLine => ({
  strokes: keys.split(' ').map((key) => ({ key: key === 'Space' ? ' ' : key })),
  words,
});
const withShift = (keys: string, words: string): KeyLine => ({
  strokes: on(keys, words).strokes.map((stroke) => ({ ...stroke, shift: true })),
  words,
});

/** Of the graph's frames and the table's rows alike: `commandOf` reads them. */
const FRAME_KEYS: readonly KeyLine[] = [
  on('/', 'to the search'),
  on('n', 'next match of the search'),
  withShift('N', 'the match before'),
  on('c', 'callers and callees side by side'),
  on('h', 'hides it'),
  on('y', 'copies its name'),
  on('i', 'leaves first, and back'),
  on('r', 'collapses recursion, and back'),
  withShift('F10', 'menu of all that can be done to it; also a right click'),
];

export const KEY_PLACES: readonly KeyPlace[] = [
  {
    id: 'page',
    title: 'Everywhere',
    reach: 'Not while you type in a field.',
    lines: [
      on('?', 'this list'),
      on('Tab', 'to the next control'),
      withShift('Tab', 'to the one before'),
      on('Escape', 'closes a dialog or a menu'),
    ],
  },
  {
    id: 'timeline',
    title: 'Timeline',
    reach: 'Tab to the time cursor, or click the charts.',
    lines: [
      on('ArrowLeft ArrowRight', 'time cursor to the point before, after'),
      withShift('ArrowLeft ArrowRight', 'ten points'),
      on('PageDown PageUp', 'ten points back, forward'),
      on('Home End', 'first, last point'),
      on('Enter Space', 'marks an end of a window, then the other; twice at one moment picks it'),
      on('z', 'zooms to what is marked'),
      withShift('Z', 'zooms out'),
      on('Escape', 'drops the mark, or clears the window'),
    ],
  },
  {
    id: 'edge',
    title: 'Window and its edges',
    reach: 'Tab to the window, or to an edge of it.',
    lines: [
      on('ArrowLeft ArrowRight', 'moves it by a point'),
      withShift('ArrowLeft ArrowRight', 'ten points'),
      on('PageDown PageUp', 'ten points back, forward'),
      on('Home End', 'to the start, the end of the range'),
    ],
  },
  {
    id: 'annotations',
    title: 'Annotations on the timeline',
    reach: 'Tab to the lane above the first chart.',
    lines: [
      on('ArrowLeft ArrowRight', 'to the annotation before, after'),
      on('Home End', 'first, last annotation'),
      on('Enter Space', 'compares before with after; of several annotations, lists them'),
    ],
  },
  {
    id: 'graph',
    title: 'Flame graph',
    reach: 'Tab to the graph, or click it.',
    lines: [
      on('ArrowUp ArrowDown', 'to the caller, the widest callee'),
      on('ArrowLeft ArrowRight', 'among the callees of one caller'),
      on('Home', 'to the root'),
      on('Enter', 'the frame fills the width'),
      on('Backspace', 'out by one step that shows more'),
      on('Escape', 'the whole graph again'),
      ...FRAME_KEYS,
    ],
  },
  {
    id: 'table',
    title: 'Table',
    reach: 'Tab to a row.',
    lines: [
      on('ArrowUp ArrowDown', 'to the row above, below'),
      on('PageUp PageDown', 'ten rows'),
      on('Home End', 'first, last row'),
      on('Enter Space', 'selects the function'),
      ...FRAME_KEYS,
    ],
  },
  {
    id: 'tree',
    title: 'Call tree',
    reach: 'Tab to a row.',
    lines: [
      on('ArrowUp ArrowDown', 'to the row above, below'),
      on('ArrowRight', 'opens a call, or goes to its heaviest callee'),
      on('ArrowLeft', 'closes a call, or goes to its caller'),
      on('e', 'opens the heaviest path below it, as long as one callee has most'),
      on('PageUp PageDown', 'ten rows'),
      on('Home End', 'first, last row'),
      on('Enter', 'the call is the first row; also a double click'),
      on('Space', 'selects the call'),
      on('Escape', 'the whole tree again'),
      ...FRAME_KEYS,
    ],
  },
  {
    id: 'targets',
    title: 'Targets',
    reach: 'Tab to a line of the tree.',
    lines: [
      on('ArrowUp ArrowDown', 'to the line above, below'),
      on('PageUp PageDown', 'ten lines'),
      on('Home End', 'first, last line'),
      on('ArrowRight', 'opens a place, or goes into it'),
      on('ArrowLeft', 'closes a place, or goes out of it'),
      on('Enter', 'opens or closes a place, shows a target’s details'),
      on('Space', 'takes a target for a comparison'),
    ],
  },
];

const NAMES: ReadonlyMap<string, string> = new Map([
  ['ArrowLeft', '←'],
  ['ArrowRight', '→'],
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
  ['PageUp', 'PgUp'],
  ['PageDown', 'PgDn'],
  ['Escape', 'Esc'],
  [' ', 'Space'],
  ['z', 'Z'],
  ...['n', 'c', 'h', 'y', 'i', 'r', 'e'].map((key): [string, string] => [key, key.toUpperCase()]),
]);

/** What stands on the keys to press: `['Shift', '←']`. */
export function printStroke({ key, shift = false }: Stroke): readonly string[] {
  const name = NAMES.get(key) ?? key;
  return shift ? ['Shift', name] : [name];
}
