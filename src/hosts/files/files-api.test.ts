import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createFilesApi } from './files-api';

const profile = (name: string) =>
  new File([readFileSync('tests/fixtures/formats/go-heap.pb.gz')], name);
const demo = new File([readFileSync('public/demo.zip')], 'demo.zip');
const text = new File(['milk, eggs\n'], 'notes.txt');

/** As a folder that was dropped. */
function folder(): File {
  const file = new File([], 'folder');
  file.arrayBuffer = () => Promise.reject(new Error('it is a folder'));
  return file;
}

test('what can be opened of a drop is, and the rest named with its reason', async () => {
  const facts = await createFilesApi().open([profile('a'), text, folder(), demo, profile('b')]);
  expect(facts.names).toEqual(['a', 'b']);
  expect(facts.address.path).toBe('compare');
  expect(facts.refused.count).toBe(3);
  expect(facts.refused.lines).toEqual([
    'folder: cannot be read: it is a folder',
    'demo.zip: an archive is opened alone',
    expect.stringMatching(/^notes\.txt: /),
  ]);
});

test('an archive is opened where the rest cannot be read at all', async () => {
  const { isArchive, refused } = await createFilesApi().open([folder(), demo]);
  expect({ isArchive, refused: refused.count }).toEqual({ isArchive: true, refused: 1 });
});

test('one bad file is its own reason; of several that are bad all are named', async () => {
  await expect(createFilesApi().open([text])).rejects.toThrow(/^notes\.txt: /);
  await expect(createFilesApi().open([text, folder()])).rejects.toThrow(
    /^none of the 2 files can be opened: folder: cannot be read: it is a folder; notes\.txt: /,
  );
});
