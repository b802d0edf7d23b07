import { test } from '@playwright/test';
import { z } from 'zod';
import { askIfThere } from './grafana-api';
import { CORE, FOLDER, OURS, PROMETHEUS, VIEWER } from './names';

test('everything that the set-up made is removed', async () => {
  await askIfThere('DELETE', `api/folders/${FOLDER}?forceDeleteRules=true`);
  for (const uid of [...Object.values(OURS), CORE, ...Object.values(PROMETHEUS)])
    await askIfThere('DELETE', `api/datasources/uid/${uid}`);
  const found = await askIfThere('GET', `api/users/lookup?loginOrEmail=${VIEWER.user}`);
  if (found === undefined) return;
  const { id } = z.object({ id: z.number() }).parse(found);
  await askIfThere('DELETE', `api/admin/users/${id}`);
});
