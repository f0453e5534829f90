/** Telegram, by long polling or by webhook. The SDK is known here and nowhere else. */
import type { Secret } from '../../core/base/secret.ts';
import type { FrontEndKind } from '../front-end/front-end.ts';
import { type ApiResult, type BotApi, type Download, UploadedFile } from './bot-api.ts';
import { FRONT_END } from './inbound.ts';
import { BUTTONS_MAX } from './keyboard.ts';
import { TEXT_LENGTH_MAX, toPlainText } from './render.ts';
import type { TelegramSettings } from './settings.ts';
import { createTelegramFrontEnd, POLL_SECONDS } from './telegram-front-end.ts';

const CALL_SECONDS_MAX = 30;
const DOWNLOAD_MS_MAX = 20_000;
const DESCRIPTION_LENGTH_MAX = 200;
/** A path as getFile gives it; nothing that could lead elsewhere. */
const FILE_PATH = /^(?!.*\.\.)[\w][\w./-]{0,300}$/;

type Grammy = typeof import('grammy');
type RawCall = (payload: unknown, signal?: AbortSignal) => Promise<unknown>;

export const telegram: FrontEndKind<TelegramSettings> = {
  id: FRONT_END,
  title: 'Telegram',
  abilities: {
    buttons: BUTTONS_MAX,
    hasPictures: true,
    hasFiles: true,
    textLengthMax: TEXT_LENGTH_MAX,
  },
  async open(settings, front) {
    const api = connect(settings, await import('grammy'));
    return createTelegramFrontEnd({ api, settings, front });
  },
  toPlainText,
};

function connect({ token, apiRoot }: TelegramSettings, grammy: Grammy): BotApi {
  const open = (timeoutSeconds: number) =>
    new grammy.Api(token.reveal(), { apiRoot, timeoutSeconds }).raw;
  const calls = open(CALL_SECONDS_MAX);
  // This one is left open on purpose.
  const polls = open(CALL_SECONDS_MAX + POLL_SECONDS);
  return {
    async call(method, payload, signal) {
      const raw = (method === 'getUpdates' ? polls : calls) as unknown as Record<string, RawCall>;
      const withFiles = Object.entries(payload).map(([name, value]) => [
        name,
        value instanceof UploadedFile ? new grammy.InputFile(value.bytes, value.name) : value,
      ]);
      const run = raw[method];
      if (!run) return { kind: 'unreached', reason: 'unknown method' };
      const fields = Object.fromEntries(withFiles);
      try {
        return { kind: 'ok', result: await invoke(run, { method, fields, signal }) };
      } catch (error) {
        return toFailure(error, grammy);
      }
    },
    download: (path, bytesMax) => download({ token, apiRoot, path, bytesMax }),
  };
}

const WITHOUT_FIELDS = ['getMe', 'getWebhookInfo'];

/** The SDK's methods without fields take the signal first. */
function invoke(
  run: RawCall,
  o: { method: string; fields: unknown; signal: AbortSignal | undefined },
): Promise<unknown> {
  return WITHOUT_FIELDS.includes(o.method) ? run(o.signal) : run(o.fields, o.signal);
}

/** No text of a network error: it names the address, and the address holds the token. */
function toFailure(error: unknown, { GrammyError, HttpError }: Grammy): ApiResult {
  if (error instanceof GrammyError) {
    const { retry_after, migrate_to_chat_id } = error.parameters;
    return {
      kind: 'refused',
      // A server that only resembles Telegram's may leave it out.
      code: error.error_code ?? 0,
      description: String(error.description).slice(0, DESCRIPTION_LENGTH_MAX),
      retryAfterMs: retry_after === undefined ? null : retry_after * 1_000,
      movedToChatId: migrate_to_chat_id === undefined ? null : String(migrate_to_chat_id),
    };
  }
  return { kind: 'unreached', reason: reasonOf(error instanceof HttpError ? error.error : error) };
}

function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const named = [code, name].find((each) => typeof each === 'string' && each !== '');
  return String(named ?? 'unknown reason');
}

async function download(o: {
  token: Secret;
  apiRoot: string;
  path: string;
  bytesMax: number;
}): Promise<Download> {
  if (!FILE_PATH.test(o.path)) return { kind: 'gone' };
  try {
    const response = await fetch(`${o.apiRoot}/file/bot${o.token.reveal()}/${o.path}`, {
      signal: AbortSignal.timeout(DOWNLOAD_MS_MAX),
      redirect: 'error',
    });
    if (response.status >= 500) return { kind: 'unreached', reason: `status ${response.status}` };
    if (!response.ok || !response.body) return { kind: 'gone' };
    return await readBytes(response.body, o.bytesMax);
  } catch (error) {
    return { kind: 'unreached', reason: reasonOf(error) };
  }
}

async function readBytes(body: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Download> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > bytesMax) return { kind: 'too-large' };
    chunks.push(chunk);
  }
  return { kind: 'ok', bytes: new Uint8Array(Buffer.concat(chunks)) };
}
