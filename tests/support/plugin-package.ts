import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { ROOT } from '../../scripts/plugin/modules.mjs';

/** Folders of the three plugins below the root of the zip, the app first. */
export const FOLDERS = ['', 'datasource/', 'panel/'] as const;

export interface PluginPackage {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the program printed. */
  readonly printed: string;
  /** Of `<name>.sha256`. */
  readonly checksum: string;
  /** Paths as in the zip. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** A file below the root folder. */
  text(path: string): string;
}

/** Runs `npm run package` and opens what it wrote. */
export function packPlugin(): PluginPackage {
  const program = join(ROOT, 'scripts/package.mjs');
  const printed = execFileSync(process.execPath, [program], { cwd: ROOT, encoding: 'utf8' });
  const name = /^build\/(\S+\.zip): /m.exec(printed)![1]!;
  const bytes = new Uint8Array(readFileSync(join(ROOT, 'build', name)));
  const checksum = readFileSync(join(ROOT, 'build', `${name}.sha256`), 'utf8');
  const files = unzipSync(bytes);
  const [root] = Object.keys(files)[0]!.split('/');
  return {
    name,
    bytes,
    printed,
    checksum,
    files,
    text(path) {
      const found = files[`${root}/${path}`];
      if (!found) throw new Error(`${path} is not in ${name}`);
      return strFromU8(found);
    },
  };
}

const image = z.object({ path: z.string() });
/** The part of plugin.json that tests follow; its whole form is tests/fixtures/plugin-manifest.schema.json. */
const manifest = z.object({
  type: z.string(),
  id: z.string(),
  name: z.string(),
  aliasIDs: z.array(z.string()).optional(),
  info: z.object({
    version: z.string(),
    updated: z.string(),
    logos: z.record(z.string(), z.string()),
    screenshots: z.array(image).default([]),
  }),
  includes: z
    .array(
      z.object({
        type: z.string(),
        name: z.string(),
        path: z.string(),
        addToNav: z.boolean().optional(),
        defaultNav: z.boolean().optional(),
      }),
    )
    .default([]),
  extensions: z
    .object({
      addedLinks: z.array(
        z.object({ title: z.string(), description: z.string(), targets: z.array(z.string()) }),
      ),
      exposedComponents: z.array(
        z.object({ id: z.string(), title: z.string(), description: z.string() }),
      ),
    })
    .optional(),
});
export type Manifest = z.infer<typeof manifest>;

export const parseManifest = (text: string): Manifest => manifest.parse(JSON.parse(text));
