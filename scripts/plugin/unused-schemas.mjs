const SCHEMAS = /\/zod\/v4\/classic\/schemas\.js$/;
/** What a schema says itself with, and what makes the functions that ask for it. */
const SAYS_ITSELF = /\bprocessors\.\w+Processor\(/g;
const MAKES_METHOD = /(?<!function )\bcreate(?:Standard|To)JSONSchemaMethod\(/g;

/** Of a file that has imported them both: hoisted, and at the end, so that the source map of before still holds. */
const LEFT_OUT = `
function jsonSchemaLeftOut() { throw new Error('JSON Schema is not in the plugin'); }
function makeJsonSchemaLeftOut() { return jsonSchemaLeftOut; }
`;

/**
 * Each of zod's schemas can say itself as JSON Schema, which nobody asks for in a plugin and which a bundler cannot tell: 18 kB a module. Without
 * those calls it is unused; asked for all the same, it fails.
 */
export function withoutJsonSchema() {
  return {
    name: 'without-json-schema',
    transform(code, id) {
      if (!SCHEMAS.test(id)) return undefined;
      const rest = code
        .replace(SAYS_ITSELF, 'jsonSchemaLeftOut(')
        .replace(MAKES_METHOD, 'makeJsonSchemaLeftOut(');
      return { code: rest + LEFT_OUT, map: null };
    },
  };
}
