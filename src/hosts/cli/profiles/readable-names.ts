import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileDemangler, createDemangler } from '#engine';
import { demangleTree, isMangled, type CallTree } from '#profile';

let demangler: Promise<WebAssembly.Module> | undefined;

/** The demangler's file: beside the built program, in a checkout in its package. */
export function readDemangler(): Promise<Uint8Array> {
  const built = fileURLToPath(new URL('demangler.wasm', import.meta.url));
  if (existsSync(built)) return readFile(built);
  return readFile(createRequire(import.meta.url).resolve('gecko-profiler-demangle/index_bg.wasm'));
}

/** A tree of one column with the mangled names of C++ and Rust as `go tool pprof` reads them, with their arguments. */
export async function withReadableNames(tree: CallTree): Promise<CallTree> {
  if (!tree.frames.functionName.some(isMangled)) return tree;
  demangler ??= readDemangler().then(compileDemangler);
  return demangleTree(tree, createDemangler(await demangler).demangle);
}
