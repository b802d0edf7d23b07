import {
  CoreApp,
  CustomVariableSupport,
  DataSourcePlugin,
  dataFrameToJSON,
  dateTime,
  LoadingState,
  type DataFrameJSON,
  type DataQuery,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  type DataSourceSettings,
  type TestDataSourceResponse,
  type TimeRange,
} from '@grafana/data';
import { useState, type ReactElement } from 'react';
import { from, lastValueFrom, type Observable, type Subscription } from 'rxjs';
import { settingsOf } from './datasources';
import { loadPlugin } from './load-plugin';
import { show } from './mount';

const ID = 'parcascope-parca-datasource';

/** A query as a dashboard saves it. */
export type SavedQuery = DataQuery & Readonly<Record<string, unknown>>;
/** Epoch ms. */
export interface Ends {
  readonly start: number;
  readonly end: number;
}

export interface Answer {
  readonly state: LoadingState | undefined;
  readonly errors: readonly string[];
  readonly frames: readonly DataFrameJSON[];
}

const opened = new Map<string, Promise<DataSourceApi>>();

export function openDatasource(uid: string): Promise<DataSourceApi> {
  const found = opened.get(uid) ?? createDatasource(uid);
  opened.set(uid, found);
  return found;
}

async function createDatasource(uid: string): Promise<DataSourceApi> {
  const plugin = await loadPlugin(ID, DataSourcePlugin<DataSourceApi>);
  const datasource: DataSourceApi = new plugin.DataSourceClass(settingsOf(uid));
  datasource.components = plugin.components;
  return datasource;
}

export function rangeOf({ start, end }: Ends): TimeRange {
  const range = { from: dateTime(start), to: dateTime(end) };
  return { ...range, raw: range };
}

/** What queries of one datasource answer to a panel; leaving off cancels them. */
export async function openQueries(
  targets: readonly SavedQuery[],
  ends: Ends,
  uid = 'parca',
): Promise<Observable<DataQueryResponse>> {
  const datasource = await openDatasource(uid);
  const range = rangeOf(ends);
  const request: DataQueryRequest = {
    app: CoreApp.Dashboard,
    requestId: 'Q1',
    interval: '10s',
    intervalMs: 10_000,
    maxDataPoints: 800,
    range,
    scopedVars: {},
    startTime: Date.now(),
    timezone: 'utc',
    targets: [...targets],
  };
  return from(datasource.query(request));
}

type Question = Parameters<typeof openQueries>;

/** The last of what they answer. */
export async function runQueries(...question: Question): Promise<Answer> {
  return answerOf(await lastValueFrom(await openQueries(...question)));
}

let answers: Answer[] = [];
let running: Subscription | undefined;

/** Does not wait for an answer. As of a dashboard, new queries take the place of those that run. */
export async function startQueries(...question: Question): Promise<void> {
  const queries = await openQueries(...question);
  stopQueries();
  answers = [];
  running = queries.subscribe((response) => answers.push(answerOf(response)));
}

/** Gives what they have answered. */
export function stopQueries(): readonly Answer[] {
  running?.unsubscribe();
  return answers;
}

function answerOf({ data, state, errors = [] }: DataQueryResponse): Answer {
  return {
    state,
    errors: errors.map(({ message = '' }) => message),
    frames: data.map((frame) => dataFrameToJSON(frame)),
  };
}

export async function testDatasource(uid: string): Promise<TestDataSourceResponse> {
  const datasource = await openDatasource(uid);
  return datasource.testDatasource();
}

/** What the shown editor last gave. */
export let edited: unknown;

export async function showQueryEditor(query: SavedQuery, ends: Ends): Promise<void> {
  const datasource = await openDatasource('parca');
  const Editor = datasource.components?.QueryEditor;
  if (!Editor) throw new Error('the datasource has no query editor');
  const range = rangeOf(ends);
  showEdited<DataQuery>(query, (value, onChange) => (
    <Editor
      app={CoreApp.PanelEditor}
      datasource={datasource}
      query={value}
      range={range}
      onChange={onChange}
      onRunQuery={() => undefined}
    />
  ));
}

export async function showVariableEditor(query: SavedQuery, ends: Ends): Promise<void> {
  const datasource = await openDatasource('parca');
  if (!(datasource.variables instanceof CustomVariableSupport))
    throw new Error('the datasource has no variable editor');
  const Editor = datasource.variables.editor;
  const range = rangeOf(ends);
  showEdited<DataQuery>(query, (value, onChange) => (
    <Editor
      datasource={datasource}
      query={value}
      range={range}
      onChange={onChange}
      onRunQuery={() => undefined}
    />
  ));
}

export async function showConfigEditor(jsonData: Record<string, unknown>): Promise<void> {
  const plugin = await loadPlugin(ID, DataSourcePlugin<DataSourceApi>);
  const { ConfigEditor: Editor } = plugin.components;
  if (!Editor) throw new Error('the datasource has no config editor');
  const options: DataSourceSettings = {
    id: 1,
    uid: 'parca',
    orgId: 1,
    name: 'Parca',
    typeLogoUrl: '',
    type: ID,
    typeName: 'Parca (Parcascope)',
    access: 'proxy',
    url: 'http://parca.test:7070',
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    isDefault: false,
    jsonData,
    secureJsonFields: {},
    readOnly: false,
    withCredentials: false,
  };
  showEdited(options, (value, onChange) => <Editor options={value} onOptionsChange={onChange} />);
}

type Draw<T> = (value: T, onChange: (next: T) => void) => ReactElement;

function showEdited<T>(first: T, draw: Draw<T>): void {
  edited = first;
  show(<Edited key={String(Date.now())} first={first} draw={draw} />);
}

function Edited<T>({ first, draw }: { readonly first: T; readonly draw: Draw<T> }) {
  const [value, setValue] = useState(first);
  return draw(value, (next) => {
    edited = next;
    setValue(next);
  });
}
