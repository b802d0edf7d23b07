import { cleanup, configure, prettyDOM } from '@testing-library/react';
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

// An element that is waited for is missing a hundred times before it is there, and each time the library prints the document into an error that
// nobody reads: a third of the time of the pages' tests. Here it is printed when the message is read.
configure({
  getElementError: (message, container) => {
    const error = new Error();
    error.name = 'TestingLibraryElementError';
    let text: string | undefined;
    Object.defineProperty(error, 'message', {
      configurable: true,
      get: () => (text ??= [message, prettyDOM(container)].filter(Boolean).join('\n\n')),
    });
    return error;
  },
});

afterEach(cleanup);
