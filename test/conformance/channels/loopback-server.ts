import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Registers what must be ended when the test is over. */
export type OnEnd = (end: () => Promise<void>) => void;

/** Listens on a free port of this machine until the test is over; returns the origin. */
export async function listenOnLoopback(serve: RequestListener, onEnd: OnEnd): Promise<string> {
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  onEnd(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
