/**
 * Any server that speaks the OpenAI protocol: the vendor's own, Ollama, vLLM, llama.cpp. The only
 * file that imports the SDK. Chat completions, because all of these serve them.
 */
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import type { Clock } from '../../core/base/clock.ts';
import type { Logger } from '../../core/base/log.ts';
import type { ModelSettings } from '../../core/config/config.ts';
import { AnswerTooLong, fetchWithin } from './fetch-within.ts';
import type { Model, ModelAnswer, ModelRefusal, ModelRequest } from './model.ts';
import { createTokenBudget } from './token-budget.ts';

export interface OpenAiOptions {
  readonly settings: ModelSettings;
  readonly clock: Clock;
  readonly log: Logger;
  /** For everything about one request, a second try included. */
  readonly timeoutMs?: number;
}

const VENDOR_URL = 'https://api.openai.com/v1';
/** Somebody is waiting for the answer in a chat. */
const TIMEOUT_MS = 15_000;
const TRIES_MAX = 2;
const RETRY_AFTER_MS = 500;
/** Five commands are a few hundred; the rest is for models that think before they write. */
const ANSWER_TOKENS_MAX = 2_000;
const ANSWER_BYTES_MAX = 256 * 1_024;
/** English text and JSON have more; it is better to think too much of a request than too little. */
const CHARS_PER_TOKEN = 3;
const SDK_WANTS_A_KEY = 'none';

type Failed = { readonly kind: 'failed'; readonly reason: ModelRefusal; readonly status?: number };
type Attempt = { readonly kind: 'answered'; readonly body: unknown } | Failed;

// Only what we read of it: other servers leave the rest out.
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});
const usage = z.object({ usage: z.object({ total_tokens: z.int().min(0) }) });

export function createOpenAiModel(o: OpenAiOptions): Model {
  const { settings, clock, log, timeoutMs = TIMEOUT_MS } = o;
  const { tokensPerDay } = settings;
  const client = createClient(settings, { timeoutMs });
  const budget = createTokenBudget({ tokensPerDay, clock });
  const formats = new WeakMap<z.ZodType, ReturnType<typeof zodResponseFormat>>();

  function formatOf({ schema, name }: Pick<ModelRequest<unknown>, 'schema' | 'name'>) {
    const format = formats.get(schema) ?? zodResponseFormat(schema, name);
    formats.set(schema, format);
    return format;
  }

  async function attempt(request: ModelRequest<unknown>, signal: AbortSignal): Promise<Attempt> {
    const { system, user } = request;
    try {
      const body: unknown = await client.chat.completions.create(
        {
          model: settings.name,
          messages: [
            { role: 'system', content: system },
            { role: 'user', content: user },
          ],
          response_format: formatOf(request),
          max_completion_tokens: ANSWER_TOKENS_MAX,
        },
        { signal },
      );
      return { kind: 'answered', body };
    } catch (error) {
      return judgeError(error);
    }
  }

  async function ask(request: ModelRequest<unknown>): Promise<Attempt> {
    const deadline = new AbortController();
    const disarm = clock.after(timeoutMs, () => deadline.abort());
    try {
      for (let tries = 1; ; tries += 1) {
        const tried = await attempt(request, deadline.signal);
        if (tried.kind === 'answered' || tries === TRIES_MAX || !isPassing(tried)) return tried;
        await clock.sleep(RETRY_AFTER_MS, deadline.signal);
      }
    } finally {
      disarm();
    }
  }

  return {
    async complete(request) {
      const { sellerId, system, user } = request;
      const schemaText = JSON.stringify(formatOf(request));
      const sent = Math.ceil((system + user + schemaText).length / CHARS_PER_TOKEN);
      const tokens = sent + ANSWER_TOKENS_MAX;
      const reserved = budget.reserve({ sellerId, tokens });
      const startMs = clock.monotonicMs();
      const asked: Attempt = reserved
        ? await ask(request)
        : { kind: 'failed', reason: 'budget-spent' };
      reserved?.settle({ tokens: costOf(asked, { reserved: tokens }) });
      const answer = asked.kind === 'answered' ? readAnswer(request, asked.body) : refuse(asked);
      const tookMs = Math.round(clock.monotonicMs() - startMs);
      logAnswer(log, { request, asked, answer, tookMs });
      return answer;
    },
  };
}

/** What for, how long and why not; never what was said. */
function logAnswer(
  log: Logger,
  o: {
    request: Pick<ModelRequest<unknown>, 'purpose' | 'sellerId'>;
    asked: Attempt;
    answer: ModelAnswer<unknown>;
    tookMs: number;
  },
): void {
  const { asked, answer, tookMs } = o;
  const { purpose, sellerId } = o.request;
  if (answer.kind === 'value') {
    log.debug('model_answered', { purpose, sellerId, tookMs });
    return;
  }
  const { reason } = answer;
  const status = asked.kind === 'failed' ? asked.status : undefined;
  log.warn('model_refused', { purpose, sellerId, reason, status, tookMs });
}

/** Nothing may come from the environment behind our back: the SDK would look there by itself. */
function createClient({ apiKey, baseUrl }: ModelSettings, o: { timeoutMs: number }): OpenAI {
  return new OpenAI({
    apiKey: apiKey?.reveal() ?? SDK_WANTS_A_KEY,
    ...{ adminAPIKey: null, organization: null, project: null, webhookSecret: null },
    ...(apiKey ? {} : { defaultHeaders: { Authorization: null } }),
    baseURL: baseUrl ?? VENDOR_URL,
    timeout: o.timeoutMs,
    maxRetries: 0,
    // It would print requests.
    logLevel: 'off',
    fetch: fetchWithin({ bytesMax: ANSWER_BYTES_MAX }),
  });
}

/** A moment later it may be over. */
function isPassing({ reason, status }: Failed): boolean {
  const isOurFault = status !== undefined && status < 500;
  return reason === 'rate-limited' || (reason === 'unavailable' && !isOurFault);
}

/** By class and status; a message of the server may repeat what it was sent, a key included. */
function judgeError(error: unknown): Failed {
  if (error instanceof OpenAI.APIUserAbortError) return { kind: 'failed', reason: 'timed-out' };
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return { kind: 'failed', reason: 'timed-out' };
  }
  if (error instanceof OpenAI.APIConnectionError) {
    const isTooLong = error.cause instanceof AnswerTooLong;
    return { kind: 'failed', reason: isTooLong ? 'invalid' : 'unavailable' };
  }
  if (error instanceof OpenAI.APIError && error.status !== undefined) {
    const { status } = error;
    return { kind: 'failed', status, reason: status === 429 ? 'rate-limited' : 'unavailable' };
  }
  return { kind: 'failed', reason: 'invalid' };
}

const refuse = ({ reason }: Failed) => ({ kind: 'refused', reason }) as const;

function readAnswer<Value>(
  { schema }: Pick<ModelRequest<Value>, 'schema'>,
  body: unknown,
): ModelAnswer<Value> {
  const read = completion.safeParse(body);
  const [choice] = read.success ? read.data.choices : [];
  if (!choice) return { kind: 'refused', reason: 'invalid' };
  const { finish_reason: end, message } = choice;
  if (end === 'length') return { kind: 'refused', reason: 'truncated' };
  if (message.refusal || end === 'content_filter') return { kind: 'refused', reason: 'refusal' };
  const value = schema.safeParse(parseJson(message.content ?? ''));
  return value.success
    ? { kind: 'value', value: value.data }
    : { kind: 'refused', reason: 'invalid' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What the server says; where it says nothing, all that it may have cost. */
function costOf(asked: Attempt, { reserved }: { reserved: number }): number {
  if (asked.kind === 'answered') {
    const told = usage.safeParse(asked.body);
    return told.success ? told.data.usage.total_tokens : reserved;
  }
  return isPassing(asked) || asked.reason === 'budget-spent' ? 0 : reserved;
}
