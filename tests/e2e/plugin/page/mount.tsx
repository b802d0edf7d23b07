import { createTheme, ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';

const query = new URLSearchParams(location.search);
export const theme = createTheme({
  colors: { mode: query.get('theme') === 'dark' ? 'dark' : 'light' },
});

let root: Root | undefined;

/** Shows these elements and nothing else, within what Grafana puts around everything. */
export function show(children: ReactNode): void {
  root ??= createRoot(document.querySelector('#main')!);
  root.render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div id="content">{children}</div>
      <PortalContainer />
    </ThemeContext.Provider>,
  );
}
