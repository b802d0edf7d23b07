import { expect as base } from '@playwright/test';

/** Waits as long as two busy cores may need to merge a range of profiles; what holds at once costs nothing. */
export const expect = base.configure({ timeout: 20_000 });
