import {
  createContext,
  useContext,
  useEffect,
  useState,
  type KeyboardEvent as ReactKeyboardEvent,
  type ReactNode,
} from 'react';
import { Button } from '@grafana/ui';
import type { KeyPlace } from './key-places';
import { KeysDialog } from './KeysDialog';

/** Opens the list; undefined where there is none. */
const ListKeys = createContext<(() => void) | undefined>(undefined);

export interface KeysHelpProps {
  readonly className?: string;
  /**
   * True where the page is all there is: `?` then works with the focus nowhere too. Grafana has a list of its own on `?`: there ours
   * opens from within the page only, and takes the key so that not both do.
   */
  readonly everywhere: boolean;
  /** Places that are on this page: their keys are listed first, in this order. */
  readonly places: readonly KeyPlace['id'][];
  readonly children: ReactNode;
}

/** A page whose keys are listed by `?`, unless it is typed into a field. */
export function KeysHelp({ className, everywhere, places, children }: KeysHelpProps) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!everywhere) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !asksForKeys(event)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [everywhere]);
  const onKeyDown = (event: ReactKeyboardEvent) => {
    if (!asksForKeys(event)) return;
    // Without the key going down there is no keypress, which is what Grafana listens for on the document.
    event.preventDefault();
    event.stopPropagation();
    setOpen(true);
  };
  return (
    <div className={className} onKeyDown={onKeyDown}>
      <ListKeys.Provider value={() => setOpen(true)}>{children}</ListKeys.Provider>
      {open && <KeysDialog places={places} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** For who does not know of `?`. */
export function KeysButton() {
  const listKeys = useContext(ListKeys);
  if (!listKeys) return null;
  return (
    <Button
      variant="secondary"
      fill="text"
      icon="keyboard"
      aria-label="Keys"
      tooltip="Keys (?)"
      onClick={listKeys}
    />
  );
}

const FIELDS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

function asksForKeys(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'target'>) {
  if (event.key !== '?' || event.ctrlKey || event.metaKey) return false;
  return !(event.target instanceof Element && event.target.closest(FIELDS));
}
