import type { ReactNode } from 'react';
import { ErrorBoundary } from '@grafana/ui';
import { Notice } from '#ui';

/** What broke and how, in place of a blank page. `at` is where: when it changes, the children are tried again. */
export function CrashBoundary(props: { readonly at: string; readonly children: ReactNode }) {
  return (
    <ErrorBoundary dependencies={[props.at]}>
      {({ error }) =>
        error ? (
          <Notice
            kind="failed"
            title="Parcascope stopped working here"
            facts={`${error.name}: ${error.message}`}
            advice="Load the page again; if it happens again, please report it with this text and the address of the page."
            action={{ label: 'Load again', onClick: () => window.location.reload() }}
          />
        ) : (
          props.children
        )
      }
    </ErrorBoundary>
  );
}
