import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Picture } from './picture.ts';

/** As far as it is used here; the package comes along with the WhatsApp library. */
interface Puppeteer {
  launch(o: {
    executablePath: string;
    args: readonly string[];
  }): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>;
}

interface Page {
  setViewport(o: { width: number; height: number; deviceScaleFactor: number }): Promise<void>;
  setContent(html: string): Promise<void>;
  screenshot(o: { fullPage: true; type: 'png' }): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface Camera {
  photograph(picture: Picture): Promise<Uint8Array>;
  close(): Promise<void>;
}

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export function whyNoCamera(): string | null {
  return existsSync(CHROMIUM) ? null : `there is no ${CHROMIUM}; set CHROMIUM_PATH`;
}

export async function openCamera(): Promise<Camera> {
  const require = createRequire(import.meta.url);
  const beside = createRequire(require.resolve('whatsapp-web.js'));
  const puppeteer = beside('puppeteer') as Puppeteer;
  const isRoot = process.getuid?.() === 0;
  const browser = await puppeteer.launch({
    executablePath: CHROMIUM,
    args: ['--disable-gpu', '--disable-dev-shm-usage', ...(isRoot ? ['--no-sandbox'] : [])],
  });
  return {
    async photograph({ html, width }) {
      const page = await browser.newPage();
      await page.setViewport({ width, height: 100, deviceScaleFactor: 2 });
      await page.setContent(html);
      const bytes = await page.screenshot({ fullPage: true, type: 'png' });
      await page.close();
      return bytes;
    },
    close: () => browser.close(),
  };
}
