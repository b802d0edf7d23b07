import { builtinEnvironments, type Environment } from 'vitest/environments';

/**
 * jsdom, made once a worker: its test files share modules, and React and Testing Library keep the document that they first saw. What a file
 * leaves in the document is taken out by `component-setup.ts`.
 */
const held = globalThis as { oneJsdom?: Promise<unknown> };

// eslint-disable-next-line no-restricted-syntax -- Vitest takes an environment by its default export.
export default {
  name: 'one-jsdom',
  transformMode: 'web',
  async setup(global, options) {
    held.oneJsdom ??= Promise.resolve(builtinEnvironments.jsdom.setup(global, options));
    await held.oneJsdom;
    return { teardown: () => undefined };
  },
} satisfies Environment;
