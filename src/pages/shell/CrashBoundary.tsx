import { useState, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, ErrorBoundary, LinkButton, useStyles2 } from '@grafana/ui';
import { Notice } from '#ui';
import { version } from '../../../package.json';
import { titleOfTargets, useHost, usePageLocation } from '../state/host';

export interface CrashBoundaryProps {
  /** What is inside, as a title names it: "timeline". */
  readonly what: string;
  /** What it draws: it is tried again when one of these is another object, as it is at each step to another address. */
  readonly data?: readonly unknown[];
  /** Ways on besides "Try again". */
  readonly ways?: ReactNode;
  readonly children: ReactNode;
}

/** In place of what crashed: what failed, the way on, and a text to report. What is outside stays as it is. */
export function CrashBoundary({ what, data = [], ways, children }: CrashBoundaryProps) {
  const { path, search } = usePageLocation();
  const [tries, setTries] = useState(0);
  return (
    <ErrorBoundary dependencies={[tries, path, search, ...data]}>
      {({ error, errorInfo }) =>
        error ? (
          <Crash
            {...{ what, ways, error }}
            componentStack={errorInfo?.componentStack ?? ''}
            onRetry={() => setTries(tries + 1)}
          />
        ) : (
          children
        )
      }
    </ErrorBoundary>
  );
}

/** Around a whole page. */
export function PageCrashBoundary({ children }: { readonly children: ReactNode }) {
  return (
    <CrashBoundary what="page" ways={<PageLinks />}>
      {children}
    </CrashBoundary>
  );
}

/** They load the page anew, which helps where a second try does not. */
function PageLinks() {
  const host = useHost();
  const { path } = usePageLocation();
  const link = (text: string, page: string) => (
    <LinkButton
      size="sm"
      variant="secondary"
      fill="text"
      href={host.linkTo({ path: page, search: '' })}
    >
      {text}
    </LinkButton>
  );
  return (
    <>
      {link('Open the page without its query', path)}
      {path !== 'targets' && link(titleOfTargets(host), 'targets')}
    </>
  );
}

interface CrashProps extends Pick<CrashBoundaryProps, 'what' | 'ways'> {
  readonly error: Error;
  readonly componentStack: string;
  readonly onRetry: () => void;
}

function Crash({ what, ways, error, componentStack, onRetry }: CrashProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const location = usePageLocation();
  const report = () =>
    [
      `Parcascope ${version}: the ${what} crashed`,
      String(error),
      host.linkTo(location),
      error.stack ?? '',
      componentStack.trim(),
    ].join('\n');
  return (
    <Notice
      kind="failed"
      title={`The ${what} crashed`}
      facts={String(error)}
      advice="If it happens again, report it with the details."
      action={{ label: 'Try again', onClick: onRetry }}
    >
      <div className={styles.ways}>
        <ClipboardButton size="sm" variant="secondary" fill="text" icon="copy" getText={report}>
          Copy details
        </ClipboardButton>
        {ways}
      </div>
    </Notice>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ways: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    // In line with the text above, which their own padding would put them right of.
    margin: theme.spacing(0.5, 0, 0, -1),
  }),
});
