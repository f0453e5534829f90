// Stands where Shelftalk would stand, or in front of it: keeps every delivery of a shop as it came,
// and answers as told.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const POLL_MS = 20;
// Of one connection, not of the message.
const HOP_HEADERS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
]);

export interface ReceivedDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
}

export interface AnsweredDelivery extends ReceivedDelivery {
  readonly status: number;
}

export interface WantedDeliveries {
  readonly count: number;
  readonly withinMs: number;
  /** Which; a shop may still be telling of something that happened earlier. */
  readonly where: (delivery: ReceivedDelivery) => boolean;
}

/** A status, or nothing at all: the line goes dead. */
export type Answer = number | 'hang-up';
export type AnswerDelivery = (delivery: ReceivedDelivery) => Answer | Promise<Answer>;

export interface WebhookReceiver {
  readonly url: string;
  /** Those that have been answered, in the order of the answers. */
  readonly deliveries: readonly AnsweredDelivery[];
  /** Those that nobody answered. */
  readonly lost: readonly ReceivedDelivery[];
  /** Called with every delivery before it is answered. */
  onDelivery(answer: AnswerDelivery): void;
  /** Waits until at least so many of them are answered; throws what came instead. */
  waitFor(wanted: WantedDeliveries): Promise<readonly AnsweredDelivery[]>;
  stop(): Promise<void>;
}

/** Hands a delivery on to whoever listens at `url`, as a wire would. */
export function passOnTo(url: string): AnswerDelivery {
  return async ({ headers, rawBody }) => {
    const kept = Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name));
    try {
      const body = Buffer.from(rawBody, 'utf8');
      const answer = await fetch(url, { method: 'POST', headers: Object.fromEntries(kept), body });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return 'hang-up';
    }
  };
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const deliveries: AnsweredDelivery[] = [];
  const lost: ReceivedDelivery[] = [];
  let answer: AnswerDelivery = () => 200;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    const rawBody = Buffer.concat(chunks).toString('utf8');
    const delivery = { headers: Object.fromEntries(headers), rawBody };
    const answered = await answer(delivery);
    if (answered === 'hang-up') {
      lost.push(delivery);
      request.socket.destroy();
      return;
    }
    deliveries.push({ ...delivery, status: answered });
    response.statusCode = answered;
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const waitFor = async ({ count, withinMs, where }: WantedDeliveries) => {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const found = deliveries.filter(where);
      if (found.length >= count) return found;
      if (performance.now() > deadline) {
        const came = deliveries.map((delivery) => delivery.rawBody).join('\n');
        throw new Error(`Wanted ${count} deliveries, found ${found.length} among:\n${came}`);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/vendure/test`,
    deliveries,
    lost,
    onDelivery: (told) => {
      answer = told;
    },
    waitFor,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
