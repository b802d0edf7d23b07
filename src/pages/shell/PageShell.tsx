import { type ReactNode, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { KeysHelp, useElementSize, type KeysHelpProps } from '#ui';
import { useHost } from '../state/host';
import type { OpenQuestions } from '../state/queries/open-questions';
import { useStop, useWaiting } from '../state/queries/waiting';
import { shortened } from '../state/view/view-transitions';
import type { PageName } from '../state/view/view-state';
import { PageBar, type PageBarProps } from './PageBar';
import { belowHeight, heightSteps, PageHeight, usePageHeight } from './page-height';
import { widthSteps } from './page-width';
import { SkipLinks } from './SkipLinks';
import { useWorking } from './use-working';
import { WaitingNotice } from './WaitingNotice';

export interface PageShellProps extends Omit<PageBarProps, 'waiting' | 'working'> {
  /** What the page asks past the cache of queries, and how to leave off. */
  readonly asking?: { readonly questions: OpenQuestions; readonly stop: () => void };
  readonly children: ReactNode;
}

const WITH_GRAPH: ReadonlySet<PageName> = new Set<PageName>(['profile', 'compare']);

/** Whose keys are listed first. */
const PLACES: Readonly<Record<PageName, KeysHelpProps['places']>> = {
  changes: [],
  targets: ['targets'],
  profile: ['graph', 'table', 'tree', 'timeline'],
  compare: ['graph', 'table', 'tree', 'timeline', 'edge'],
};

/** The frame of every page: its bar, a word on a server that is slow, and what is under it one below the other. */
export function PageShell({ control, pageRange, loading, asking, children }: PageShellProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const waiting = useWaiting(asking?.questions, host.profiles.server.name);
  const working = useWorking(host.engine);
  const stop = useStop();
  const root = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);
  const { widthPx } = useElementSize(root);
  const heightPx = usePageHeight(root);
  const shorter = shortened(control.view, pageRange.range);
  // Where nothing around the pages says the product's name, nothing around them has keys either.
  const isAlone = host.brand !== undefined;
  return (
    <KeysHelp className={styles.page} everywhere={isAlone} places={PLACES[control.view.page]}>
      <div ref={root} data-below={widthSteps(widthPx)} data-lower={heightSteps(heightPx)}>
        <SkipLinks hasGraph={WITH_GRAPH.has(control.view.page)} main={() => main.current} />
        <PageBar {...{ control, pageRange, loading, waiting, working }} />
        <main ref={main} tabIndex={-1} className={styles.main}>
          <WaitingNotice
            waiting={waiting}
            shorten={{ to: shorter.length, onClick: () => control.setView(shorter.view) }}
            onStop={({ server }) => {
              stop(server);
              asking?.stop();
            }}
          />
          <PageHeight.Provider value={heightPx}>{children}</PageHeight.Provider>
        </main>
      </div>
    </KeysHelp>
  );
}

/** A line of controls that wraps where the page is narrow. */
function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.row} aria-label={label}>
      {children}
    </section>
  );
}

PageShell.Row = Row;

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ flexGrow: 1, minWidth: 0, background: theme.colors.background.canvas }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 2),
    [belowHeight(1000)]: { gap: theme.spacing(0.75), padding: theme.spacing(1, 2) },
    // Focus comes here only by a skip link, and the next Tab shows where it is.
    '&:focus': { outline: 'none' },
  }),
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'end',
    // Beside its control a name costs no height: the picture is what the page is for.
    '& > [data-picker]': {
      flexDirection: 'row',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      '& > label': { margin: 0, whiteSpace: 'nowrap' },
    },
  }),
});
