import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// uPlot, which @grafana/ui loads, asks for it on import; jsdom has none.
window.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

afterEach(cleanup);
