import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Secret } from '../../core/base/secret.ts';
import { ANSWERS, type Answer, toBody } from '../../core/http/answer.ts';
import type { Taken } from './take-update.ts';

const SECRET_HEADER = 'x-telegram-bot-api-secret-token';
const BODY_BYTES_MAX = 1_048_576;

/** Updates that Telegram posts. Its 200 comes when the message is durable, and not before. */
export async function takeWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  o: { secret: Secret; take: (update: unknown) => Promise<Taken> },
): Promise<void> {
  const answer: Answer = await answerUpdate(request, o).catch(() => ANSWERS.broken);
  if (response.destroyed) return;
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    ...(answer.retryAfterSeconds === undefined
      ? {}
      : { 'retry-after': String(answer.retryAfterSeconds) }),
    // What is left of a refused body is not read.
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(JSON.stringify(toBody(answer)));
}

async function answerUpdate(
  request: IncomingMessage,
  o: { secret: Secret; take: (update: unknown) => Promise<Taken> },
): Promise<Answer> {
  if (request.method !== 'POST') return ANSWERS.notAllowed;
  if (!isSame(request.headers[SECRET_HEADER], o.secret)) return ANSWERS.refused;
  const body = await readBody(request);
  if (body === null) return ANSWERS.tooLarge;
  const update = parse(body);
  if (update === undefined) return ANSWERS.badBody;
  return (await o.take(update)) === 'taken' ? ANSWERS.ok : ANSWERS.unavailable;
}

function isSame(given: string | string[] | undefined, secret: Secret): boolean {
  const left = Buffer.from(typeof given === 'string' ? given : '');
  const right = Buffer.from(secret.reveal());
  return left.length === right.length && right.length > 0 && timingSafeEqual(left, right);
}

/** Null: it is longer than any update. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
