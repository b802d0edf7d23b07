/**
 * `getComputedStyle` for what is asked of every element: by queries by role, by the pointer, and by @floating-ui of all that a card is in. jsdom
 * matches each rule of each sheet against each element and resolves seventeen properties, which took nine tenths of the time of the pages'
 * tests. Here a rule is looked up by the class or tag that its last part names; as in jsdom, the last rule that matches wins. Every other property
 * is jsdom's own answer.
 */
export function installComputedStyle(): void {
  const original = window.getComputedStyle.bind(window);
  const defaults = document.implementation.createHTMLDocument();
  const defaultDisplays = new Map<string, string>();
  let rules: RulesByKey = new Map();
  let isStale = true;
  const observer = new MutationObserver(() => (isStale = true));
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });

  const declared = (element: Element, property: Property): string | undefined => {
    const inline = (element as Partial<HTMLElement>).style?.[property];
    if (inline) return inline;
    if (isStale || observer.takeRecords().length > 0) {
      rules = indexRules(document.styleSheets);
      isStale = false;
    }
    let last: Rule | undefined;
    for (const key of keysOf(element))
      for (const rule of rules.get(key) ?? [])
        if (isLater(rule, last) && rule.values[property] && matches(element, rule.selector))
          last = rule;
    return last?.values[property];
  };

  const defaultDisplay = ({ localName, attributes }: Element): string => {
    const isHidden = attributes.getNamedItem('hidden') !== null;
    const key = `${localName} ${isHidden}`;
    let display = defaultDisplays.get(key);
    if (display === undefined) {
      const sample = defaults.body.appendChild(defaults.createElement(localName));
      sample.hidden = isHidden;
      display = original(sample).display;
      sample.remove();
      defaultDisplays.set(key, display);
    }
    return display;
  };

  const resolve = (element: Element, property: Property): string => {
    const own = declared(element, property);
    if (own && own !== 'inherit') return own;
    if (property === 'display') return defaultDisplay(element);
    const parent = INHERITED.has(property) ? element.parentElement : null;
    return parent ? resolve(parent, property) : INITIAL[property];
  };

  const valueOf = (element: Element, name: string): unknown =>
    isProperty(name)
      ? resolve(element, name)
      : original(element)[name as keyof CSSStyleDeclaration];

  window.getComputedStyle = (element, pseudoElement) => {
    if (pseudoElement) return original(element, pseudoElement);
    return new Proxy({} as CSSStyleDeclaration, {
      get(_, name) {
        if (name === 'getPropertyValue') return (asked: string) => valueOf(element, asked);
        return valueOf(element, String(name));
      },
    });
  };
}

/** Initial values, as CSS has them; a tag's own `display` comes before its. */
const INITIAL = {
  ...{ display: 'inline', visibility: 'visible', pointerEvents: 'auto', direction: 'ltr' },
  ...{ position: 'static', overflow: 'visible', overflowX: 'visible', overflowY: 'visible' },
  ...{ transform: 'none', translate: 'none', scale: 'none', rotate: 'none', perspective: 'none' },
  ...{ width: 'auto', height: 'auto', marginLeft: '0px', marginRight: '0px' },
  ...{ scrollbarGutter: 'auto' },
  ...{ filter: 'none', backdropFilter: 'none', contain: 'none', willChange: 'auto' },
};
type Property = keyof typeof INITIAL;
const PROPERTIES = Object.keys(INITIAL) as Property[];
const INHERITED: ReadonlySet<Property> = new Set(['visibility', 'pointerEvents', 'direction']);

function isProperty(name: string): name is Property {
  return Object.hasOwn(INITIAL, name);
}

interface Rule {
  readonly selector: string;
  readonly order: number;
  /** Without those that the rule does not declare. */
  readonly values: Readonly<Partial<Record<Property, string>>>;
}

function isLater(rule: Rule, last: Rule | undefined): boolean {
  return rule.order > (last?.order ?? -1);
}

type RulesByKey = Map<string, Rule[]>;

const ANY = '*';

function keysOf({ classList, localName }: Element): string[] {
  return [ANY, localName, ...Array.from(classList, (name) => `.${name}`)];
}

function indexRules(sheets: StyleSheetList): RulesByKey {
  const rules: RulesByKey = new Map();
  let order = 0;
  const add = ({ selectorText, style }: CSSStyleRule) => {
    order += 1;
    const declared = PROPERTIES.filter((property) => style[property]);
    if (declared.length === 0) return;
    const values = Object.fromEntries(declared.map((property) => [property, style[property]]));
    const rule = { selector: selectorText, order, values };
    for (const key of keysIn(selectorText)) rules.set(key, [...(rules.get(key) ?? []), rule]);
  };
  for (const sheet of sheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSStyleRule || 'selectorText' in rule) add(rule as CSSStyleRule);
  return rules;
}

/** The class or tag that each selector of a list ends with; any element's where that is not to be seen at once. */
function keysIn(selectors: string): Iterable<string> {
  if (/[([]/.test(selectors)) return [ANY];
  return new Set(
    selectors.split(',').map((selector) => {
      const last = selector
        .trim()
        .split(/[\s>+~]+/)
        .at(-1)!;
      return /\.[\w-]+/.exec(last)?.[0] ?? /^[a-z][\w-]*/i.exec(last)?.[0] ?? ANY;
    }),
  );
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false;
  }
}
