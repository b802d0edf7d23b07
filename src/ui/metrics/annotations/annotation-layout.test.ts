import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Annotation } from '#targets';
import {
  groupMarks,
  MARK_PX,
  markLines,
  markStretches,
  stepMark,
  stretchOf,
} from './annotation-layout';

const range = { start: 1_000_000, end: 2_000_000 };
const scale = { range, widthPx: 1000 };
const labels = {};

const mark = (time: number, more: Partial<Annotation> = {}): Annotation => ({
  ...{ time, kind: 'restart', text: `at ${time}`, labels },
  ...more,
});
const anyMark = fc.record({
  time: fc.oneof(fc.integer({ min: 0, max: 3_000_000 }), fc.constantFrom(NaN, Infinity, -Infinity)),
  length: fc.option(fc.integer({ min: -1000, max: 500_000 }), { nil: undefined }),
  kind: fc.constantFrom<Annotation['kind']>('start', 'restart', 'deploy', 'alert'),
});
const anyMarks = fc.array(
  anyMark.map(({ time, length, kind }): Annotation => {
    const end = length === undefined ? {} : { end: time + length };
    return mark(time, { kind, ...end });
  }),
  { maxLength: 60 },
);
const isSeen = (one: Annotation) => {
  const { start, end } = stretchOf(one);
  return Number.isFinite(one.time) && start <= range.end && end >= range.start;
};

test('every mark of the range is in one glyph, the others in none; glyphs do not overlap', () => {
  fc.assert(
    fc.property(anyMarks, fc.integer({ min: 1, max: 2000 }), (marks, widthPx) => {
      const groups = groupMarks(marks, { range, widthPx });
      const drawn = groups.flatMap((group) => group.marks);
      expect(drawn).toHaveLength(new Set(drawn).size);
      expect(new Set(drawn)).toEqual(new Set(marks.filter(isSeen)));
      expect(drawn.map(({ time }) => time)).toEqual(
        drawn.map(({ time }) => time).sort((a, b) => a - b),
      );
      groups.forEach(({ x, roomPx }, i) => {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(widthPx);
        if (i > 0) expect(x - groups[i - 1]!.x).toBeGreaterThanOrEqual(MARK_PX);
        expect(roomPx).toBeCloseTo((groups[i + 1]?.x ?? widthPx) - x);
      });
    }),
  );
});

test('a glyph holds what is closer to its first mark than its own width, and no more', () => {
  const at = (px: number) => mark(range.start + px * 1000);
  const groups = groupMarks([at(500 + MARK_PX), at(500), at(500 + MARK_PX - 1)], scale);
  expect(groups.map(({ x, marks }) => [x, marks.length])).toEqual([
    [500, 2],
    [500 + MARK_PX, 1],
  ]);
});

test('an alert that began before the range stands at its edge, without a line there', () => {
  const before = mark(0, { kind: 'alert', end: 1_200_000 });
  expect(groupMarks([before], scale)).toEqual([{ x: 0, roomPx: 1000, marks: [before] }]);
  expect(markLines([before], scale)).toEqual([]);
  expect(markStretches([before], scale)).toEqual([{ left: 0, width: 200 }]);
  expect(groupMarks([mark(0), mark(0, { end: 999_999 }), mark(2_000_001)], scale)).toEqual([]);
});

test('stretches do not overlap, and cover what the alerts cover', () => {
  fc.assert(
    fc.property(anyMarks, fc.integer({ min: 0, max: 1000 }), (marks, x) => {
      const stretches = markStretches(marks, scale);
      stretches.forEach((box, i) => {
        const next = stretches[i + 1];
        if (next) expect(box.left + box.width).toBeLessThan(next.left);
      });
      const time = range.start + x * 1000;
      const within = marks.some(
        ({ time: start, end }) => end! > start && start <= time && time <= end!,
      );
      const painted = stretches.some(
        ({ left, width }) => left - 1e-9 <= x && x <= left + width + 1e-9,
      );
      expect(painted).toBe(within);
    }),
  );
});

test('one line a pixel and kind, however many marks fall on it', () => {
  const many = Array.from({ length: 500 }, (_, i) => mark(1_500_000 + (i % 3)));
  expect(markLines([...many, mark(1_500_000, { kind: 'deploy' })], scale)).toEqual([
    { x: 500, kind: 'restart' },
    { x: 500, kind: 'deploy' },
  ]);
  fc.assert(
    fc.property(anyMarks, (marks) => {
      const inside = marks.filter(({ time }) => time >= range.start && time <= range.end);
      const places = inside.map(
        ({ time, kind }) => `${Math.round((time - range.start) / 1000)} ${kind}`,
      );
      const lines = markLines(marks, scale).map(({ x, kind }) => `${x} ${kind}`);
      expect(lines.sort()).toEqual([...new Set(places)].sort());
    }),
  );
});

test('keys lead to a glyph that is there', () => {
  expect(stepMark('ArrowRight', 0, 3)).toBe(1);
  expect(stepMark('ArrowRight', 2, 3)).toBe(2);
  expect(stepMark('ArrowLeft', 0, 3)).toBe(0);
  expect(stepMark('End', 0, 3)).toBe(2);
  expect(stepMark('Home', 2, 3)).toBe(0);
  expect(stepMark('Enter', 2, 3)).toBeUndefined();
});
