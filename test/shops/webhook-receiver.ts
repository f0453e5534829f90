// Stands where Shelftalk would stand: keeps every delivery of a shop as it came, and answers as
// told.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const POLL_MS = 20;

export interface ReceivedDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
}

export interface WantedDeliveries {
  readonly count: number;
  readonly withinMs: number;
  /** Which; a shop may still be telling of something that happened earlier. */
  readonly where: (delivery: ReceivedDelivery) => boolean;
}

export interface WebhookReceiver {
  readonly url: string;
  /** Those that have been answered, in the order of the answers. */
  readonly deliveries: readonly ReceivedDelivery[];
  /** Called with every delivery before it is answered; its result is the status. */
  onDelivery(answer: (delivery: ReceivedDelivery) => number | Promise<number>): void;
  /** Waits until at least so many of them are answered; throws what came instead. */
  waitFor(wanted: WantedDeliveries): Promise<readonly ReceivedDelivery[]>;
  stop(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const deliveries: ReceivedDelivery[] = [];
  let answer: (delivery: ReceivedDelivery) => number | Promise<number> = () => 200;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    const rawBody = Buffer.concat(chunks).toString('utf8');
    const delivery = { headers: Object.fromEntries(headers), rawBody };
    response.statusCode = await answer(delivery);
    deliveries.push(delivery);
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
