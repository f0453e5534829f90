/**
 * A wire to Postgres that breaks where a test wants it: before a COMMIT gets through, or after it,
 * so that the answer is lost and nobody can know what happened.
 */
import net from 'node:net';
import path from 'node:path';
import { Secret } from '../../core/base/secret.ts';

export interface CuttingProxy {
  /** The same login and database, by way of the proxy. */
  through(url: Secret): Secret;
  /** The next COMMIT breaks its connection. */
  cutAtCommit(when: 'before' | 'after'): void;
  /** Connections that were cut. */
  cuts(): number;
  close(): Promise<void>;
}

export async function openCuttingProxy(target: Secret): Promise<CuttingProxy> {
  const folder = new URL(target.reveal()).searchParams.get('host') ?? '';
  const upstream = path.join(folder, '.s.PGSQL.5432');
  const sockets = new Set<net.Socket>();
  let armed: 'before' | 'after' | undefined;
  let cuts = 0;

  const server = net.createServer((client) => {
    const postgres = net.connect(upstream);
    for (const socket of [client, postgres]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        postgres.destroy();
      });
    }
    let isDeaf = false;
    client.on('data', (bytes) => {
      const cut = armed && bytes.includes('COMMIT') ? armed : undefined;
      if (cut) {
        armed = undefined;
        cuts += 1;
      }
      if (cut === 'before') {
        client.destroy();
        return;
      }
      // Postgres gets it, works it off and answers to nobody.
      if (cut === 'after') isDeaf = true;
      postgres.write(bytes);
    });
    postgres.on('data', (bytes) => {
      if (!isDeaf) client.write(bytes);
      else if (isReadyForQuery(bytes)) client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    through(url) {
      const { username, pathname } = new URL(url.reveal());
      return new Secret(`postgresql://${username}@127.0.0.1:${port}${pathname}`);
    },
    cutAtCommit(when) {
      armed = when;
    },
    cuts: () => cuts,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The last message of an answer: everything was worked off, and no transaction is open. */
function isReadyForQuery(bytes: Buffer): boolean {
  return bytes.subarray(-6).equals(Buffer.from('5a0000000549', 'hex'));
}
