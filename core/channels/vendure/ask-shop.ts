import { z } from 'zod';
import type { Secret } from '../../base/secret.ts';
import { cleanText } from '../../base/text.ts';
import type { ChannelHttp, HttpReply } from '../channel-http.ts';
import { type CallAnswer, needsReauth, ok, rejected, retryLater } from '../outcome.ts';
import { LOG_IN } from './documents.ts';
import type { VendureSettings } from './settings.ts';
import { whereOf, wireLogin } from './wire.ts';

export interface Question<Schema extends z.ZodType> {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly effect: 'read' | 'write';
  /** Takes a listing off sale: may use the last of the budget. */
  readonly isUrgent?: boolean;
  /** The shape of `data`. What does not fit is no answer. */
  readonly schema: Schema;
}

/** Puts one question to one shop. */
export type AskShop = <Schema extends z.ZodType>(
  question: Question<Schema>,
) => Promise<CallAnswer<z.output<Schema>>>;

type Posted = Omit<Question<z.ZodType>, 'schema'>;
type LoggedIn = Promise<CallAnswer<string>>;

const TOKEN_HEADER = 'vendure-auth-token';
const TOKEN = /^[\x21-\x7e]{1,1000}$/;
const FORBIDDEN = 'FORBIDDEN';
const REASON_LENGTH_MAX = 300;

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string().default('no message'),
        extensions: z.object({ code: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
});

/**
 * The shop knows us by a session: a log-in, and a token that goes with every call. The token lives
 * in this connection and nowhere else. A session that the shop has ended is begun again once;
 * credentials that it refuses are a person's to mend.
 */
export function createAskShop(o: {
  settings: VendureSettings;
  credentials: Readonly<Record<string, Secret>>;
  http: ChannelHttp;
}): AskShop {
  let current: LoggedIn | null = null;

  const post = (question: Posted, token: string | null): ReturnType<ChannelHttp['call']> =>
    o.http.call({
      method: 'POST',
      url: o.settings.baseUrl,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      body: { query: question.document, variables: question.variables },
      effect: question.effect,
      isUrgent: question.isUrgent ?? false,
    });

  const logIn = async (): LoggedIn => {
    const { username, password } = o.credentials;
    if (!username || !password) return needsReauth('the log-in of the shop is missing');
    const variables = { username: username.reveal(), password: password.reveal() };
    const answer = await post({ document: LOG_IN, variables, effect: 'read' }, null);
    return answer.kind === 'ok' ? tokenOf(answer.value) : answer;
  };

  /** One log-in for all who wait; a failed one is not kept, nor one that `ended`. */
  const session = async (
    ended: LoggedIn | null,
  ): Promise<{ mine: LoggedIn; token: string } | CallAnswer<never>> => {
    if (current === ended) current = null;
    const mine = current ?? logIn();
    current = mine;
    const answer = await mine;
    if (answer.kind === 'ok') return { mine, token: answer.value };
    if (current === mine) current = null;
    return answer;
  };

  return async (question) => {
    const first = await session(null);
    if ('kind' in first) return first;
    const answer = await post(question, first.token);
    if (answer.kind !== 'ok' || !isForbidden(answer.value)) return judge(question, answer);
    const second = await session(first.mine);
    if ('kind' in second) return second;
    return judge(question, await post(question, second.token));
  };
}

function tokenOf(reply: HttpReply): CallAnswer<string> {
  const read = envelope.safeParse(reply.json);
  if (!read.success) return retryLater(`the log-in was answered strangely (${reply.status})`);
  if (isForbidden(reply)) return needsReauth('the shop refuses the log-in');
  const { data, errors } = read.data;
  if (errors?.length) return retryLater(reasonOf(errors.map((error) => error.message)));
  const login = wireLogin.safeParse(data);
  if (!login.success) return retryLater(`the log-in was answered strangely (${reply.status})`);
  const { __typename: kind, message } = login.data.login;
  if (kind !== 'CurrentUser') return needsReauth(reasonOf([message ?? kind]));
  const token = reply.headers[TOKEN_HEADER] ?? '';
  if (TOKEN.test(token)) return ok(token);
  return needsReauth('the shop gives no token: allow "bearer" as tokenMethod in its settings');
}

function codesOf(reply: HttpReply): readonly string[] {
  const read = envelope.safeParse(reply.json);
  const errors = read.success ? (read.data.errors ?? []) : [];
  return errors.map((error) => error.extensions?.code ?? '');
}

function isForbidden(reply: HttpReply): boolean {
  return codesOf(reply).includes(FORBIDDEN);
}

function reasonOf(messages: readonly string[]): string {
  return cleanText(messages.join('; ')).slice(0, REASON_LENGTH_MAX);
}

function judge<Schema extends z.ZodType>(
  question: Question<Schema>,
  answer: CallAnswer<HttpReply>,
): CallAnswer<z.output<Schema>> {
  if (answer.kind !== 'ok') return answer;
  const reply = answer.value;
  const isWrite = question.effect === 'write';
  const read = envelope.safeParse(reply.json);
  if (!read.success) {
    if (reply.status >= 400) return rejected(`the shop answers ${reply.status}`);
    return retryLater(whereOf(read.error), { isOutcomeUnknown: isWrite });
  }
  const { data, errors } = read.data;
  if (errors?.length) return judgeErrors(errors, { reply, isWrite });
  if (reply.status >= 400) return rejected(`the shop answers ${reply.status}`);
  const parsed = question.schema.safeParse(data);
  if (parsed.success) return ok(parsed.data);
  return retryLater(whereOf(parsed.error), { isOutcomeUnknown: isWrite });
}

/**
 * A refusal comes with status 200 and a code. Without one, or with the shop's own failure, it may
 * pass.
 */
function judgeErrors(
  errors: readonly { readonly message: string }[],
  o: { reply: HttpReply; isWrite: boolean },
) {
  const reason = reasonOf(errors.map((error) => error.message));
  const codes = codesOf(o.reply);
  if (codes.includes(FORBIDDEN)) return needsReauth(reason);
  const isRefusal = codes.every((code) => code !== '' && code !== 'INTERNAL_SERVER_ERROR');
  return isRefusal ? rejected(reason) : retryLater(reason, { isOutcomeUnknown: o.isWrite });
}
