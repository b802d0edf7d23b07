import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { installComputedStyle } from './computed-style';

// uPlot, which @grafana/ui loads, asks for it on import; jsdom has none.
window.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

// jsdom lays nothing out. A virtual list asks its scroller how high it is: as high as its style says.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', {
  configurable: true,
  get(this: HTMLElement) {
    return Number.parseFloat(this.style.height || this.style.maxHeight) || 0;
  },
});

installComputedStyle();

afterEach(cleanup);
