import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isRetriedLater } from '../base/errors.ts';
import type { Logger } from '../base/log.ts';
import type { Intake } from '../intake/intake.ts';
import { ANSWERS, type Answer } from './answer.ts';
import { send } from './send-answer.ts';

type WebhookRequest = FastifyRequest<{ Params: { channel: string; account: string } }>;

const NO_BODY = Buffer.alloc(0);

/**
 * Deliveries of shops, as raw bytes: the signature covers them, and a body that was parsed and
 * written again is another one. Answered 200 only once the delivery is durable.
 */
export function addWebhookRoute(
  server: FastifyInstance,
  deps: { intake: Pick<Intake, 'receiveWebhook'>; log: Logger },
): void {
  const path = '/webhooks/:channel/:account';
  server.post(path, async (request: WebhookRequest, reply) =>
    send(reply, await answerWebhook(deps, request)),
  );
  server.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: path,
    exposeHeadRoute: false,
    handler: (_request, reply) => send(reply.header('allow', 'POST'), ANSWERS.notAllowed),
  });
}

async function answerWebhook(
  deps: { intake: Pick<Intake, 'receiveWebhook'>; log: Logger },
  request: WebhookRequest,
): Promise<Answer> {
  const { channel, account } = request.params;
  const rawBody = Buffer.isBuffer(request.body) ? request.body : NO_BODY;
  try {
    const answer = await deps.intake.receiveWebhook({
      channel,
      publicId: account,
      rawBody,
      headers: joinHeaders(request),
    });
    if (answer.kind === 'refused') return ANSWERS.refused;
    return answer.kind === 'bad-body' ? ANSWERS.badBody : ANSWERS.ok;
  } catch (error) {
    if (!isRetriedLater(error)) throw error;
    deps.log.warn('delivery_not_stored', { channel, error });
    return ANSWERS.unavailable;
  }
}

function joinHeaders(request: FastifyRequest): Record<string, string | undefined> {
  const headers = Object.entries(request.headers);
  return Object.fromEntries(
    headers.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}
