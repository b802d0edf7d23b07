import { useRef, useState, type ReactNode } from 'react';
import type { FrameCommand } from '#ui';
import { copyText } from './copy-text';
import { collapsed, filtered, inverted, pivoted, type Change } from './frame-change';
import { FrameMenu, type FrameMenuProps } from './FrameMenu';
import type { FrameSubject } from './subject';
import type { SetDisplay } from '../../state/view/use-view-state';
import type { DisplayState, FilterState } from '../../state/view/view-state';

export interface CommandQuestion {
  readonly command: FrameCommand;
  /** undefined: the root. */
  readonly subject: FrameSubject | undefined;
  /** In the window. */
  readonly at: FrameMenuProps['at'];
  readonly onZoom?: (() => void) | undefined;
}

export interface CommandOptions {
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  readonly announce: (words: string) => void;
  readonly onSearch: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onFilter: (filter: FilterState | undefined) => void;
}

/** What keys, the menu and buttons do to a frame or a row; the menu while it is open. */
export function useFrameCommands(options: CommandOptions): {
  readonly run: (question: CommandQuestion) => void;
  readonly menu: ReactNode;
} {
  const { display, setDisplay, announce } = options;
  const [open, setOpen] = useState<CommandQuestion>();
  const before = useRef<Element | null>(null);

  const apply = (change: Change, otherwise = '') => {
    if (change) setDisplay(change);
    else if (otherwise !== '') announce(otherwise);
  };
  async function copy(name: string): Promise<void> {
    const isCopied = await copyText(name);
    announce(isCopied ? `Copied ${name}` : 'The browser did not let the name be copied');
  }

  function run(question: CommandQuestion): void {
    const { command, subject } = question;
    if (command === 'search') options.onSearch();
    else if (command === 'nextMatch') options.onStep(1);
    else if (command === 'previousMatch') options.onStep(-1);
    else if (command === 'invert') apply(inverted(display));
    else if (command === 'collapse') apply(collapsed(display));
    else if (command === 'menu') {
      before.current = document.activeElement;
      setOpen(question);
    } else if (command === 'sandwich' && !subject && display.pivot)
      apply({ pivot: undefined, focus: undefined });
    else if (!subject) announce('This is all of the graph: nothing of it can be told apart');
    else if (command === 'copy') void copy(subject.name);
    else if (command === 'hide')
      apply(filtered(display, subject, 'hideFrame'), 'It has no name to hide it by');
    else if (subject.of === 'function' || display.rolledUp) apply(pivoted(display, subject));
    else announce(`Callers and callees are of functions: roll the graph up by ${subject.of} first`);
  }

  function close(): void {
    setOpen(undefined);
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  }

  const menu = open && (
    <FrameMenu
      {...open}
      display={display}
      onChange={apply}
      onCopy={() => void copy(open.subject?.name ?? '')}
      onFilter={options.onFilter}
      onClose={close}
    />
  );
  return { run, menu };
}
