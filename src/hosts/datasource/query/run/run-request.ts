import {
  LoadingState,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import { Observable } from 'rxjs';
import type { ParcaQuery } from '#frames';
import { SourceError } from '#sources';
import { failureText } from './next-step';
import type { Running } from './open-side';
import { resolveQuery } from '../resolve-query';
import { tasksOf } from './run-query';
import { isRunnable } from '../saved-query';
import type { Services } from '../../services';

/**
 * Every query of a request on its own: what has arrived is handed on as Streaming, a comparison before it is known what of it is noise;
 * everything and what failed with the last answer.
 * Unsubscribing cancels the HTTP requests.
 */
export function runRequest(
  request: DataQueryRequest<ParcaQuery>,
  services: Services,
): Observable<DataQueryResponse> {
  return new Observable((subscriber) => {
    const abort = new AbortController();
    const answers: Answers = { frames: [], errors: [], open: 0 };
    const publish = () => {
      subscriber.next(responseOf(answers, request.requestId));
      if (answers.open === 0) subscriber.complete();
    };
    const jobs = request.targets
      .filter(isRunnable)
      .flatMap((query) => jobsOf(query, request, services));
    answers.open = jobs.length;
    if (jobs.length === 0) publish();
    for (const [place, job] of jobs.entries())
      job
        .run({
          ...services,
          engine: services.engine(),
          signal: abort.signal,
          show: (frames) => {
            answers.frames[place] = frames;
            if (!abort.signal.aborted) publish();
          },
        })
        .then(
          (frames) => {
            answers.frames[place] = frames;
          },
          (error: unknown) => {
            answers.errors.push(errorOf(error, job.refId));
          },
        )
        .then(() => {
          answers.open--;
          // Of a failure alone there is nothing to show before the end.
          if (!abort.signal.aborted && (answers.open === 0 || answers.frames[place])) publish();
        })
        .catch((error: unknown) => subscriber.error(error));
    return () => abort.abort();
  });
}

interface Job {
  readonly refId: string;
  readonly run: (running: Running) => Promise<DataFrame[]>;
}

/** A query that cannot be read is a job that fails. */
function jobsOf(
  query: ParcaQuery,
  request: DataQueryRequest<ParcaQuery>,
  { templates, now }: Services,
): readonly Job[] {
  const { refId } = query;
  try {
    const resolved = resolveQuery(query, { request, templates: templates(), now: now() });
    return tasksOf(resolved).map((run) => ({ refId, run }));
  } catch (error) {
    return [{ refId, run: () => Promise.reject(error) }];
  }
}

interface Answers {
  /** By place, so that frames keep their order whichever comes first. */
  readonly frames: (DataFrame[] | undefined)[];
  readonly errors: DataQueryError[];
  open: number;
}

/** Errors wait for the end, because Grafana takes a response with errors for the last one. */
function responseOf({ frames, errors, open }: Answers, key: string): DataQueryResponse {
  const data = frames.flatMap((some) => some ?? []);
  if (open > 0) return { key, data, state: LoadingState.Streaming };
  const [error] = errors;
  if (!error) return { key, data, state: LoadingState.Done };
  return { key, data, state: LoadingState.Error, error, errors: [...errors] };
}

function errorOf(error: unknown, refId: string): DataQueryError {
  if (!(error instanceof SourceError))
    return { refId, message: error instanceof Error ? error.message : String(error) };
  const { status } = error;
  return { refId, message: failureText(error), ...(status !== undefined && { status }) };
}
