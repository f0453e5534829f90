/**
 * A text as a QR code (ISO/IEC 18004): bytes, error correction L, versions 1 to 20. Enough for what
 * WhatsApp asks to be scanned, which no package here can draw.
 */
import { assert } from '../../core/base/assert.ts';
import { addRemainders } from './qr-remainder.ts';

/** Rows of modules; true is dark. */
export type QrModules = readonly (readonly boolean[])[];

// Of level L, by version from 1: check bytes in each block, and number of blocks.
const CHECK_BYTES = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8];
const VERSION_MAX = 20;
const LEVEL_L_BITS = 0b01;
const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11];
const FORMAT_GENERATOR = 0x537;
const FORMAT_MASK = 0x5412;
const VERSION_GENERATOR = 0x1f25;

type Grid = { readonly size: number; readonly dark: boolean[][]; readonly isFixed: boolean[][] };
type Mask = (x: number, y: number) => boolean;

const MASKS: readonly Mask[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Throws when the text is longer than 858 bytes. */
export function encodeQr(text: string): QrModules {
  const bytes = Buffer.from(text, 'utf8');
  const version = fitVersion(bytes.length);
  const codewords = addRemainders(toCodewords(bytes, version), {
    blocks: BLOCKS[version - 1] ?? 1,
    checkBytes: CHECK_BYTES[version - 1] ?? 0,
  });
  const drawn = MASKS.map((mask, index) => {
    const grid = drawFrame(version);
    placeBits(grid, codewords, mask);
    drawFormat(grid, index);
    return grid.dark;
  });
  // The rule that any reader can read it by; which mask is best is a matter of contrast only.
  return drawn.reduce((best, next) => (penaltyOf(next) < penaltyOf(best) ? next : best));
}

function moduleCount(version: number): number {
  const aligned = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const alignment = version === 1 ? 0 : (25 * aligned - 10) * aligned - 55;
  return (16 * version + 128) * version + 64 - alignment - (version >= 7 ? 36 : 0);
}

function dataByteCount(version: number): number {
  const check = (CHECK_BYTES[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);
  return Math.floor(moduleCount(version) / 8) - check;
}

const lengthBits = (version: number) => (version < 10 ? 8 : 16);

function fitVersion(length: number): number {
  for (let version = 1; version <= VERSION_MAX; version += 1) {
    if (4 + lengthBits(version) + length * 8 <= dataByteCount(version) * 8) return version;
  }
  throw new RangeError(`A QR code of ${length} bytes is not drawn here.`);
}

function toCodewords(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const push = (value: number, width: number) => {
    for (let at = width - 1; at >= 0; at -= 1) bits.push((value >>> at) & 1);
  };
  push(BYTE_MODE, 4);
  push(bytes.length, lengthBits(version));
  for (const byte of bytes) push(byte, 8);
  const room = dataByteCount(version) * 8;
  push(0, Math.min(4, room - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  for (let turn = 0; bits.length < room; turn += 1) push(PADDING[turn % 2] ?? 0, 8);
  return Array.from({ length: bits.length / 8 }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((value, bit) => value * 2 + bit, 0),
  );
}

function drawFrame(version: number): Grid {
  const size = version * 4 + 17;
  const rows = () => Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const grid: Grid = { size, dark: rows(), isFixed: rows() };
  for (let at = 0; at < size; at += 1) {
    set(grid, at, 6, at % 2 === 0);
    set(grid, 6, at, at % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    drawSquare(grid, { x, y, reach: 4, isDark: (ring) => ring !== 2 && ring !== 4 });
  }
  const places = alignmentPlaces(version);
  const last = places.length - 1;
  for (const [column, x] of places.entries()) {
    for (const [row, y] of places.entries()) {
      const isCorner =
        (row === 0 && (column === 0 || column === last)) || (row === last && !column);
      if (!isCorner) drawSquare(grid, { x, y, reach: 2, isDark: (ring) => ring !== 1 });
    }
  }
  drawFormat(grid, 0);
  if (version >= 7) drawVersion(grid, version);
  return grid;
}

function set({ size, dark, isFixed }: Grid, x: number, y: number, isDark: boolean): void {
  if (x < 0 || y < 0 || x >= size || y >= size) return;
  const [darkRow, fixedRow] = [dark[y], isFixed[y]];
  assert(darkRow && fixedRow, 'a module is inside of the code');
  darkRow[x] = isDark;
  fixedRow[x] = true;
}

function drawSquare(
  grid: Grid,
  o: { x: number; y: number; reach: number; isDark: (ring: number) => boolean },
): void {
  for (let dy = -o.reach; dy <= o.reach; dy += 1) {
    for (let dx = -o.reach; dx <= o.reach; dx += 1) {
      set(grid, o.x + dx, o.y + dy, o.isDark(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }
}

function alignmentPlaces(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const size = version * 4 + 17;
  const step = Math.ceil((size - 13) / (count * 2 - 2)) * 2;
  const fromEnd = Array.from({ length: count - 1 }, (_, index) => size - 7 - index * step);
  return [6, ...fromEnd.reverse()];
}

/** A number with the remainder of its division behind it, as format and version are written. */
function withRemainder(value: number, o: { generator: number; width: number }): number {
  let rest = value << o.width;
  for (let at = 31 - Math.clz32(rest); at >= o.width; at = 31 - Math.clz32(rest)) {
    rest ^= o.generator << (at - o.width);
  }
  return (value << o.width) | rest;
}

function drawFormat(grid: Grid, mask: number): void {
  const { size } = grid;
  const value = (LEVEL_L_BITS << 3) | mask;
  const bits = withRemainder(value, { generator: FORMAT_GENERATOR, width: 10 }) ^ FORMAT_MASK;
  for (let at = 0; at < 15; at += 1) {
    const isDark = ((bits >>> at) & 1) === 1;
    // Once around the first corner, over the timing lines, and once along the two others.
    if (at < 8) set(grid, 8, at < 6 ? at : at + 1, isDark);
    else set(grid, at === 8 ? 7 : 14 - at, 8, isDark);
    if (at < 8) set(grid, size - 1 - at, 8, isDark);
    else set(grid, 8, size - 15 + at, isDark);
  }
  set(grid, 8, size - 8, true);
}

function drawVersion(grid: Grid, version: number): void {
  const bits = withRemainder(version, { generator: VERSION_GENERATOR, width: 12 });
  for (let at = 0; at < 18; at += 1) {
    const isDark = ((bits >>> at) & 1) === 1;
    const [near, far] = [Math.floor(at / 3), grid.size - 11 + (at % 3)];
    set(grid, far, near, isDark);
    set(grid, near, far, isDark);
  }
}

/** In pairs of columns from the right, up and down in turn, around what is fixed. */
function placeBits({ size, dark, isFixed }: Grid, codewords: readonly number[], mask: Mask): void {
  let next = 0;
  let isUpward = true;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = isUpward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        const row = dark[y];
        if (!row || isFixed[y]?.[x]) continue;
        const bit = ((codewords[next >>> 3] ?? 0) >>> (7 - (next & 7))) & 1;
        row[x] = (bit === 1) !== mask(x, y);
        next += 1;
      }
    }
    isUpward = !isUpward;
  }
}

/** What a reader stumbles over: long runs of one colour, and far more of one than of the other. */
function penaltyOf(dark: QrModules): number {
  const size = dark.length;
  const columns = dark.map((_, x) => dark.map((row) => row[x] ?? false));
  const runs = [...dark, ...columns].reduce((sum, line) => sum + runPenalty(line), 0);
  const squares = dark.reduce((sum, row, y) => {
    const below = dark[y + 1];
    if (!below) return sum;
    const same = row.filter(
      (cell, x) =>
        x + 1 < size && cell === row[x + 1] && cell === below[x] && cell === below[x + 1],
    );
    return sum + 3 * same.length;
  }, 0);
  const share = dark.flat().filter(Boolean).length / size ** 2;
  return runs + squares + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}

function runPenalty(line: readonly boolean[]): number {
  let penalty = 0;
  let length = 0;
  for (const [at, cell] of line.entries()) {
    length = cell === line[at - 1] ? length + 1 : 1;
    if (length === 5) penalty += 3;
    else if (length > 5) penalty += 1;
  }
  return penalty;
}
