import { encodeQr } from './encode-qr.ts';

// Black on white whatever the terminal's own colours are: phones read it the other way round badly.
const COLOURS = '\u001b[30;107m';
const PLAIN = '\u001b[0m';
const MARGIN = 2;
const HALVES = { both: '█', upper: '▀', lower: '▄', none: ' ' };

/** Two modules to a letter, one above the other, so that they come out square. */
export function drawQr(text: string): string[] {
  const modules = encodeQr(text);
  const size = modules.length;
  const isDark = (x: number, y: number) => modules[y]?.[x] ?? false;
  const lines: string[] = [];
  for (let y = -MARGIN; y < size + MARGIN; y += 2) {
    let line = '';
    for (let x = -MARGIN; x < size + MARGIN; x += 1) {
      const [upper, lower] = [isDark(x, y), isDark(x, y + 1)];
      line += HALVES[upper ? (lower ? 'both' : 'upper') : lower ? 'lower' : 'none'];
    }
    lines.push(`${COLOURS}${line}${PLAIN}`);
  }
  return lines;
}
