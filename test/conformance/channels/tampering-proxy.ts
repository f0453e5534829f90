import type { IncomingMessage } from 'node:http';
import { listenOnLoopback, type OnEnd } from './loopback-server.ts';

export interface SpoiledAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What becomes of an answer on its way; null: it passes as it is. */
export type Tamper = (answer: {
  readonly effect: 'read' | 'write';
  readonly status: number;
  readonly body: string;
}) => SpoiledAnswer | null;

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** About one connection, or about bytes that are made anew here. */
const NOT_PASSED: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'keep-alive',
  'date',
  'content-length',
  'content-encoding',
  'transfer-encoding',
]);

function passedOn(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (!NOT_PASSED.has(name)) headers.set(name, values?.join(', ') ?? '');
  }
  return headers;
}

/**
 * Passes every call to the shop, one at a time, and every answer through `tamper`. Returns its base
 * URL.
 */
export async function openTamperingProxy(o: {
  target: string;
  /** How many writes the shop has served: tells the answer of a write from that of a read. */
  writes: () => number;
  tamper: Tamper;
  onEnd: OnEnd;
}): Promise<string> {
  const target = new URL(o.target);
  let turn: Promise<unknown> = Promise.resolve();

  const forward = async (message: IncomingMessage): Promise<SpoiledAnswer> => {
    const sent = await textOf(message);
    const writesBefore = o.writes();
    const answer = await fetch(new URL(message.url ?? '/', target.origin), {
      method: message.method ?? 'GET',
      headers: passedOn(message),
      body: sent === '' ? null : sent,
      redirect: 'manual',
    });
    const body = await answer.text();
    const effect = o.writes() > writesBefore ? 'write' : 'read';
    const { status } = answer;
    const headers = Object.fromEntries(
      [...answer.headers].filter(([name]) => !NOT_PASSED.has(name)),
    );
    const spoilt = o.tamper({ effect, status, body });
    return spoilt
      ? { ...spoilt, headers: { ...headers, ...spoilt.headers } }
      : { status, headers, body };
  };

  const origin = await listenOnLoopback((message, response) => {
    const answered = turn.then(() => forward(message));
    turn = answered.catch(() => undefined);
    answered.then(
      ({ status, headers, body }) => {
        response.writeHead(status, headers);
        response.end(body);
      },
      () => response.destroy(),
    );
  }, o.onEnd);
  return o.target.replace(target.origin, origin);
}
