import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Secret } from '../../core/base/secret.ts';

export type MutingProxy = {
  /** The same database, reached through the proxy. */
  urlOf(url: Secret): Secret;
  /**
   * From now on, connections on which this word was sent swallow what Postgres says, as a network
   * does that has forgotten them: nobody is told. Resolves with their number.
   */
  mute(word: string): number;
  close(): Promise<void>;
};

/** Stands between a client and the unix socket of a Postgres. */
export async function startMutingProxy(target: Secret): Promise<MutingProxy> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-proxy-'));
  const upstreamFolder = new URL(target.reveal()).searchParams.get('host') ?? '';
  const name = '.s.PGSQL.5432';
  const connections = new Set<{ said: string; muted: boolean; ends: net.Socket[] }>();
  const server = net.createServer((client) => {
    const upstream = net.connect(path.join(upstreamFolder, name));
    const connection = { said: '', muted: false, ends: [client, upstream] };
    connections.add(connection);
    client.on('data', (bytes) => {
      connection.said = (connection.said + bytes.toString('latin1')).slice(-100_000);
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!connection.muted) client.write(bytes);
    });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('error', () => undefined);
      from.on('close', () => {
        if (!connection.muted) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(path.join(folder, name), resolve));
  return {
    urlOf(url) {
      const through = new URL(url.reveal());
      through.searchParams.set('host', folder);
      return new Secret(through.toString());
    },
    mute(word) {
      const found = [...connections].filter(({ said }) => said.includes(word));
      for (const connection of found) connection.muted = true;
      return found.length;
    },
    async close() {
      for (const { ends } of connections) for (const end of ends) end.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
