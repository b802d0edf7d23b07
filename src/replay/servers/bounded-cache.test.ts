import { expect, test } from 'vitest';
import { BoundedCache } from './bounded-cache';

test('what was used last stays, up to the bound', () => {
  const cache = new BoundedCache<string>(10);
  cache.set('a', 'A', 4);
  cache.set('b', 'B', 4);
  cache.get('a');
  cache.set('c', 'C', 4);
  expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual(['A', undefined, 'C']);
});

test('what is larger than the bound is not kept, and a key set twice counts once', () => {
  const cache = new BoundedCache<string>(10);
  cache.set('huge', 'H', 11);
  cache.set('a', 'old', 6);
  cache.set('a', 'new', 6);
  cache.set('b', 'B', 4);
  expect(['huge', 'a', 'b'].map((key) => cache.get(key))).toEqual([undefined, 'new', 'B']);
});
