import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { initPluginTranslations } from '@grafana/i18n';
// Before any schema is made: with it comes the setting that keeps zod from `new Function`, which the policy forbids.
import { ConsoleApp } from './ConsoleApp';
import { consoleConfigSchema, type ConsoleConfig } from '../console-config';

declare global {
  interface Window {
    /** Where @grafana/ui fetches its icons. */
    __grafana_public_path__?: string;
  }
}

window.__grafana_public_path__ = '/public/';

const root = createRoot(document.getElementById('root')!);
// @grafana/ui's own texts go through i18next, which has to be there before the first component.
void Promise.all([loadConfig(), initPluginTranslations('parcascope'), loadFont()]).then(
  ([config]) => {
    const { pathname, search } = window.location;
    const isBare = pathname === '/' && search === '';
    if (isBare && config.start !== undefined) window.history.replaceState(null, '', config.start);
    root.render(
      <StrictMode>
        <ConsoleApp config={config} />
      </StrictMode>,
    );
  },
  (error: unknown) => root.render(<p role="alert">Parcascope cannot start: {String(error)}</p>),
);

async function loadConfig(): Promise<ConsoleConfig> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`/config.json: HTTP ${response.status}`);
  return consoleConfigSchema.parse(await response.json());
}

/** Pickers are made as wide as their text is in this font when they are first drawn. Where it does not come, the system's has to do. */
async function loadFont(): Promise<void> {
  const font = new FontFace('Inter', 'url(/public/fonts/inter/Inter-Regular.woff2)');
  await font.load().then(
    (loaded) => document.fonts.add(loaded),
    () => undefined,
  );
}
