import { useEffect, useRef, useState } from 'react';
import { formatValue } from '#ui';
import { explain } from '../../shell/advice';
import { saveFile } from '../../shell/save-file';
import type { SaveShown } from '../../save/use-save-view';

type SavingState =
  | { readonly kind: 'idle' }
  /** How far it is. */
  | { readonly kind: 'saving' | 'saved' | 'failed'; readonly words: string };

export interface Saving {
  readonly state: SavingState;
  readonly start: (name: string) => void;
  /** Ends what is under way; takes away what was said. */
  readonly stop: () => void;
}

/** The archive of what is shown, from the first question to the file; it ends with the component. */
export function useSaving(save: SaveShown | undefined): Saving {
  const [state, setState] = useState<SavingState>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = (name: string) => {
    if (!save) return;
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const say = (next: SavingState) => {
      if (!signal.aborted) setState(next);
    };
    say({ kind: 'saving', words: 'Saving: asking which profiles there are' });
    const onProgress = (of: Parameters<Parameters<SaveShown>[0]['onProgress']>[0]) =>
      say({
        kind: 'saving',
        words: `Saving: ${of.done} of ${of.total} profiles, ${formatValue(of.bytes, 'bytes')}`,
      });
    save({ signal, onProgress }).then(
      ({ archive, profiles, metrics, notes }) => {
        saveFile({ name, bytes: archive });
        const held = `${profiles} ${profiles === 1 ? 'profile' : 'profiles'}, ${metrics} ${metrics === 1 ? 'metric' : 'metrics'}`;
        say({ kind: 'saved', words: [`Saved ${name}: ${held}`, ...notes].join('; ') });
      },
      (error: unknown) => {
        const { facts } = explain(error instanceof Error ? error : new Error(String(error)));
        say({ kind: 'failed', words: `Not saved: ${facts}` });
      },
    );
  };
  const stop = () => {
    running.current?.abort();
    setState({ kind: 'idle' });
  };
  return { state, start, stop };
}
