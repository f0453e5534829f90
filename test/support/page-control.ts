import { readFile } from 'node:fs/promises';

/** A page of a running browser, as its developer tools reach it. */
export interface PageControl {
  /** The value of an expression, awaited; it must be JSON. */
  run(expression: string): Promise<unknown>;
  close(): void;
}

interface Target {
  readonly type: string;
  readonly url: string;
  readonly webSocketDebuggerUrl: string;
}

interface Answer {
  readonly id?: number;
  readonly result?: {
    readonly result?: { readonly value?: unknown };
    readonly exceptionDetails?: unknown;
  };
}

const TRIES_MAX = 300;
const TRY_EVERY_MS = 50;

const pause = () => new Promise((done) => setTimeout(done, TRY_EVERY_MS));

/** Waits for the browser of that profile to come up with a page whose address begins so. */
export async function openPageControl(o: { profile: string; url: string }): Promise<PageControl> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const target = await findTarget(o).catch(() => null);
    if (target) return connect(target.webSocketDebuggerUrl);
    await pause();
  }
  throw new Error('The browser showed no such page.');
}

async function findTarget(o: { profile: string; url: string }): Promise<Target | null> {
  const [port = ''] = (await readFile(`${o.profile}/DevToolsActivePort`, 'utf8')).split('\n');
  const response = await fetch(`http://127.0.0.1:${port}/json`);
  const targets = (await response.json()) as Target[];
  return targets.find(({ type, url }) => type === 'page' && url.startsWith(o.url)) ?? null;
}

async function connect(url: string): Promise<PageControl> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, (answer: Answer | null) => void>();
  await new Promise((done, fail) => {
    socket.addEventListener('open', done);
    socket.addEventListener('error', () => fail(new Error('The page cannot be reached.')));
  });
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    waiting.get(answer.id ?? 0)?.(answer);
  });
  socket.addEventListener('close', () => {
    for (const settle of waiting.values()) settle(null);
  });
  let id = 0;
  return {
    async run(expression) {
      id += 1;
      const own = id;
      const settled = new Promise<Answer | null>((done) => waiting.set(own, done));
      const params = { expression, awaitPromise: true, returnByValue: true };
      socket.send(JSON.stringify({ id: own, method: 'Runtime.evaluate', params }));
      const answer = await settled;
      waiting.delete(own);
      const thrown = answer?.result?.exceptionDetails;
      if (!answer || thrown) throw new Error(`${expression} failed: ${JSON.stringify(thrown)}`);
      return answer.result?.result?.value;
    },
    close: () => socket.close(),
  };
}
