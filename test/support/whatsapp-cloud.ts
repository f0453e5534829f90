import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrontEnd, FrontEndDeps } from '../../bots/front-end/front-end.ts';
import { whatsapp } from '../../bots/whatsapp/index.ts';
import type { CloudSettings } from '../../bots/whatsapp/settings.ts';
import { type Clock, systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { createLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { Secret } from '../../core/base/secret.ts';
import { createRecordingDesk, type RecordingDesk } from './whatsapp-desk.ts';
import { GRAPH, type GraphServer, startGraphServer } from './whatsapp-graph.ts';

export interface CloudStage {
  readonly frontEnd: FrontEnd;
  readonly desk: RecordingDesk;
  readonly graph: GraphServer;
  /** Where Meta posts. */
  readonly webhookUrl: string;
  /** Every line that was logged. */
  readonly log: string[];
  close(): Promise<void>;
}

export function frontEndDeps(o: {
  desk: FrontEndDeps['desk'];
  sellerId?: number;
  log?: string[];
  clock?: Clock;
  dataDir?: string;
  announce?: FrontEndDeps['announce'];
}): FrontEndDeps {
  const numbers = new Intl.NumberFormat('en-IN');
  return {
    sellerId: o.sellerId ?? 7,
    desk: o.desk,
    menu: [],
    clock: o.clock ?? systemClock,
    ids: systemIds,
    random: systemRandom,
    log: createLogger({ level: 'debug', write: (line) => void o.log?.push(line) }),
    formatNumber: (value) => numbers.format(value),
    dataDir: o.dataDir ?? '/nowhere',
    announce: o.announce ?? (() => {}),
    isOurTurn: async () => true,
  };
}

/** The real front-end between a stand-in of Meta and a desk that records. */
export async function openCloudStage(
  o: {
    settings?: Partial<CloudSettings>;
    clock?: Clock;
    check?: (body: unknown) => string | null;
    /** Default: the one that records. */
    behind?: { desk: FrontEndDeps['desk']; sellerId: number };
  } = {},
): Promise<CloudStage> {
  const graph = await startGraphServer(o.check ? { check: o.check } : {});
  const desk = createRecordingDesk();
  const log: string[] = [];
  const settings: CloudSettings = {
    transport: 'cloud',
    token: new Secret(GRAPH.token),
    phoneNumberId: GRAPH.phoneNumberId,
    appSecret: new Secret(GRAPH.appSecret),
    verifyToken: new Secret(GRAPH.verifyToken),
    template: null,
    apiRoot: graph.url,
    ...o.settings,
  };
  const clock = o.clock ?? systemClock;
  const deps = frontEndDeps({ desk, log, clock, ...o.behind });
  const frontEnd = await whatsapp.open(settings, deps);
  const server = createServer((request, response) => frontEnd.listener?.(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  await frontEnd.start();
  return {
    frontEnd,
    desk,
    graph,
    log,
    webhookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat/whatsapp`,
    async close() {
      await frontEnd.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await graph.close();
    },
  };
}
