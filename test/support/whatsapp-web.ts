/**
 * The real library in a real browser, against a page of ours: the library itself puts our page in
 * the place of WhatsApp's, from its cache of pages, so that nothing in it is replaced.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FrontEnd } from '../../bots/front-end/front-end.ts';
import { whatsapp } from '../../bots/whatsapp/index.ts';
import type { WebSettings } from '../../bots/whatsapp/settings.ts';
import { CHROMIUM_PATH } from './chromium.ts';
import { openPageControl, type PageControl } from './page-control.ts';
import { frontEndDeps } from './whatsapp-cloud.ts';
import { createRecordingDesk, type RecordingDesk } from './whatsapp-desk.ts';

/** How the world is when a browser comes up. */
export interface Boot {
  readonly isLinked: boolean;
  readonly contacts: readonly {
    readonly id: string;
    readonly phone?: string;
    readonly pushname?: string;
  }[];
  readonly unread: readonly Incoming[];
}

export interface Incoming {
  readonly chat: string;
  readonly id: string;
  readonly body?: string;
  readonly type?: string;
  readonly author?: string;
  readonly fromMe?: boolean;
  readonly t?: number;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** What has left the page. */
export interface Left {
  readonly chat: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly file: { readonly name: string; readonly type: string; readonly data: string } | null;
}

export interface WebStage {
  readonly frontEnd: FrontEnd;
  readonly desk: RecordingDesk;
  readonly log: string[];
  /** Lines for the terminal. */
  readonly announced: string[];
  /** Of the session: it must exist while a phone is linked. */
  readonly profile: string;
  /** For the next browser that comes up. */
  setBoot(boot: Partial<Boot>): void;
  /** The page of the browser that runs now. */
  page(): Promise<PageControl>;
  /** Ends the browser as a machine does that has no memory left. */
  killBrowser(): void;
  /** Fails where the browser goes on running. */
  untilBrowserEnded(): Promise<void>;
  /** Resolves when the health is so. */
  until(state: ReturnType<FrontEnd['health']>['state']): Promise<void>;
  close(): Promise<void>;
}

const VERSION = '2.3000.stand-in';
const PARTS = ['models.js', 'modules.js', 'control.js'];
const SOURCE = path.join(import.meta.dirname, 'whatsapp-page');
const PAGE_URL = 'https://web.whatsapp.com/';

/** On the way to the browser: its tools are opened to the test, and its process made known. */
const WRAPPER = `#!/bin/sh
echo $$ > "$0.pid"
exec ${CHROMIUM_PATH} --remote-debugging-port=0 --remote-allow-origins='*' "$@"
`;

export async function openWebStage(
  o: { boot?: Partial<Boot>; settings?: Partial<WebSettings> } = {},
): Promise<WebStage> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-whatsapp-'));
  const pages = path.join(folder, 'pages');
  const browser = path.join(folder, 'browser.sh');
  const dataDir = path.join(folder, 'data');
  mkdirSync(pages);
  writeFileSync(browser, WRAPPER, { mode: 0o755 });
  let boot: Boot = { isLinked: false, contacts: [], unread: [], ...o.boot };
  const writePage = () => writeFileSync(path.join(pages, `${VERSION}.html`), toHtml(boot));
  writePage();
  const desk = createRecordingDesk();
  const log: string[] = [];
  const announced: string[] = [];
  const deps = frontEndDeps({
    desk,
    log,
    dataDir,
    announce: (lines) => void announced.push(...lines),
  });
  const settings: WebSettings = {
    transport: 'web',
    chromiumPath: browser,
    pairNumber: null,
    hasPolls: false,
    page: { folder: pages, version: VERSION },
    ...o.settings,
    times: { watchEveryMs: 100, retryMs: 50, retryMsMax: 200, ...o.settings?.times },
  };
  const frontEnd = await whatsapp.open(settings, deps);
  const profile = path.join(dataDir, 'whatsapp', 'session-seller-7');
  return {
    frontEnd,
    desk,
    log,
    announced,
    profile,
    setBoot(next) {
      boot = { ...boot, ...next };
      writePage();
    },
    page: () => openPageControl({ profile, url: PAGE_URL }),
    killBrowser: () => process.kill(readPid(browser), 'SIGKILL'),
    untilBrowserEnded: () => untilEnded(browser),
    async until(state) {
      while (frontEnd.health().state !== state) await new Promise((done) => setTimeout(done, 20));
    },
    async close() {
      await frontEnd.stop();
      // One that was still coming up writes into the folder until it is closed.
      await untilEnded(browser);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const readPid = (browser: string) => Number.parseInt(readFileSync(`${browser}.pid`, 'utf8'), 10);

async function untilEnded(browser: string): Promise<void> {
  if (!existsSync(`${browser}.pid`)) return;
  for (let tries = 0; tries < 100; tries += 1) {
    if (!isAlive(readPid(browser))) return;
    await new Promise((done) => setTimeout(done, 30));
  }
  throw new Error('The browser goes on running.');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function toHtml(boot: Boot): string {
  // Inside of a script a slash behind "<" would end it.
  const world = JSON.stringify(boot).replaceAll('<', '\\u003c');
  const scripts = PARTS.map((part) => readFileSync(path.join(SOURCE, part), 'utf8'));
  const script = [`const BOOT = ${world};`, ...scripts].join('\n');
  return `<!doctype html><meta charset="utf-8"><title>stand-in</title><script>${script}</script>`;
}

export const receive = (given: Incoming): string => `standIn.receive(${JSON.stringify(given)})`;

export async function leftSince(page: PageControl, from: number): Promise<Left[]> {
  return JSON.parse(String(await page.run(`standIn.sent(${from})`))) as Left[];
}
