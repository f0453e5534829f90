import {
  CHART_WIDTH,
  type ChartHead,
  COLOURS,
  drawable,
  HEAD_HEIGHT,
  label,
  MARGIN,
  measure,
  rimmedLabel,
  SIZES,
  sheet,
} from './chart-look.ts';
import { roundScale } from './scale.ts';
import { element, pathThrough, type Svg } from './svg.ts';

/** From this instant on the level was `value`. */
export interface Step {
  readonly at: Date;
  readonly value: number;
  /** Units that came in at this step; 0: none. */
  readonly received: number;
}

export interface TimeTick {
  readonly at: Date;
  readonly name: string;
}

export interface DaySold {
  readonly from: Date;
  readonly to: Date;
  readonly units: number;
}

export interface StepChart extends ChartHead {
  readonly from: Date;
  readonly to: Date;
  /** The level at `from`, before the first step. */
  readonly opening: number;
  readonly steps: readonly Step[];
  /** Drawn as bars under the line, each over its own span. */
  readonly sold: readonly DaySold[];
  readonly soldName: string;
  /** At or below this the seller wants to know; null: no line is drawn. */
  readonly threshold: number | null;
  readonly ticks: readonly TimeTick[];
  readonly formatNumber: (value: number) => string;
}

const HEIGHT = 500;
const TOP_Y = HEAD_HEIGHT + 18;
const BASE_Y = 346;
const SOLD_TOP_Y = 392;
const SOLD_BASE_Y = HEIGHT - 46;
const AXIS_WIDTH = 46;
const END_WIDTH = 58;
const RECEIPTS_NAMED_MAX = 5;
const LEFT = MARGIN + AXIS_WIDTH;
const RIGHT = CHART_WIDTH - MARGIN - END_WIDTH;

type Places = { xOf(at: Date): number; yOf(value: number): number };

/** The level of stock as a stepped line, receipts marked, with what was sold underneath. */
export function drawStepChart(chart: StepChart): Svg {
  const { from, to, opening, steps, formatNumber } = chart;
  const highest = Math.max(opening, chart.threshold ?? 0, ...steps.map(({ value }) => value));
  const { top, ticks } = roundScale(highest);
  const spanMs = Math.max(1, to.getTime() - from.getTime());
  const places: Places = {
    xOf: (at) => LEFT + ((at.getTime() - from.getTime()) / spanMs) * (RIGHT - LEFT),
    yOf: (value) => BASE_Y - (value / top) * (BASE_Y - TOP_Y),
  };
  const grid = ticks.map((tick) => gridLine(formatNumber(tick), places.yOf(tick), tick === 0));
  const days = chart.ticks.map(({ at, name }) =>
    label(drawable(name), {
      ...{ x: places.xOf(at), y: SOLD_BASE_Y + 24, anchor: 'middle', size: SIZES.small },
    }),
  );
  return sheet({ ...chart, height: HEIGHT }, [
    ...grid,
    ...drawSold(chart, places),
    ...days,
    ...drawLevel(chart, places),
    ...drawThreshold(chart, places),
    ...drawReceipts(chart, places),
    ...drawEnd(chart, places),
  ]);
}

function gridLine(words: string, y: number, isBase: boolean): Svg {
  return element('g', {}, [
    element('line', {
      ...{ x1: LEFT, x2: RIGHT, y1: y, y2: y, 'stroke-width': 1 },
      stroke: isBase ? COLOURS.axis : COLOURS.grid,
    }),
    label(words, { x: LEFT - 10, y: y + 5, anchor: 'end', size: SIZES.small }),
  ]);
}

function levelPoints({ opening, steps, from, to }: StepChart, { xOf, yOf }: Places) {
  const points = [{ x: xOf(from), y: yOf(opening) }];
  let value = opening;
  for (const step of steps) {
    points.push({ x: xOf(step.at), y: yOf(value) }, { x: xOf(step.at), y: yOf(step.value) });
    value = step.value;
  }
  return [...points, { x: xOf(to), y: yOf(value) }];
}

function drawLevel(chart: StepChart, places: Places): Svg[] {
  const points = levelPoints(chart, places);
  const base = places.yOf(0);
  const under = [...points, { x: RIGHT, y: base }, { x: LEFT, y: base }];
  return [
    element('path', { d: `${pathThrough(under)}Z`, fill: COLOURS.mainSoft, 'fill-opacity': 0.75 }),
    element('path', {
      ...{ d: pathThrough(points), fill: 'none', stroke: COLOURS.main },
      ...{ 'stroke-width': 2.5, 'stroke-linejoin': 'round' },
    }),
  ];
}

function drawThreshold({ threshold, formatNumber }: StepChart, { yOf }: Places): Svg[] {
  if (threshold === null) return [];
  const y = yOf(threshold);
  return [
    element('line', {
      ...{ x1: LEFT, x2: RIGHT, y1: y, y2: y, stroke: COLOURS.warn },
      ...{ 'stroke-width': 1.2, 'stroke-dasharray': '5 5' },
    }),
    rimmedLabel(`low: ${formatNumber(threshold)}`, {
      ...{ x: LEFT + 8, y: y - 6, size: SIZES.small, fill: COLOURS.warn },
    }),
  ];
}

/** The largest receipts carry their figure where it has room; the others only a mark. */
function drawReceipts({ steps, formatNumber }: StepChart, { xOf, yOf }: Places): Svg[] {
  const receipts = steps.filter(({ received }) => received > 0);
  const named: { left: number; right: number }[] = [];
  const words = new Map<Step, string>();
  for (const step of receipts.toSorted((a, b) => b.received - a.received)) {
    const text = `+${formatNumber(step.received)}`;
    const half = measure(text, SIZES.small) / 2 + 6;
    const place = { left: xOf(step.at) - half, right: xOf(step.at) + half };
    const isFree = named.every(({ left, right }) => place.right < left || place.left > right);
    // The figure of today stands at the right end.
    if (named.length >= RECEIPTS_NAMED_MAX || !isFree || place.right > RIGHT) continue;
    named.push(place);
    words.set(step, text);
  }
  return receipts.map((step) => {
    const [x, y] = [xOf(step.at), yOf(step.value)];
    const text = words.get(step);
    return element('g', {}, [
      element('circle', {
        ...{ cx: x, cy: y, r: 4.5, fill: COLOURS.good, stroke: COLOURS.paper, 'stroke-width': 2 },
      }),
      ...(text === undefined
        ? []
        : [
            rimmedLabel(text, {
              ...{ x, y: y - 11, anchor: 'middle', size: SIZES.small, fill: COLOURS.good },
              isBold: true,
            }),
          ]),
    ]);
  });
}

/** The figure of now, at the end of its line. */
function drawEnd(chart: StepChart, { yOf }: Places): Svg[] {
  const value = chart.steps.at(-1)?.value ?? chart.opening;
  const fill = value === 0 ? COLOURS.warn : COLOURS.main;
  return [
    element('circle', { cx: RIGHT, cy: yOf(value), r: 5, fill }),
    label(chart.formatNumber(value), {
      ...{ x: RIGHT + 12, y: yOf(value) + 7, size: 20, fill, isBold: true },
    }),
  ];
}

function drawSold({ sold, soldName, formatNumber }: StepChart, { xOf }: Places): Svg[] {
  const highest = Math.max(1, ...sold.map(({ units }) => units));
  const yOf = (units: number) =>
    SOLD_BASE_Y - (Math.max(0, units) / highest) * (SOLD_BASE_Y - SOLD_TOP_Y);
  const bars = sold.map(({ from, to, units }) => {
    const [left, right] = [Math.max(LEFT, xOf(from)), Math.min(RIGHT, xOf(to))];
    const gap = Math.min(3, (right - left) * 0.15);
    return element('rect', {
      ...{ x: left + gap, width: Math.max(0, right - left - 2 * gap), fill: COLOURS.axis },
      ...{ y: yOf(units), height: SOLD_BASE_Y - yOf(units), rx: 2 },
    });
  });
  const hasSold = sold.some(({ units }) => units > 0);
  const scale = { x: LEFT - 10, y: SOLD_TOP_Y + 5, anchor: 'end', size: SIZES.small } as const;
  return [
    rimmedLabel(drawable(soldName), { x: LEFT, y: SOLD_TOP_Y - 18, size: SIZES.small }),
    ...bars,
    ...(hasSold ? [label(formatNumber(highest), scale)] : []),
    element('line', {
      ...{ x1: LEFT, x2: RIGHT, y1: SOLD_BASE_Y, y2: SOLD_BASE_Y },
      ...{ stroke: COLOURS.axis, 'stroke-width': 1 },
    }),
  ];
}
