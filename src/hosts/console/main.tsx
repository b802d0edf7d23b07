import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { initPluginTranslations } from '@grafana/i18n';
import { ConsoleApp } from './ConsoleApp';
import { loadConfig } from '../console-config';

declare global {
  interface Window {
    /** Where @grafana/ui fetches its icons. */
    __grafana_public_path__?: string;
  }
}

window.__grafana_public_path__ = '/public/';

const root = createRoot(document.getElementById('root')!);
// @grafana/ui's own texts go through i18next, which has to be there before the first component.
void Promise.all([loadConfig(), initPluginTranslations('parcascope')]).then(
  ([config]) =>
    root.render(
      <StrictMode>
        <ConsoleApp config={config} />
      </StrictMode>,
    ),
  (error: unknown) => root.render(<p role="alert">Parcascope cannot start: {String(error)}</p>),
);
