import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startWithTemplate, type TestCluster } from './postgres-cluster.ts';

// One throwaway cluster for a whole run, started when the first test asks for a database: a run
// of pure tests does not pay for it. Test processes ask over a socket of this main process.

declare module 'vitest' {
  export interface ProvidedContext {
    postgresSetupSocket: string;
  }
}

export type ClusterAnswer = { url: string } | { error: string };

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-setup-'));
  const socket = path.join(folder, 'ask');
  let cluster: Promise<TestCluster> | undefined;
  const server = http.createServer(async (_request, response) => {
    cluster ??= startWithTemplate();
    const answer: ClusterAnswer = await cluster.then(
      ({ postgres }) => ({ url: postgres.urlFor({ user: 'nobody' }) }),
      (error: Error) => ({ error: error.stack ?? error.message }),
    );
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  project.provide('postgresSetupSocket', socket);
  return async () => {
    server.close();
    server.closeAllConnections();
    await cluster?.then((started) => started.stop()).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  };
}
