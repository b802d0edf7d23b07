import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useElementSize } from '#ui';

/** As many of the children as stand in a line, and how many more there are: a press, or the focus on one of them, shows them all. */
export function OneLine({ children }: { readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const [isOpen, setOpen] = useState(false);
  const items = useRef<HTMLDivElement>(null);
  const { widthPx } = useElementSize(items);
  const [wrapped, setWrapped] = useState(0);
  // Children come by themselves: a restart is found, a preset is saved.
  useLayoutEffect(() => {
    const all = Array.from(items.current!.children) as HTMLElement[];
    const first = all[0];
    // Some are lower than others, and begin further down in the same line.
    const lineEnd = first ? first.offsetTop + first.offsetHeight : 0;
    setWrapped(all.filter((item) => item.offsetTop > lineEnd).length);
  }, [widthPx, children]);
  return (
    <div className={styles.line}>
      <div ref={items} className={styles.items} data-open={isOpen}>
        {children}
      </div>
      {wrapped > 0 && (
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Fewer' : `${wrapped} more …`}
        </Button>
      )}
    </div>
  );
}

const LINE = 4;

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ display: 'flex', alignItems: 'flex-start', minHeight: theme.spacing(LINE) }),
  items: css({
    display: 'flex',
    flexWrap: 'wrap',
    flex: '0 1 auto',
    minWidth: 0,
    alignItems: 'center',
    gap: theme.spacing(2, 0.5),
    // Around the line of a button's focus.
    margin: -3,
    padding: theme.spacing(0.5, 0.375),
    '&[data-open="false"]:not(:has(:focus-visible))': {
      height: `calc(${theme.spacing(LINE)} + 6px)`,
      overflow: 'hidden',
    },
  }),
});
