import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.ts';

/**
 * /livez says that this process turns its event loop, and asks nobody: a restart cures nothing that
 * is wrong elsewhere. /readyz says whether work should be sent here.
 */
export function addHealthRoutes(
  server: FastifyInstance,
  deps: { readiness: () => Promise<Readiness>; isDraining: () => boolean },
): void {
  server.get('/livez', (_request, reply) => reply.send({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    const { isReady, checks } = await deps.readiness();
    const isOpen = !deps.isDraining();
    const status = isReady && isOpen ? 200 : 503;
    return reply.code(status).send({
      status: status === 200 ? 'ready' : 'not ready',
      checks: { ...checks, open: isOpen },
    });
  });
}
