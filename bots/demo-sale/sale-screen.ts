import type { Formats } from '../reply/format-values.ts';
import { createPaint } from '../reply/render-console.ts';

/** The sale at one moment. */
export interface SaleFigures {
  readonly elapsedMs: number;
  readonly orders: number;
  readonly ordersPerSecond: number;
  readonly turnedAway: number;
  readonly inBooks: number;
  readonly shortOrders: number;
  readonly shortUnits: number;
  readonly pushesSent: number;
  /** What one push per change and listing would have been. */
  readonly pushesRaw: number;
  readonly lagMs: readonly [number, number, number] | null;
  readonly waiting: number;
  readonly deliveries: number;
}

export interface SaleScreen {
  show(figures: SaleFigures): void;
  /** Something happened to a shop. */
  tell(words: string): void;
  /** Leaves the last figures standing and goes on below them. */
  end(): void;
}

export interface ScreenDeps {
  readonly output: NodeJS.WritableStream;
  readonly formats: Formats;
  readonly seconds: number;
  readonly hasColour: boolean;
}

const EVENTS_SHOWN = 4;

/** One block that is drawn anew every second. */
export function createLiveScreen(deps: ScreenDeps): SaleScreen {
  const { output, formats } = deps;
  const paint = createPaint(deps.hasColour);
  const events: string[] = [];
  let height = 0;
  let last: SaleFigures | null = null;

  function draw(figures: SaleFigures): void {
    const row = (name: string, ...parts: readonly string[]) =>
      `  ${paint(name.padEnd(14), 'quiet')}${parts.filter((part) => part !== '').join('   ')}`;
    const number = (value: number) => formats.quantity(value).padStart(7);
    const aside = (words: string) => paint(words, 'quiet');
    const short = `${formats.quantity(figures.shortOrders)} short`;
    const lines = [
      `  ${paint('Flash sale', 'strong')}   ${timeOf(figures.elapsedMs, deps.seconds)}`,
      '',
      row(
        'orders',
        paint(number(figures.orders), 'strong'),
        aside(`${Math.round(figures.ordersPerSecond)}/s`),
        aside(`${formats.quantity(figures.turnedAway)} buyers found nothing left`),
      ),
      row(
        'in the books',
        number(figures.inBooks),
        paint(short, figures.shortOrders > 0 ? 'warn' : 'quiet'),
        aside(`${formats.quantity(figures.shortUnits)} units missing`),
      ),
      row(
        'updates sent',
        number(figures.pushesSent),
        aside(`instead of ${formats.quantity(figures.pushesRaw)}`),
      ),
      row('lag', ...lagParts(figures, formats)),
      row('on the way', number(figures.waiting), aside(`${figures.deliveries} messages unread`)),
      '',
      ...events.slice(-EVENTS_SHOWN).map((words) => `  ${aside(words)}`),
    ];
    const up = height > 0 ? `\u001b[${height}A\r\u001b[J` : '';
    output.write(`${up}${lines.join('\n')}\n`);
    height = lines.length;
  }

  return {
    show(figures) {
      last = figures;
      draw(figures);
    },
    tell(words) {
      events.push(`${clockOf(last?.elapsedMs ?? 0)}  ${words}`);
      if (last) draw(last);
    },
    end() {
      height = 0;
      output.write('\n');
    },
  };
}

/** One line a time, for logs and pipes. */
export function createPlainScreen(deps: ScreenDeps): SaleScreen {
  const { output, formats } = deps;
  let lastMs = 0;
  return {
    show(figures) {
      lastMs = figures.elapsedMs;
      const parts = [
        clockOf(figures.elapsedMs),
        `orders ${formats.quantity(figures.orders)} (${Math.round(figures.ordersPerSecond)}/s)`,
        `in the books ${formats.quantity(figures.inBooks)}`,
        `short ${formats.quantity(figures.shortOrders)}`,
        `updates ${formats.quantity(figures.pushesSent)}/${formats.quantity(figures.pushesRaw)}`,
        `lag ${lagParts(figures, formats).join(' ')}`,
        `on the way ${figures.waiting}`,
      ];
      output.write(`${parts.join('  ')}\n`);
    },
    tell(words) {
      output.write(`${clockOf(lastMs)}  ${words}\n`);
    },
    end() {
      output.write('\n');
    },
  };
}

function lagParts({ lagMs }: SaleFigures, formats: Formats): string[] {
  if (!lagMs) return ['–'];
  const [p50, p95, p99] = lagMs;
  return [
    `p50 ${formats.duration(p50)}`,
    `p95 ${formats.duration(p95)}`,
    `p99 ${formats.duration(p99)}`,
  ];
}

function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

function timeOf(elapsedMs: number, seconds: number): string {
  return `${clockOf(elapsedMs)} of ${clockOf(seconds * 1_000)}`;
}
