/** `npm run captures`: pictures of every front-end, from the real commands on the demo shop. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openCamera, whyNoCamera } from './camera.ts';
import { photographConsole } from './console.ts';
import type { Photographer } from './picture.ts';
import { photographSlack } from './slack.ts';
import { openCaptureStage } from './stage.ts';
import { photographTelegram } from './telegram.ts';
import { photographWhatsApp } from './whatsapp.ts';

/** One line a front-end. */
const PHOTOGRAPHERS: readonly Photographer[] = [
  photographConsole,
  photographSlack,
  photographTelegram,
  photographWhatsApp,
];

const FOLDER = path.resolve(import.meta.dirname, '../../docs/captures');

const missing = whyNoCamera();
if (missing !== null) {
  process.stderr.write(`No pictures were made: ${missing}.\n`);
  process.exit(1);
}
await mkdir(FOLDER, { recursive: true });
const stage = await openCaptureStage();
const camera = await openCamera();
for (const photograph of PHOTOGRAPHERS) {
  for (const picture of await photograph(stage)) {
    await writeFile(path.join(FOLDER, `${picture.name}.png`), await camera.photograph(picture));
    process.stdout.write(`docs/captures/${picture.name}.png\n`);
  }
}
await camera.close();
await stage.close();
