/**
 * Charts as pictures. The font comes with the program: what a machine has installed must not change
 * a picture. Drawn in a thread of the library's own, so that nobody waits for a chart.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Svg } from './svg.ts';

const ZOOM = 2;
const require = createRequire(import.meta.url);
const FONT_DIR = path.join(path.dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
const FONT_FILES = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

/** Twice as many pixels as the drawing says. */
export async function renderPng(svg: Svg): Promise<Uint8Array> {
  // Loaded with the first chart: a program that draws none needs none.
  const { renderAsync } = await import('@resvg/resvg-js');
  const rendered = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: {
      loadSystemFonts: false,
      fontFiles: FONT_FILES.map((file) => path.join(FONT_DIR, file)),
      defaultFontFamily: 'DejaVu Sans',
    },
    logLevel: 'off',
  });
  return new Uint8Array(rendered.asPng());
}
