import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '../base/log.ts';
import { ANSWERS, toBody } from './answer.ts';
import { send } from './send-answer.ts';

/** Serves a request whole: it reads the body itself, within limits of its own, and answers. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * What others serve under `/chat/<id>`: they are handed the raw request, because their signatures
 * cover raw bytes and their libraries want to read these themselves. The server's limits of time
 * and of headers hold for them too.
 */
export function addMountedRoutes(
  server: FastifyInstance,
  deps: { listeners: ReadonlyMap<string, Listener>; isDraining: () => boolean; log: Logger },
): void {
  const mounted = (id: string) => deps.listeners.get(id);
  for (const url of ['/chat/:id', '/chat/:id/*']) {
    server.route<{ Params: { id: string } }>({
      method: ['GET', 'POST'],
      url,
      exposeHeadRoute: false,
      // Before the body is read: from here on the request is the listener's.
      onRequest: async (request, reply) => {
        const listener = mounted(request.params.id);
        if (!listener) return;
        reply.hijack();
        if (deps.isDraining()) reply.raw.setHeader('connection', 'close');
        hand(listener, request.raw, reply.raw, deps.log);
      },
      handler: (_request, reply) => send(reply, ANSWERS.notFound),
    });
  }
}

function hand(
  listener: Listener,
  request: IncomingMessage,
  response: ServerResponse,
  log: Logger,
): void {
  try {
    listener(request, response);
  } catch (error) {
    log.error('http_failed', { route: '/chat/:id', error });
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end(JSON.stringify(toBody(ANSWERS.broken)));
  }
}
