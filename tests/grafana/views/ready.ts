import type { PageView } from '../../e2e/views/page-view';
import { expect } from '../expect';

/** What was asked for is drawn; waits for the first picture as long as a busy Parca may take to merge a range. */
export async function ready(view: PageView): Promise<void> {
  await expect(view.flame.root).toBeVisible({ timeout: 60_000 });
  await view.idle();
}
