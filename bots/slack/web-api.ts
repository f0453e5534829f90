// Slack's client behind our own interface, with its errors read by their code.
import { type CallFailure, type SlackApi, SlackCallFailed } from './api.ts';

/** The little of the client that we use. */
export interface SlackClient {
  apiCall(method: string, args?: Record<string, unknown>): Promise<object>;
}

const RESPOND_MS_MAX = 5_000;
const RETRY_AFTER_MS_USUAL = 30_000;

export function createWebApi(client: SlackClient): SlackApi {
  const call: SlackApi['call'] = async (method, args) => {
    try {
      return { ...(await client.apiCall(method, { ...args })) };
    } catch (error) {
      throw new SlackCallFailed(method, readFailure(error), error);
    }
  };
  return {
    call,
    async upload({ channel, thread, bytes, name, alt }) {
      await call('files.uploadV2', {
        channel_id: channel,
        ...(thread && { thread_ts: thread }),
        file: Buffer.from(bytes),
        filename: name,
        title: name,
        ...(alt && { alt_text: alt }),
      });
    },
    respond,
  };
}

/** For an answer that only one person sees: five of them, for half an hour. */
async function respond(url: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const failed = (failure: CallFailure, cause?: unknown) =>
    new SlackCallFailed('response_url', failure, cause);
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(RESPOND_MS_MAX),
    });
  } catch (error) {
    throw failed({ kind: 'unreachable', note: 'response_url' }, error);
  }
  await response.body?.cancel();
  if (response.status === 200) return;
  if (response.status === 429) {
    const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
    const afterMs = Number.isNaN(seconds) ? RETRY_AFTER_MS_USUAL : seconds * 1000;
    throw failed({ kind: 'rate-limited', afterMs });
  }
  if (response.status >= 500) throw failed({ kind: 'unreachable', note: `${response.status}` });
  throw failed({ kind: 'refused', error: `response_url_${response.status}` });
}

/** Errors of the library are told apart by `code`, never by their text. */
export function readFailure(error: unknown): CallFailure {
  const facts = typeof error === 'object' && error !== null ? error : {};
  const code = 'code' in facts ? facts.code : null;
  if (code === 'slack_webapi_rate_limited_error' && 'retryAfter' in facts) {
    return { kind: 'rate-limited', afterMs: Number(facts.retryAfter) * 1000 };
  }
  if (code === 'slack_webapi_platform_error' && 'data' in facts) {
    const { error: named } = facts.data as { error?: unknown };
    // An answer that is no JSON arrives here as an "error" too: a page of some proxy.
    const isName = typeof named === 'string' && /^[\w:.-]{1,80}$/.test(named);
    return isName
      ? { kind: 'refused', error: named }
      : { kind: 'unreachable', note: 'unreadable answer' };
  }
  if (code === 'slack_webapi_http_error' && 'statusCode' in facts) {
    const status = Number(facts.statusCode);
    if (status >= 400 && status < 500) return { kind: 'refused', error: `http_${status}` };
    return { kind: 'unreachable', note: `http_${status}` };
  }
  return { kind: 'unreachable', note: 'no answer' };
}
