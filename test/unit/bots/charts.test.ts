import { test as check, fc } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { drawBarChart, drawRankedBars } from '../../../bots/reply/charts/bar-chart.ts';
import { renderPng } from '../../../bots/reply/charts/render-png.ts';
import { roundScale } from '../../../bots/reply/charts/scale.ts';
import { drawStepChart } from '../../../bots/reply/charts/step-chart.ts';

const formatNumber = (value: number) => String(value);
const head = { title: 'Title', subtitle: 'Subtitle', formatNumber };
const DAY_MS = 86_400_000;
const START = new Date('2026-11-01T00:00:00Z');
const day = (days: number) => new Date(START.getTime() + days * DAY_MS);

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
const rectsOf = (svg: string) =>
  [...svg.matchAll(/<rect[^>]* height="([\d.]+)"[^>]*rx=/g)].map(([, height]) => Number(height));

function drawSteps(steps: readonly { days: number; value: number; received?: number }[]): string {
  return drawStepChart({
    ...head,
    ...{ from: day(0), to: day(10), opening: 5, threshold: null, sold: [], soldName: 'Sold' },
    steps: steps.map(({ days, value, received = 0 }) => ({ at: day(days), value, received })),
    ticks: [{ at: day(0), name: '1 Nov' }],
  });
}

describe('charts', () => {
  it('a bar is as high as its value, and each carries its figure', () => {
    const bars = [10, 20, 0].map((value, index) => ({ name: `D${index}`, value }));
    const svg = drawBarChart({ ...head, bars });
    const [low = 0, high = 0, none] = rectsOf(svg);
    expect(high / low).toBeCloseTo(2, 1);
    expect(none).toBe(0);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['D0', 'D1', 'D2', '10', '20', 'Title']));
  });

  it('titles of shops are drawn as text, cut to their room, and never become markup', () => {
    const name = `<script>alert(1)</script>" onload='x' & ${'long '.repeat(60)}`;
    const bars = [{ name, detail: name, value: 3, before: 1 }];
    const svg = drawRankedBars({ ...head, title: name, bars, beforeName: 'before' });
    expect(svg).not.toContain('<script');
    expect(svg).not.toMatch(/onload='/);
    expect(svg).toContain('&lt;script&gt;');
    for (const text of textsOf(svg)) expect((text ?? '').length).toBeLessThan(120);
  });

  it('what the font cannot draw is left out instead of becoming boxes', () => {
    const bars = [{ name: 'पश्मीना SCARF 🧣', detail: '木', value: 1, before: 0 }];
    const texts = textsOf(drawRankedBars({ ...head, bars, beforeName: 'before' }));
    expect(texts).toContain('SCARF');
    expect(texts.join('')).not.toMatch(/[\u0900-\u097f木🧣]/u);
  });

  it('a step goes straight up at its moment, and a receipt carries its figure', () => {
    const svg = drawSteps([{ days: 5, value: 15, received: 10 }]);
    const line = /<path d="([^"Z]*)" fill="none"/.exec(svg)?.[1] ?? '';
    const points = line
      .split(/[ML]/)
      .slice(1)
      .map((pair) => pair.split(' ').map(Number));
    expect(points).toHaveLength(4);
    expect(points[1]?.[0]).toBe(points[2]?.[0]);
    expect(points[1]?.[1]).toBeGreaterThan(points[2]?.[1] ?? 0);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['+10', '15']));
  });

  it('a picture has twice the pixels of its drawing', async () => {
    const png = await renderPng(
      drawBarChart({ ...head, bars: [{ name: 'A', value: 1 }] }) as never,
    );
    const view = new DataView(png.buffer, png.byteOffset);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([1440, 860]);
    expect(png.length).toBeLessThan(200_000);
  });

  check.prop([fc.array(fc.nat(2_000_000), { maxLength: 40 })])(
    'no value makes a place that is no number, or a bar that leaves the sheet',
    (values) => {
      const bars = values.map((value, index) => ({ name: String(index), value }));
      const svg = drawBarChart({ ...head, bars });
      expect(svg).not.toMatch(/NaN|Infinity|="-/);
      for (const height of rectsOf(svg)) expect(height).toBeLessThan(430);
    },
  );

  check.prop([fc.array(fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.nat(100_000)))])(
    'any course of the stock can be drawn',
    (course) => {
      const sorted = course.toSorted(([a], [b]) => a - b);
      const svg = drawSteps(sorted.map(([days, value]) => ({ days, value, received: value % 7 })));
      expect(svg).not.toMatch(/NaN|Infinity/);
    },
  );

  check.prop([fc.nat(3_000_000)])('an axis reaches its highest value in whole steps', (max) => {
    const { top, ticks } = roundScale(max);
    expect(top).toBeGreaterThanOrEqual(max);
    expect(ticks.length).toBeLessThanOrEqual(6);
    for (const tick of ticks) expect(Number.isInteger(tick)).toBe(true);
  });
});
