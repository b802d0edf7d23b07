import { firstValueFrom } from 'rxjs';
import type { BackendSrv } from '@grafana/runtime';
import { z } from 'zod';
import { APP_ID } from '#frames';
import { DEFAULT_ALIASES, mergeAliases, type TopologyAliases } from '#series';
import { aliasesSchema } from '../aliases-schema';

const storedSchema = z.object({
  jsonData: z.object({ aliases: aliasesSchema.optional() }).nullish(),
});

/**
 * What the organisation calls the labels that place a target, as an Admin set it in the app. The usual names where these settings cannot
 * be read; they are asked for again at the next call.
 */
export function createSiteAliases(backend: BackendSrv): () => Promise<TopologyAliases> {
  let known: Promise<TopologyAliases> | undefined;
  const ask = async (): Promise<TopologyAliases> => {
    const url = `/api/plugins/${APP_ID}/settings`;
    const { data } = await firstValueFrom(backend.fetch<unknown>({ url, showErrorAlert: false }));
    const { jsonData } = storedSchema.parse(data);
    return mergeAliases(DEFAULT_ALIASES, jsonData?.aliases ?? {});
  };
  return () => {
    known ??= ask().catch(() => {
      known = undefined;
      return DEFAULT_ALIASES;
    });
    return known;
  };
}
