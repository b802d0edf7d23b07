import ts from 'typescript';

/** Names that an AMD module takes from each of its dependencies, sorted: `{ react: ['useState', …] }`. */
export function namesTaken(code: string): Readonly<Record<string, readonly string[]>> {
  const { source, checker } = open(code);
  const { names, parameters, body } = definitionOf(source);
  const taken = new Map(names.map((name) => [name, new Set<string>()]));
  const packageOf = new Map<ts.Symbol, string>();
  parameters.forEach((parameter, i) => {
    packageOf.set(checker.getSymbolAtLocation(parameter.name)!, names[i]!);
  });
  /** The package that an expression is the namespace of: an argument, or a variable made of one. */
  const namespaceOf = (node: ts.Node): string | undefined => {
    const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    return symbol && packageOf.get(symbol);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node)) noteAlias(node);
    if (ts.isPropertyAccessExpression(node))
      taken.get(namespaceOf(node.expression) ?? '')?.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  /** `const React = namespace(react)`: Rollup's copy of a namespace, by which members are reached. */
  const noteAlias = ({ name, initializer }: ts.VariableDeclaration) => {
    const [argument] =
      initializer && ts.isCallExpression(initializer) && initializer.arguments.length === 1
        ? initializer.arguments
        : [];
    const found = argument && namespaceOf(argument);
    if (found !== undefined && ts.isIdentifier(name))
      packageOf.set(checker.getSymbolAtLocation(name)!, found);
  };
  visit(body);
  return Object.fromEntries([...taken].map(([name, found]) => [name, [...found].sort()]));
}

function open(code: string) {
  const file = '/module.js';
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getSourceFile: (name) => (name === file ? source : undefined),
    fileExists: (name) => name === file,
    readFile: () => undefined,
  };
  const options = { allowJs: true, noLib: true, noResolve: true, types: [] };
  return { source, checker: ts.createProgram([file], options, host).getTypeChecker() };
}

function definitionOf(source: ts.SourceFile) {
  const [statement] = source.statements;
  const call = ts.isExpressionStatement(statement!) ? statement.expression : undefined;
  if (!call || !ts.isCallExpression(call)) throw new Error('not a call of define');
  const [list, wrapped] = call.arguments;
  const factory = ts.isParenthesizedExpression(wrapped!) ? wrapped.expression : wrapped!;
  if (!ts.isArrayLiteralExpression(list!) || !ts.isFunctionExpression(factory))
    throw new Error('not define([names], function)');
  const names = list.elements.map((element) => (element as ts.StringLiteral).text);
  return { names, parameters: factory.parameters, body: factory.body };
}
