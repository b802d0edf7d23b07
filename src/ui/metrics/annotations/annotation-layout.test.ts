import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Annotation } from '#targets';
import {
  groupAnnotations,
  GLYPH_WIDTH_PX,
  annotationLines,
  annotationRanges,
  stepAnnotation,
  rangeOf,
} from './annotation-layout';

const range = { start: 1_000_000, end: 2_000_000 };
const scale = { range, widthPx: 1000 };
const labels = {};

const annotation = (time: number, more: Partial<Annotation> = {}): Annotation => ({
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
    return annotation(time, { kind, ...end });
  }),
  { maxLength: 60 },
);
const isSeen = (one: Annotation) => {
  const { start, end } = rangeOf(one);
  return Number.isFinite(one.time) && start <= range.end && end >= range.start;
};

test('every annotation of the range is in one glyph, the others in none; glyphs do not overlap', () => {
  fc.assert(
    fc.property(anyMarks, fc.integer({ min: 1, max: 2000 }), (annotations, widthPx) => {
      const groups = groupAnnotations(annotations, { range, widthPx });
      const drawn = groups.flatMap((group) => group.annotations);
      expect(drawn).toHaveLength(new Set(drawn).size);
      expect(new Set(drawn)).toEqual(new Set(annotations.filter(isSeen)));
      expect(drawn.map(({ time }) => time)).toEqual(
        drawn.map(({ time }) => time).sort((a, b) => a - b),
      );
      groups.forEach(({ x, availablePx }, i) => {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(widthPx);
        if (i > 0) expect(x - groups[i - 1]!.x).toBeGreaterThanOrEqual(GLYPH_WIDTH_PX);
        expect(availablePx).toBeCloseTo((groups[i + 1]?.x ?? widthPx) - x);
      });
    }),
  );
});

test('a glyph holds what is closer to its first annotation than its own width, and no more', () => {
  const at = (px: number) => annotation(range.start + px * 1000);
  const groups = groupAnnotations(
    [at(500 + GLYPH_WIDTH_PX), at(500), at(500 + GLYPH_WIDTH_PX - 1)],
    scale,
  );
  expect(groups.map(({ x, annotations }) => [x, annotations.length])).toEqual([
    [500, 2],
    [500 + GLYPH_WIDTH_PX, 1],
  ]);
});

test('an alert that began before the range stands at its edge, without a line there', () => {
  const before = annotation(0, { kind: 'alert', end: 1_200_000 });
  expect(groupAnnotations([before], scale)).toEqual([
    { x: 0, availablePx: 1000, begins: scale.range.start, annotations: [before] },
  ]);
  expect(annotationLines([before], scale)).toEqual([]);
  expect(annotationRanges([before], scale)).toEqual([{ left: 0, width: 200 }]);
  expect(
    groupAnnotations(
      [annotation(0), annotation(0, { end: 999_999 }), annotation(2_000_001)],
      scale,
    ),
  ).toEqual([]);
});

test('ranges do not overlap, and cover what the alerts cover', () => {
  fc.assert(
    fc.property(anyMarks, fc.integer({ min: 0, max: 1000 }), (annotations, x) => {
      const ranges = annotationRanges(annotations, scale);
      ranges.forEach((box, i) => {
        const next = ranges[i + 1];
        if (next) expect(box.left + box.width).toBeLessThan(next.left);
      });
      const time = range.start + x * 1000;
      const within = annotations.some(
        ({ time: start, end }) => end! > start && start <= time && time <= end!,
      );
      const painted = ranges.some(
        ({ left, width }) => left - 1e-9 <= x && x <= left + width + 1e-9,
      );
      expect(painted).toBe(within);
    }),
  );
});

test('one line a pixel and kind, however many annotations fall on it', () => {
  const many = Array.from({ length: 500 }, (_, i) => annotation(1_500_000 + (i % 3)));
  expect(annotationLines([...many, annotation(1_500_000, { kind: 'deploy' })], scale)).toEqual([
    { x: 500, kind: 'restart' },
    { x: 500, kind: 'deploy' },
  ]);
  fc.assert(
    fc.property(anyMarks, (annotations) => {
      const inside = annotations.filter(({ time }) => time >= range.start && time <= range.end);
      const places = inside.map(
        ({ time, kind }) => `${Math.round((time - range.start) / 1000)} ${kind}`,
      );
      const lines = annotationLines(annotations, scale).map(({ x, kind }) => `${x} ${kind}`);
      expect(lines.sort()).toEqual([...new Set(places)].sort());
    }),
  );
});

test('keys lead to a glyph that is there', () => {
  expect(stepAnnotation('ArrowRight', 0, 3)).toBe(1);
  expect(stepAnnotation('ArrowRight', 2, 3)).toBe(2);
  expect(stepAnnotation('ArrowLeft', 0, 3)).toBe(0);
  expect(stepAnnotation('End', 0, 3)).toBe(2);
  expect(stepAnnotation('Home', 2, 3)).toBe(0);
  expect(stepAnnotation('Enter', 2, 3)).toBeUndefined();
});
