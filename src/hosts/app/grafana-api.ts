import { firstValueFrom } from 'rxjs';
import { getBackendSrv, config } from '@grafana/runtime';
import { z } from 'zod';

/** A request to Grafana itself that failed. The message is Grafana's own, with the status. */
export class GrafanaError extends Error {
  override readonly name = 'GrafanaError';
  readonly status: number | undefined;

  constructor(message: string, facts: { status: number | undefined; cause: unknown }) {
    super(message, { cause: facts.cause });
    this.status = facts.status;
  }
}

const failureSchema = z.object({
  status: z.number(),
  statusText: z.string().optional(),
  data: z.object({ message: z.string() }).optional().catch(undefined),
});

/** Asks Grafana's own API; `path` as `/api/search?type=dash-db`. Rejects with a GrafanaError, also when the answer is not of the shape. */
export async function askGrafana<T>(
  question: { readonly path: string; readonly body?: unknown },
  shape: z.ZodType<T>,
): Promise<T> {
  const { path, body } = question;
  const answer = await send(path, body);
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = [path, ...(issue?.path ?? [])].join(': ');
  throw new GrafanaError(`${place}: ${issue?.message ?? 'not understood'}`, {
    status: undefined,
    cause: parsed.error,
  });
}

async function send(path: string, body: unknown): Promise<unknown> {
  try {
    const request = getBackendSrv().fetch<unknown>({
      url: path,
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { data: body }),
      showErrorAlert: false,
      showSuccessAlert: false,
    });
    return (await firstValueFrom(request)).data;
  } catch (cause) {
    const failed = failureSchema.safeParse(cause);
    if (!failed.success)
      throw new GrafanaError(cause instanceof Error ? cause.message : String(cause), {
        status: undefined,
        cause,
      });
    const { status, statusText = '', data } = failed.data;
    throw new GrafanaError(`HTTP ${status}: ${data?.message ?? statusText}`, { status, cause });
  }
}

/** Whether settings may be offered for change; Grafana itself refuses where this is wrong. */
export function isAdmin(): boolean {
  const { orgRole, isGrafanaAdmin } = config.bootData.user;
  return orgRole === 'Admin' || isGrafanaAdmin;
}

/** Whether Explore may be opened; Grafana itself refuses where this is wrong. */
export function mayExplore(): boolean {
  const { permissions = {} } = config.bootData.user;
  return config.exploreEnabled && Boolean(permissions['datasources:explore']);
}

/** Whether dashboards may be made or changed anywhere. */
export function mayEditDashboards(): boolean {
  const { permissions = {} } = config.bootData.user;
  return Boolean(permissions['dashboards:create'] ?? permissions['dashboards:write']);
}
