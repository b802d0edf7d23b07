import { printable } from '#profile';
import type { CliEnvironment } from './environment';

export interface ProgressLine {
  /** In the place of what was shown before; nothing where stderr is no terminal. */
  show(text: string): void;
  /** On a line of its own, below. */
  say(sentence: string): void;
  end(): Promise<void>;
}

/** One line of a terminal that changes. */
export function createProgressLine({
  stderr,
  isTerminal,
}: Pick<CliEnvironment, 'stderr' | 'isTerminal'>): ProgressLine {
  let shown = false;
  return {
    show: (text) => {
      if (!isTerminal) return;
      void stderr(`\r${text}`);
      shown = true;
    },
    say: (sentence) => {
      void stderr(`${shown ? '\n' : ''}${printable(sentence)}\n`);
      shown = false;
    },
    end: async () => {
      if (shown) await stderr('\n');
      shown = false;
    },
  };
}
