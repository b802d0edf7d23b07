import {
  isMangled,
  moduleOf,
  packageOf,
  renamedFunctions,
  searchTree,
  stableName,
  type CallTree,
  printable,
} from '#profile';
import { compilePattern, PatternError } from '#pattern';
import { shorterNames } from '../../src/ui/flame-graph/canvas/label';
import { splitName } from '../../src/ui/function-name/split-name';
import { CallTreeBuilder } from '../../src/profile/tree/call-tree-builder';
import { frameOf, FrameTableBuilder } from '../../src/profile/tree/frame-table';
import { withoutCredentials } from '../../src/hosts/cli/output';

export const NAMES = [
  'github.com/canonical/shop/pricing.(*Quote).Discount[go.shape.[]uint8,main.T].func1.2',
  'std::map<int, std::string>::find(int const&) const::{lambda(auto:1)#2}::operator()',
  '<alloc::vec::Vec<T> as core::ops::drop::Drop>::drop::h0123456789abcdef',
  'java.util.concurrent.ThreadPoolExecutor$Worker.run$$Lambda$12/0x00000001',
  '_ZN3foo3barIS_S0_EvT_ ?foo@@YAXXZ http://bob:secret@host:9090/a/b?c=d',
];

/** The text as the name of a function, as a search and an expression, and as a message that may hold a password. */
export function readName(text: string): void {
  const { path, last, own } = splitName(text, 'function');
  if (!own.includes('…') && path + last + own !== text) throw new Error('letters of it are lost');
  if (/\p{Cc}/u.test(printable(text))) throw new Error('a control character is printed');
  for (const read of [stableName, packageOf, moduleOf, isMangled, shorterNames, withoutCredentials])
    read(text);
  const tree = treeOf([text, 'main.main']);
  renamedFunctions(tree, treeOf([stableName(text), `${text}.func2`]));
  const found = searchTree(tree, { text, regex: false });
  if (found.kind === 'invalid') throw new Error('a plain text is no expression');
  searchTree(tree, { text, regex: true });
  tryPattern(text);
}

function tryPattern(text: string): void {
  try {
    compilePattern(text)(text.slice(0, 1000));
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
  }
}

/** A chain of functions of these names. */
function treeOf(names: readonly string[]): CallTree {
  const table = new FrameTableBuilder();
  const numbers = names.map((functionName) => table.add(frameOf({ functionName })));
  const { frames, rowOf } = table.build();
  const builder = new CallTreeBuilder(frames, 1);
  builder.addStack(
    numbers.map((number) => rowOf[number]!),
    [1],
  );
  return builder.build();
}
