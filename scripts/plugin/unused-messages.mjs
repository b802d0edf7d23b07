/** A constant of a generated file: a message or a service that describes itself. */
const DESCRIBED = /^(export const \w+ = )(new (?:\w+\$Type|ServiceType)\()/gm;

/**
 * Parca's client makes an object of each message that it knows, which a bundler takes for an effect: messages that nobody asks for stay in, a
 * hundred kilobytes a module. To make one does nothing else, so that the unused ones can be left out.
 */
export function withoutUnusedMessages() {
  return {
    name: 'without-unused-messages',
    transform(code, id) {
      if (!id.includes('/@parca/client/')) return undefined;
      // Within a line, so that the source map of before still holds.
      return { code: code.replace(DESCRIBED, '$1/* @__PURE__ */ $2'), map: null };
    },
  };
}
