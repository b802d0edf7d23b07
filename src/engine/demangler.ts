/** A longer name is no function's. */
const MAX_NAME = 2 ** 14;
/** Most memory of one name, in pages of 64 KiB: names refer to parts of themselves, and 200 characters can stand for 35 million. */
const MAX_PAGES = 64;
/** Most that all names of a profile come to, in characters; a name that runs out of memory counts as `OUT_OF_MEMORY`. */
const MAX_CHARACTERS = 2 ** 25;
const OUT_OF_MEMORY = 2 ** 20;

/**
 * Makes the demangler of https://github.com/mstange/gecko-profiler-demangle (`index_bg.wasm` of the npm package) ready for `createDemangler`. Rejects
 * with a CompileError where the page's policy forbids WebAssembly, with a RangeError where the bytes are something else.
 */
export async function compileDemangler(wasm: Uint8Array): Promise<WebAssembly.Module> {
  return WebAssembly.compile(withMemoryLimit(wasm));
}

export interface Demangler {
  /** The readable name, with arguments; the same text for a name that is none of C++, Rust or Microsoft's compiler, and where a limit is met. */
  readonly demangle: (name: string) => string;
  /** How many names a limit has left as they were. */
  readonly left: () => number;
}

/** For one profile: what its names may cost is counted. Names come from a stranger's file, so that time and memory have a limit. */
export function createDemangler(module: WebAssembly.Module): Demangler {
  let characters = 0;
  let left = 0;
  let exports = start(module);
  const demangle = (name: string) => {
    if (name.length > MAX_NAME || characters > MAX_CHARACTERS) {
      left++;
      return name;
    }
    try {
      const text = demangleOne(exports, name);
      characters += text.length;
      // Of a name that it cannot read it takes the first underscore away.
      return name.endsWith(text) ? name : text;
    } catch {
      // Out of memory or of stack. What is left of that instance is of no use.
      characters += OUT_OF_MEMORY;
      left++;
      exports = start(module);
      return name;
    }
  };
  return { demangle, left: () => left };
}

/** What the module is called by: the calling convention of wasm-bindgen. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly demangle_any: (pointer: number, length: number) => readonly [number, number];
  readonly __wbindgen_malloc: (size: number, alignment: number) => number;
  readonly __wbindgen_free: (pointer: number, size: number, alignment: number) => void;
}

function start(module: WebAssembly.Module): Exports {
  // It keeps no object of JavaScript, so that the table for them stays empty.
  const imports = { './index_bg.js': { __wbindgen_init_externref_table: () => {} } };
  return new WebAssembly.Instance(module, imports).exports as unknown as Exports;
}

function demangleOne(exports: Exports, name: string): string {
  const bytes = new TextEncoder().encode(name);
  // The callee frees its argument, the caller the answer.
  const argument = exports.__wbindgen_malloc(bytes.length, 1) >>> 0;
  new Uint8Array(exports.memory.buffer, argument, bytes.length).set(bytes);
  const [pointer, length] = exports.demangle_any(argument, bytes.length);
  const answer = new Uint8Array(exports.memory.buffer, pointer >>> 0, length);
  const text = new TextDecoder().decode(answer);
  exports.__wbindgen_free(pointer, length, 1);
  return text;
}

const HEADER = 8;
const MEMORY_SECTION = 5;

/**
 * The module's bytes with a maximum for its memory, which has none (https://webassembly.github.io/spec/core/binary/modules.html#memory-section).
 * Throws RangeError when they are not as this version of the package has them.
 */
function withMemoryLimit(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  let at = HEADER;
  while (at < wasm.length) {
    const size = readUnsigned(wasm, at + 1);
    if (wasm[at] === MEMORY_SECTION) {
      const [count, flags, minimum] = wasm.subarray(size.end);
      if (size.value !== 3 || count !== 1 || flags !== 0 || minimum! >= MAX_PAGES)
        throw new RangeError('demangler: a memory section that is not known');
      const limited = new Uint8Array(wasm.length + 1);
      limited.set(wasm.subarray(0, at));
      limited.set([MEMORY_SECTION, 4, 1, 1, minimum!, MAX_PAGES], at);
      limited.set(wasm.subarray(size.end + 3), at + 6);
      return limited;
    }
    at = size.end + size.value;
  }
  throw new RangeError('demangler: no memory section');
}

function readUnsigned(bytes: Uint8Array, at: number): { value: number; end: number } {
  let value = 0;
  for (let shift = 0; shift < 32; shift += 7) {
    const byte = bytes[at++]!;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return { value, end: at };
}
