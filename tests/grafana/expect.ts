import { expect as base } from '@playwright/test';

/** Waits as long as a Grafana on two busy cores may need to load a page and merge a range; what holds at once costs nothing. */
export const expect = base.configure({ timeout: 30_000 });
