import { useRef, useState } from 'react';
import { css } from '@emotion/css';
import { Button } from '@grafana/ui';
import { kindOf, measuresSame, profileTypeTitle, type ProfileType, type TimeRange } from '#series';
import { Notice } from '#ui';
import { explain } from '../../../shell/advice';
import { useHost } from '../../../state/host';
import type { SideName } from '../../../state/sides';
import type { ViewControl } from '../../../state/view/use-view-state';
import { rangeShowing } from '../../../state/view/view-transitions';
import { fileMatchers, type FileBeside } from './file-beside';

export interface SideFileProps {
  readonly name: SideName;
  readonly words: string;
  readonly control: ViewControl;
  readonly profileType: ProfileType | undefined;
  /** The page's. */
  readonly range: TimeRange;
}

/** Takes one side from a file of this machine. What it does not hold is said here, and the comparison stays as it is. */
export function SideFile({ name, words, control, profileType, range }: SideFileProps) {
  const { beside } = useHost();
  const input = useRef<HTMLInputElement>(null);
  const [isReading, setReading] = useState(false);
  const [failure, setFailure] = useState<string>();
  if (!beside || !profileType) return null;
  const take = (file: FileBeside) => {
    const { view, setView } = control;
    const found = file.types.find(({ type }) => measuresSame(type, profileType));
    if (!found) {
      setFailure(unlike(file, profileType));
      return;
    }
    const dividesByTime = view.normalise !== 'raw' && view.normalise !== 'share';
    const knowsTime = kindOf(profileType) === 'gauge' || found.seconds > 0;
    setView({
      ...view,
      [name]: { matchers: fileMatchers(file.name), window: file.window },
      range: rangeShowing(file.window, view, range),
      ...(dividesByTime && !knowsTime && { normalise: 'share' }),
    });
  };
  const open = (file: File | undefined) => {
    if (!file) return;
    setFailure(undefined);
    setReading(true);
    beside
      .open(file)
      .then(take, (error: unknown) =>
        setFailure(explain(error instanceof Error ? error : new Error(String(error))).facts),
      )
      .finally(() => setReading(false));
  };
  return (
    <>
      <Button
        size="sm"
        variant="secondary"
        fill="outline"
        disabled={isReading}
        tooltip="A profile of this machine: pprof, folded stacks, .cpuprofile, … It is read in this browser; nothing is uploaded."
        onClick={() => input.current?.click()}
      >
        {isReading ? 'Reading …' : words}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`File of the ${name}`}
        onChange={({ currentTarget }) => {
          open(currentTarget.files?.[0]);
          // The same file may be picked again.
          currentTarget.value = '';
        }}
      />
      {failure !== undefined && (
        <div className={WHOLE_LINE}>
          <Notice
            kind="failed"
            inline
            title="This file is not compared"
            facts={failure}
            action={{ label: 'Dismiss', onClick: () => setFailure(undefined) }}
          />
        </div>
      )}
    </>
  );
}

const WHOLE_LINE = css({ flex: '1 0 100%' });

function unlike({ name, types }: FileBeside, asked: ProfileType): string {
  const held = types.map(({ type }) => `${type.sampleType} in ${type.sampleUnit}`).join(', ');
  const wanted = `${asked.sampleType} in ${asked.sampleUnit}`;
  return `${name} has ${held}; the comparison is of ${profileTypeTitle(asked)}, ${wanted}.`;
}
