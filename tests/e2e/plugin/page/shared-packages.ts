import * as emotion from '@emotion/css';
import * as data from '@grafana/data';
import * as runtime from '@grafana/runtime';
import * as ui from '@grafana/ui';
import lodash from 'lodash';
import moment from 'moment';
import * as react from 'react';
import * as reactDom from 'react-dom';
import * as rxjs from 'rxjs';
import * as operators from 'rxjs/operators';

/** What a plugin asks Grafana for, by name. lodash and moment are given as their CommonJS exports. */
const SHARED: Readonly<Record<string, object>> = {
  '@emotion/css': emotion,
  '@grafana/data': data,
  '@grafana/runtime': runtime,
  '@grafana/ui': ui,
  lodash: { default: lodash, __useDefault: true },
  moment: { default: moment, __useDefault: true },
  react,
  'react-dom': reactDom,
  rxjs,
  'rxjs/operators': operators,
};

interface SystemLoader {
  import(url: string): Promise<{ readonly plugin?: unknown }>;
  set(url: string, namespace: object): void;
  addImportMap(map: { readonly imports: Readonly<Record<string, string>> }): void;
}

declare global {
  interface Window {
    readonly System: SystemLoader;
  }
}

export function sharePackages(): void {
  const names = Object.keys(SHARED);
  const imports = Object.fromEntries(names.map((name) => [name, `package:${name}`]));
  window.System.addImportMap({ imports });
  for (const name of names) window.System.set(`package:${name}`, SHARED[name]!);
}
