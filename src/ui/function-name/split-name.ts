import { packageOf, type TopTable } from '#profile';

/** A name in three parts, which are the name when put together: what gives way first, what is of the package too, and what tells it apart. */
interface SplitName {
  /** `github.com/polarsignals/frostdb/pqarrow/` */
  readonly path: string;
  /** `writer` */
  readonly last: string;
  /** `.(*dictionaryValueWriter).Write` */
  readonly own: string;
}

const VERSION = /^v\d+$/;

/** Of a function's name, or of a file, binary or package. */
export function splitName(name: string, by: TopTable['by']): SplitName {
  if (by !== 'function') {
    const end = name.lastIndexOf('/') + 1;
    return { path: name.slice(0, end), last: '', own: name.slice(end) };
  }
  const found = packageOf(name);
  const inPackage = found !== '' && name.startsWith(found) ? found : '';
  const at = startOfLast(inPackage);
  return {
    path: name.slice(0, at),
    last: name.slice(at, inPackage.length),
    own: foldTemplates(foldTypeArguments(name.slice(inPackage.length)), inPackage),
  };
}

/** Where the last part of a package begins: `shop/v2` of `example.com/shop/v2`, `util` of `java.util`. */
function startOfLast(inPackage: string): number {
  const separator = inPackage.includes('/') ? '/' : '.';
  const parts = inPackage.split(separator);
  const kept = VERSION.test(parts.at(-1)!) ? 2 : 1;
  return inPackage.length - parts.slice(-kept).join(separator).length;
}

/** `HashTable[go.shape.int32].Get` as `HashTable[…].Get`; brackets without a type's name in them stay. */
function foldTypeArguments(text: string): string {
  let folded = '';
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[' && depth++ === 0) {
      folded += text.slice(start, i);
      start = i;
    }
    if (text[i] !== ']' || depth === 0 || --depth > 0) continue;
    const inside = text.slice(start, i + 1);
    folded += /\p{L}{2}/u.test(inside) ? '[…]' : inside;
    start = i + 1;
  }
  return folded + text.slice(start);
}

const ARGUMENTS_OF = /[\p{L}\p{N}_]$/u;
const OPERATOR = 'operator';

/**
 * `std::vector<int, std::allocator<int>>::push_back` as `std::vector<…>::push_back`, of C++, Rust and Java. What begins a part of the name is the
 * name: `<T as Trait>::fmt`, `Object.<anonymous>`, `f::<lambda()>`, `operator<`.
 */
function foldTemplates(text: string, inPackage: string): string {
  let folded = '';
  let start = 0;
  for (let i = text.indexOf('<'); i >= 0; i = text.indexOf('<', i + 1)) {
    const from = Math.max(0, i - OPERATOR.length);
    const before = (from === 0 ? inPackage : '') + text.slice(from, i);
    if (before.endsWith(OPERATOR) || !ARGUMENTS_OF.test(before)) continue;
    const end = closingOf(text, i);
    if (end < 0) break;
    if (!/\p{L}{2}/u.test(text.slice(i, end))) continue;
    folded += `${text.slice(start, i)}<…>`;
    start = end;
    i = end - 1;
  }
  return folded + text.slice(start);
}

/** Behind the `>` that belongs to the `<` at `from`, not that of `->`; -1: there is none. */
function closingOf(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '<') depth++;
    else if (text[i] === '>' && !'-='.includes(text[i - 1]!) && --depth === 0) return i + 1;
  }
  return -1;
}
