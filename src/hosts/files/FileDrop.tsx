import { useEffect, useRef, useState, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Notice } from '#ui';
import type { OpenedFiles } from './use-opened-files';

export interface FileDropProps {
  readonly files: OpenedFiles;
  readonly children: ReactNode;
}

/** The whole window takes files that are dropped on it, and says so while they are held over it. */
export function FileDrop({ files, children }: FileDropProps) {
  const styles = useStyles2(getStyles);
  const isOver = useDrop(files.open);
  return (
    <>
      {files.failure !== undefined && (
        <div className={styles.failure}>
          <Notice
            kind="failed"
            inline
            title="The files could not be opened"
            facts={files.failure}
            action={{ label: 'Dismiss', onClick: files.forgetFailure }}
          />
        </div>
      )}
      {files.refused && (
        <div className={styles.failure}>
          <Notice
            kind="partial"
            inline
            title={`Not opened: ${files.refused.count} of ${files.refused.count + (files.opened?.names.length ?? 0)} files`}
            facts={files.refused.lines.join('\n')}
            action={{ label: 'Dismiss', onClick: files.forgetRefused }}
          />
        </div>
      )}
      {files.opened?.notes.map((note) => (
        <div key={note} className={styles.failure}>
          <Notice kind="partial" inline title={note} />
        </div>
      ))}
      {children}
      {isOver && (
        <div className={styles.over} role="status">
          <div className={styles.words}>
            <strong>Drop profiles or an archive</strong>
            <span>One file opens as a profile, two are compared, several are chosen among.</span>
            <span>They are read in this browser; nothing is uploaded.</span>
          </div>
        </div>
      )}
    </>
  );
}

/** Whether files are held over the window. Text that is dragged is none of ours. */
function useDrop(open: OpenedFiles['open']): boolean {
  const [isOver, setOver] = useState(false);
  /** Elements that were entered and not left: each child has an event of its own. */
  const depth = useRef(0);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const on = (change: (event: DragEvent) => void) => (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      change(event);
      setOver(depth.current > 0);
    };
    const listeners = {
      dragenter: on(() => (depth.current += 1)),
      dragover: on(() => undefined),
      dragleave: on(() => (depth.current = Math.max(0, depth.current - 1))),
      drop: on(({ dataTransfer }) => {
        depth.current = 0;
        open([...(dataTransfer?.files ?? [])]);
      }),
    };
    const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of all) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of all) window.removeEventListener(name, listener);
    };
  }, [open]);
  return isOver;
}

const getStyles = (theme: GrafanaTheme2) => ({
  failure: css({ padding: theme.spacing(1, 2, 0) }),
  over: css({
    position: 'fixed',
    inset: 0,
    zIndex: theme.zIndex.modal,
    display: 'grid',
    placeItems: 'center',
    background: theme.components.overlay.background,
    // Under the pointer stays what is there: it would be entered and left without end.
    pointerEvents: 'none',
  }),
  words: css({
    display: 'grid',
    gap: theme.spacing(1),
    justifyItems: 'center',
    padding: theme.spacing(4, 6),
    background: theme.colors.background.primary,
    border: `2px dashed ${theme.colors.primary.border}`,
    borderRadius: theme.shape.radius.default,
    '& strong': { fontSize: theme.typography.h4.fontSize },
    '& span': { color: theme.colors.text.secondary },
  }),
});
