import type { FastifyReply } from 'fastify';
import { type Answer, toBody } from './answer.ts';

export function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(answer.retryAfterSeconds));
  }
  return reply.code(answer.status).send(toBody(answer));
}
