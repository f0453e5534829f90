/**
 * The one HTTP server and its route table.
 *
 * Who calls it: shops post deliveries, chat platforms post messages to what is mounted for them,
 * whoever runs the process asks for its health. Everything that arrives is bounded (size, time,
 * number of headers) before anybody looks at it, and every answer is one of answer.ts: no text of a
 * request or an error ever goes out.
 * It must never answer 200 for a delivery that is not durable, nor say why a signature is wrong.
 */
import type { AddressInfo, Socket } from 'node:net';
import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import type { Ids } from '../base/ids.ts';
import type { Logger } from '../base/log.ts';
import type { Intake } from '../intake/intake.ts';
import { ANSWERS, type Answer, toRawAnswer } from './answer.ts';
import { addHealthRoutes } from './health-routes.ts';
import { addMountedRoutes, type Listener } from './mounted-route.ts';
import type { Readiness } from './readiness.ts';
import { send } from './send-answer.ts';
import { addWebhookRoute } from './webhook-route.ts';

export interface HttpServer {
  /** Throws when the address is taken. @returns the port, which port 0 leaves open */
  start(): Promise<{ port: number }>;
  /** From now on /readyz says no; requests are still served, each as the last of its connection. */
  drain(): void;
  /** How many are connected. */
  connections(): Promise<number>;
  /** Ends what is under way, and closes. */
  stop(): Promise<void>;
}

export interface HttpDeps {
  readonly host: string;
  readonly port: number;
  readonly intake: Pick<Intake, 'receiveWebhook'>;
  readonly readiness: () => Promise<Readiness>;
  /** What is served under `/chat/<id>`, by id; may still grow. */
  readonly listeners?: ReadonlyMap<string, Listener>;
  readonly ids: Ids;
  readonly log: Logger;
  /** Shorter in tests that let time run out. */
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpLimits {
  /** For the whole request to arrive. The senders themselves give up after 5 to 10 seconds. */
  readonly requestMs: number;
  readonly headersMs: number;
  /** How often connections are looked at for the two above. */
  readonly checkEveryMs: number;
  readonly bodyBytes: number;
}

export const HTTP_LIMITS: HttpLimits = {
  requestMs: 10_000,
  headersMs: 5_000,
  checkEveryMs: 1_000,
  bodyBytes: 1_048_576,
};

const KEEP_ALIVE_MS = 65_000;
const HEADERS_MAX = 100;
const PATH_PART_LENGTH_MAX = 100;

export function createHttpServer(deps: HttpDeps): HttpServer {
  const limits = { ...HTTP_LIMITS, ...deps.limits };
  const server = openFastify(deps, limits);
  const connected = watchConnections(server);
  let isDraining = false;
  takeBodiesRaw(server, limits);
  refuseEncodings(server);
  answerErrors(server, deps.log);
  addHealthRoutes(server, { ...deps, isDraining: () => isDraining });
  addWebhookRoute(server, deps);
  const { log, listeners = new Map() } = deps;
  addMountedRoutes(server, { listeners, log, isDraining: () => isDraining });
  // Whoever keeps a connection hears in good time that it ends, instead of losing a request to it.
  server.addHook('onSend', async (_request, reply) => {
    if (isDraining) reply.header('connection', 'close');
  });
  return {
    async start() {
      await server.listen({ host: deps.host, port: deps.port });
      const { port } = server.server.address() as AddressInfo;
      deps.log.info('http_listens', { host: deps.host, port });
      return { port };
    },
    drain() {
      isDraining = true;
    },
    connections: () =>
      new Promise((resolve) => {
        server.server.getConnections((error, count) => resolve(error ? 0 : count));
      }),
    async stop() {
      isDraining = true;
      const closed = server.close();
      connected.cutSilent();
      await closed;
    },
  };
}

function openFastify(deps: HttpDeps, limits: HttpLimits): FastifyInstance {
  const server = fastify({
    logger: false,
    // An id from outside could pose as another request in the log.
    requestIdHeader: false,
    genReqId: () => deps.ids.next(),
    trustProxy: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    routerOptions: { maxParamLength: PATH_PART_LENGTH_MAX },
    // Idle keep-alive connections must not hold up a stop.
    forceCloseConnections: 'idle',
    // A request that came in is served, also while closing: to a shop a 503 is a failure.
    return503OnClosing: false,
    http: {
      headersTimeout: limits.headersMs,
      connectionsCheckingInterval: limits.checkEveryMs,
    },
    clientErrorHandler: (error, socket) => refuseConnection(error, socket),
    frameworkErrors: (_error, _request, reply) => send(reply, ANSWERS.badRequest),
  });
  server.server.maxHeadersCount = HEADERS_MAX;
  return server;
}

/**
 * A client may connect before it has anything to say. To Node that is neither idle nor a request,
 * and closing would wait for it until it gives up by itself.
 */
function watchConnections(server: FastifyInstance): { cutSilent(): void } {
  const sockets = new Set<Socket>();
  let isCut = false;
  const cut = (socket: Socket) => void (socket.bytesRead === 0 && socket.destroy());
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (isCut) cut(socket);
  });
  return {
    cutSilent() {
      isCut = true;
      for (const socket of sockets) cut(socket);
    },
  };
}

function takeBodiesRaw(server: FastifyInstance, limits: HttpLimits): void {
  server.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer', bodyLimit: limits.bodyBytes } as const;
  server.addContentTypeParser('*', options, (_request, body, done) => done(null, body));
}

/** Unpacked, a small body can be any size; no shop packs its deliveries. */
function refuseEncodings(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return;
    // The rest of the body is not read.
    await send(reply.header('connection', 'close'), ANSWERS.encoded);
  });
}

function answerErrors(server: FastifyInstance, log: Logger): void {
  server.setNotFoundHandler((_request, reply) => send(reply, ANSWERS.notFound));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const answer = answerFor(error);
    if (answer.status === 500) {
      log.error('http_failed', { route: request.routeOptions.url, requestId: request.id, error });
    }
    // What is left of a refused body is not read.
    if (answer.status === 413) reply.header('connection', 'close');
    return send(reply, answer);
  });
}

function answerFor(error: FastifyError): Answer {
  if (error.statusCode === 413) return ANSWERS.tooLarge;
  const isTheirs = (error.statusCode ?? 500) >= 400 && (error.statusCode ?? 500) < 500;
  return isTheirs ? ANSWERS.badRequest : ANSWERS.broken;
}

/** Before there is a request: a slow one, broken headers, a connection that was cut. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const answer =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ANSWERS.tooSlow
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? ANSWERS.headersTooLarge
        : ANSWERS.badRequest;
  socket.end(toRawAnswer(answer));
}
