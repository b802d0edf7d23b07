/** What keys do with a frame of the graph and with a row of the table alike. */
export type FrameCommand =
  | 'search'
  | 'nextMatch'
  | 'previousMatch'
  | 'sandwich'
  | 'invert'
  | 'hide'
  | 'collapse'
  | 'copy'
  | 'menu';

const COMMANDS: ReadonlyMap<string, FrameCommand> = new Map([
  ['/', 'search'],
  ['n', 'nextMatch'],
  ['N', 'previousMatch'],
  ['c', 'sandwich'],
  ['i', 'invert'],
  ['h', 'hide'],
  ['r', 'collapse'],
  ['y', 'copy'],
  ['ContextMenu', 'menu'],
]);

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** The command of a key; undefined of none, and of what is pressed with a key that is the browser's. */
export function commandOf(pressed: Pressed): FrameCommand | undefined {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = pressed;
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === 'F10') return shiftKey ? 'menu' : undefined;
  return COMMANDS.get(key);
}
