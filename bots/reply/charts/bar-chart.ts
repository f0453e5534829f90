import {
  CHART_WIDTH,
  type ChartHead,
  COLOURS,
  cutToPixels,
  drawable,
  HEAD_HEIGHT,
  label,
  MARGIN,
  rimmedLabel,
  SIZES,
  sheet,
} from './chart-look.ts';
import { roundScale, thinOut } from './scale.ts';
import { element, type Svg } from './svg.ts';

export interface Bar {
  /** Under the bar: "Mon 24". */
  readonly name: string;
  readonly value: number;
}

export interface BarChart extends ChartHead {
  readonly bars: readonly Bar[];
  readonly formatNumber: (value: number) => string;
}

const HEIGHT = 430;
const BASE_Y = HEIGHT - 52;
const TOP_Y = HEAD_HEIGHT + 26;
const BAR_WIDTH_MAX = 64;
const AXIS_WIDTH = 46;
// More bars than this carry no figure each: only the highest does.
const FIGURES_MAX = 12;

/** Upright bars, one per day or hour, with the figure on top. */
export function drawBarChart(chart: BarChart): Svg {
  const { bars, formatNumber } = chart;
  const highest = Math.max(0, ...bars.map(({ value }) => value));
  const { top, ticks } = roundScale(highest);
  const left = MARGIN + AXIS_WIDTH;
  const right = CHART_WIDTH - MARGIN;
  const slot = (right - left) / Math.max(1, bars.length);
  const width = Math.min(BAR_WIDTH_MAX, slot * 0.72);
  const yOf = (value: number) => BASE_Y - (value / top) * (BASE_Y - TOP_Y);
  const isNamed = thinOut(bars.length, Math.floor((right - left) / 76));
  const grid = ticks.map((tick) =>
    element('g', {}, [
      element('line', {
        ...{ x1: left, x2: right, y1: yOf(tick), y2: yOf(tick) },
        stroke: tick === 0 ? COLOURS.axis : COLOURS.grid,
        'stroke-width': 1,
      }),
      label(formatNumber(tick), {
        ...{ x: left - 10, y: yOf(tick) + 5, anchor: 'end', size: SIZES.small },
      }),
    ]),
  );
  const drawn = bars.map(({ name, value }, index) => {
    const middle = left + slot * (index + 0.5);
    const isHighest = value === highest && value > 0;
    const isFigured = value > 0 && (bars.length <= FIGURES_MAX || isHighest);
    return element('g', {}, [
      element('rect', {
        ...{ x: middle - width / 2, y: yOf(value), width, height: BASE_Y - yOf(value) },
        rx: Math.min(3, width / 4),
        fill: COLOURS.main,
      }),
      ...(isFigured
        ? [
            rimmedLabel(formatNumber(value), {
              ...{ x: middle, y: yOf(value) - 8, anchor: 'middle', fill: COLOURS.ink },
              isBold: isHighest,
            }),
          ]
        : []),
      ...(isNamed(index)
        ? [
            label(drawable(name), {
              x: middle,
              y: BASE_Y + 24,
              anchor: 'middle',
              size: SIZES.small,
            }),
          ]
        : []),
    ]);
  });
  return sheet({ ...chart, height: HEIGHT }, [...grid, ...drawn]);
}

export interface RankedBar {
  /** Its code, and what it is called. */
  readonly name: string;
  readonly detail: string;
  readonly value: number;
  readonly before: number;
}

export interface RankedChart extends ChartHead {
  readonly bars: readonly RankedBar[];
  /** What the thin bar is: "the 7 days before". */
  readonly beforeName: string;
  readonly formatNumber: (value: number) => string;
}

const ROW_HEIGHT = 52;
const NAME_WIDTH = 236;
const FIGURE_WIDTH = 108;

/** Lying bars, the best first, each above a thin one of the span before. */
export function drawRankedBars(chart: RankedChart): Svg {
  const { bars, formatNumber, beforeName } = chart;
  const highest = Math.max(1, ...bars.flatMap(({ value, before }) => [value, before]));
  const left = MARGIN + NAME_WIDTH;
  const length = CHART_WIDTH - MARGIN - FIGURE_WIDTH - left;
  const widthMax = NAME_WIDTH - 16;
  const rows = bars.map(({ name, detail, value, before }, index) => {
    const y = HEAD_HEIGHT + 8 + index * ROW_HEIGHT;
    const lengthOf = (units: number) => (units / highest) * length;
    const code = cutToPixels(drawable(name), { size: SIZES.label * 1.09, widthMax });
    const words = cutToPixels(drawable(detail), { size: SIZES.small, widthMax });
    return element('g', {}, [
      label(code, { x: MARGIN, y: y + 16, fill: COLOURS.ink, isBold: true }),
      label(words, { x: MARGIN, y: y + 34, size: SIZES.small }),
      element('rect', {
        ...{ x: left, y: y + 4, width: Math.max(1, lengthOf(value)), height: 20 },
        ...{ rx: 3, fill: COLOURS.main },
      }),
      element('rect', {
        ...{ x: left, y: y + 27, width: lengthOf(before), height: 7 },
        ...{ rx: 2, fill: COLOURS.pale },
      }),
      label(formatNumber(value), {
        ...{ x: left + lengthOf(value) + 10, y: y + 20, fill: COLOURS.ink, isBold: true },
      }),
      changeLabel({ value, before }, { x: CHART_WIDTH - MARGIN, y: y + 20 }),
    ]);
  });
  const y = HEAD_HEIGHT + 8 + bars.length * ROW_HEIGHT + 18;
  const legend = element('g', {}, [
    element('rect', { x: left, y: y - 8, width: 22, height: 7, rx: 2, fill: COLOURS.pale }),
    label(drawable(beforeName), { x: left + 32, y, size: SIZES.small }),
  ]);
  return sheet({ ...chart, height: y + 24 }, [...rows, legend]);
}

function changeLabel(o: { value: number; before: number }, at: { x: number; y: number }): Svg {
  const [words, fill] = describeChange(o);
  return label(words, { ...at, anchor: 'end', fill, size: SIZES.small });
}

function describeChange({ value, before }: { value: number; before: number }): [string, string] {
  if (before === 0) return ['new', COLOURS.good];
  const percent = Math.round(((value - before) / before) * 100);
  if (percent === 0) return ['±0 %', COLOURS.muted];
  if (percent > 999) return [`×${Math.round(value / before)}`, COLOURS.good];
  return percent > 0 ? [`+${percent} %`, COLOURS.good] : [`−${-percent} %`, COLOURS.warn];
}
