/** A wire to Postgres with a switch: off, Postgres is gone for whoever comes by it. */
import net from 'node:net';
import path from 'node:path';
import { Secret } from '../../core/base/secret.ts';

export interface SwitchedProxy {
  /** The same login and database, by way of the proxy. */
  through(url: Secret): Secret;
  /** Breaks every connection and takes no new one. */
  off(): void;
  on(): void;
  close(): Promise<void>;
}

export async function openSwitchedProxy(target: Secret): Promise<SwitchedProxy> {
  const folder = new URL(target.reveal()).searchParams.get('host') ?? '';
  const upstream = path.join(folder, '.s.PGSQL.5432');
  const sockets = new Set<net.Socket>();
  let isOn = true;
  const server = net.createServer((client) => {
    if (!isOn) {
      client.destroy();
      return;
    }
    const postgres = net.connect(upstream);
    for (const [from, to] of [
      [client, postgres],
      [postgres, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    through(url) {
      const { username, pathname } = new URL(url.reveal());
      return new Secret(`postgresql://${username}@127.0.0.1:${port}${pathname}`);
    },
    off() {
      isOn = false;
      cut();
    },
    on() {
      isOn = true;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
