/** How Rollup and Vite begin and end an AMD module; names of dependencies and arguments are captured. */
const HEAD = /^define\(\[([^\]]*)\], \(function ?\(([^)]*)\) \{ ?'use strict';/;
const TAIL = /\}\)\);\s*$/;
/** Vite asks for `require` in every AMD module; `problemsOf` refuses one that uses it. */
const DROPPED = ['exports', 'require'];

/**
 * Rollup plugin: an AMD module that returns its exports and depends on what is shared alone, neither on `exports` nor `module` nor
 * `require`. Grafana's sandbox resolves none of these and takes what the factory returns; its normal loader takes both. Runs
 * before minification and changes the first and the last line only, so that source maps stay true.
 */
export function returnedExports(shared) {
  return {
    name: 'returned-exports',
    enforce: 'post',
    renderChunk(code, chunk) {
      const head = HEAD.exec(code);
      if (!head || !TAIL.test(code))
        this.error(`${chunk.fileName} is not the AMD that is expected`);
      const names = splitList(head[1]).map((name) => name.slice(1, -1));
      const args = splitList(head[2]);
      const exports = args[names.indexOf('exports')];
      if (!exports) this.error(`${chunk.fileName} exports nothing`);
      const kept = names.filter((name) => !DROPPED.includes(name));
      const unexpected = kept.find((name) => !shared.includes(name));
      if (unexpected)
        this.error(`${chunk.fileName} depends on "${unexpected}", which is not shared`);
      const keptArgs = args.filter((_, i) => !DROPPED.includes(names[i]));
      const begin =
        `define([${kept.map((name) => `'${name}'`).join(', ')}], ` +
        `(function (${keptArgs.join(', ')}) { 'use strict'; var ${exports} = {};`;
      const body = code.slice(head[0].length).replace(TAIL, `return ${exports}; }));\n`);
      return { code: begin + body, map: null };
    },
  };
}

function splitList(list) {
  return list === '' ? [] : list.split(',').map((item) => item.trim());
}
