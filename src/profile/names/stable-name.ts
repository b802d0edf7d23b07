/** What a compiler or a runtime numbers or hashes anew with each build or start, and what is left of it. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  // Rust: the hash of a legacy name, a crate's disambiguator, the number of a closure.
  [/::h[0-9a-f]{16}(?![0-9a-f])/g, ''],
  [/\[[0-9a-f]{8,16}\]::/g, '::'],
  [/\{(closure|lambda|impl)(\([^()]*\))?#\d+\}/g, '{$1$2}'],
  // Go: closures, deferred and started calls, loop bodies; the shape of a generic function.
  [/\.(func|gowrap|deferwrap)\d+(?!\w)/g, '.$1'],
  [/-range\d+/g, '-range'],
  [/(go\.shape\.[\w.*]{1,200})_\d+/g, '$1'],
  // GCC and Clang: clones of a function, lambdas.
  [/\.(isra|constprop|part|cold|llvm|lto_priv)\.\d+/g, '.$1'],
  [/\$_\d+/g, '$_'],
  [/'lambda\d+'/g, "'lambda'"],
  [/\{lambda(\([^{}]*\))#\d+\}/g, '{lambda$1}'],
  // The JVM: lambdas, hidden and generated classes, anonymous classes.
  [/\$\$Lambda(\$\d+)?(\/0x[0-9a-f]+|\/\d+)?/g, '$$$$Lambda'],
  [/lambda\$(\w+)\$\d+/g, 'lambda$$$1'],
  [/\$lambda[-$]\d+/g, '$$lambda'],
  [/(LambdaForm\$\w+|\$\$\w+CGLIB\$\$)(\/0x)?[0-9a-f]+/g, '$1'],
  [/(GeneratedMethodAccessor|GeneratedConstructorAccessor|\$Proxy)\d+/g, '$1'],
  [/\$\d+(?=\.|$)/g, '$'],
  // .NET: closures and the classes that hold what they capture.
  [/__(DisplayClass)?\d+(_\d+)?/g, '__$1'],
  // What is left of a closure inside a closure: main.f.func1.2.
  [/(\.(?:func|gowrap|deferwrap))(\.\d+)+(?![\w.])/g, '$1'],
];

/** A function's name without the numbers of closures and lambdas, hashes and clones, which say nothing of what it does. */
export function stableName(name: string): string {
  let stable = name;
  for (const [pattern, rest] of VOLATILE) stable = stable.replace(pattern, rest);
  return stable;
}
