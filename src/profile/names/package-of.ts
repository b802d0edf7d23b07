/**
 * The package of a function, as its name tells it; '' when it does not.
 *
 *     Go      net/http.(*conn).serve            net/http       github.com/a/b%2ec.F   github.com/a/b.c
 *     Java    java.util.HashMap.put             java.util      java/util/HashMap.put  java/util
 *             java.lang.Class jdk.internal.L.load(int)   jdk.internal
 *     C++     void ns::vec<int>::push(int)      ns             first namespace
 *     Rust    <alloc::vec::Vec<T> as X>::drop   alloc          crate
 *     Python  app.views.index                   app            first name
 *     C       malloc, (no stack)                ''
 */
export function packageOf(functionName: string): string {
  return isScoped(functionName) ? firstScope(functionName) : dottedPackage(functionName);
}

/** Has a `::` that is not within a Go type argument or an argument list of another language. */
function isScoped(name: string): boolean {
  return name.includes('::') && !/^[^:<( /]*\/[^:]*\./.test(name);
}

/** The name before the first `::`, without a return type, or of T in `<T as X>::f`. */
function firstScope(name: string): string {
  const self = /^<(?:[<&*]|mut |const |dyn |impl )*(\w+)::/.exec(name);
  if (self) return self[1]!;
  const anonymous = '(anonymous namespace)';
  const text = afterReturnType(name);
  if (text.startsWith(anonymous)) return anonymous;
  return /^([^\s:<>()&*,]+)(?:<.*>)?::/.exec(text)?.[1] ?? '';
}

/** `std::vector<a b> ns::make(int)` is `ns::make(int)`: what follows the last space outside of brackets, before the arguments. */
function afterReturnType(text: string): string {
  let nesting = 0;
  let start = 0;
  for (const { 0: found, index } of text.matchAll(/\(anonymous namespace\)|[<>() ]/g)) {
    if (found === '(' && nesting === 0) break;
    if (found === '<' || found === '(') nesting++;
    else if (found === '>' || found === ')') nesting--;
    else if (found === ' ' && nesting === 0) start = index + 1;
  }
  return text.slice(start);
}

/** What Go's compiler makes for a type belongs to the type's package: type:.eq.shop/cart.Item. */
const GENERATED = /^type:\.(?:eq|hash)\./;

function dottedPackage(name: string): string {
  // Go's type arguments have paths of their own: slices.Sort[go.shape.[]example.com/x.T].
  const bare = withoutJavaReturn(name).replace(/\[.*$/s, '').replace(GENERATED, '');
  const slash = bare.lastIndexOf('/');
  const dot = bare.indexOf('.', slash + 1);
  if (dot <= 0) return '';
  const path = bare.slice(0, dot);
  if (slash >= 0) return slashedPackage(path, slash);
  return javaPackage(bare) ?? decodeDots(path);
}

/** A JVM's own map of its code begins with the type: `byte[] java.util.Arrays.copyOf(byte[], int)`. */
function withoutJavaReturn(name: string): string {
  return /^[\w$.]+(?:\[\])* ([\w$.<>]+)\(/.exec(name)?.[1] ?? name;
}

function slashedPackage(path: string, slash: number): string {
  const isJavaClass = /^[A-Z]/.test(path.slice(slash + 1)) && !path.slice(0, slash).includes('.');
  return isJavaClass ? path.slice(0, slash) : decodeDots(path);
}

/** Lower-case names, a class, a method; Go's closures (`main.server.Handle.func1`) look alike but for their end. */
function javaPackage(name: string): string | undefined {
  if (/\.(?:func|gowrap|deferwrap)\d+(?:\.|$)|-fm$/.test(name)) return undefined;
  return /^([a-z_][\w]*(?:\.[a-z_][\w]*)+)\.[A-Z][\w$]*\.[^.]/.exec(name)?.[1];
}

/** Go writes a dot in the last part of a path as %2e. */
function decodeDots(path: string): string {
  return path.replaceAll('%2e', '.');
}
