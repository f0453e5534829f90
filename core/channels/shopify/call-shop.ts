import { z } from 'zod';
import type { Secret } from '../../base/secret.ts';
import { cleanText } from '../../base/text.ts';
import type { ChannelHttp, HttpReply } from '../channel-http.ts';
import { type CallAnswer, needsReauth, ok, rejected, retryLater } from '../outcome.ts';
import type { ShopifySettings } from './settings.ts';
import { describeIssues } from './wire-values.ts';

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

const graphqlError = z.object({
  message: z.string().default('no message'),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.object({ code: z.string().nullish() }).nullish(),
});
type GraphqlError = z.output<typeof graphqlError>;

/** A fraction with more digits than a double holds comes as text. */
const points = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+\.\d+$/)
    .transform(Number),
]);

const costNote = z.object({
  cost: z.object({
    requestedQueryCost: points,
    throttleStatus: z.object({
      maximumAvailable: points,
      currentlyAvailable: points,
      restoreRate: points.refine((rate) => rate > 0),
    }),
  }),
});

const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .union([
      z.array(graphqlError),
      z.string().transform((message) => [{ message } as GraphqlError]),
    ])
    .nullish(),
  extensions: z.unknown().optional(),
});
type Envelope = z.output<typeof envelope>;

/** The vendor's advice where it says no wait of its own. */
const THROTTLE_WAIT_MS_USUAL = 1_000;
const THROTTLE_WAIT_MS_MAX = 60_000;
const REASON_LENGTH_MAX = 300;

const REFUSED_FOR_GOOD: ReadonlySet<string> = new Set(['ACCESS_DENIED', 'SHOP_INACTIVE']);
const MAY_PASS: ReadonlySet<string> = new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT']);

/** Fields that need a permission of their own. An order without its buyer is still an order. */
const BUYER_FIELDS: ReadonlySet<string | number> = new Set([
  'customer',
  'email',
  'phone',
  'shippingAddress',
]);

export function reasonOf(messages: readonly string[]): string {
  return cleanText(messages.join('; ')).slice(0, REASON_LENGTH_MAX);
}

/** How long until the bucket holds what the question costs. Null: it never will. */
function throttleWaitMs(extensions: unknown): number | null {
  const note = costNote.safeParse(extensions);
  if (!note.success) return THROTTLE_WAIT_MS_USUAL;
  const { requestedQueryCost: price, throttleStatus: bucket } = note.data.cost;
  if (price > bucket.maximumAvailable) return null;
  const missing = price - bucket.currentlyAvailable;
  if (missing <= 0) return THROTTLE_WAIT_MS_USUAL;
  return Math.min(THROTTLE_WAIT_MS_MAX, Math.ceil((missing / bucket.restoreRate) * 1_000));
}

function judgeErrors(
  errors: readonly GraphqlError[],
  o: { extensions: unknown; effect: 'read' | 'write'; hasData: boolean },
) {
  const reason = reasonOf(errors.map(({ message }) => message));
  const codes = errors.map(({ extensions }) => extensions?.code ?? '');
  if (codes.includes('THROTTLED')) {
    const afterMs = throttleWaitMs(o.extensions);
    return afterMs === null
      ? rejected(`costs too much: ${reason}`)
      : retryLater(reason, { afterMs });
  }
  if (codes.some((code) => REFUSED_FOR_GOOD.has(code))) return needsReauth(reason);
  // A field that fails without a code failed on what was asked, such as a page mark that expired.
  const isForGood = errors.every(({ path }, index) => {
    const code = codes[index] ?? '';
    return code === '' ? o.effect === 'read' && Boolean(path) : !MAY_PASS.has(code);
  });
  // With data the call has run, and an error in its answer does not tell how far it came.
  if (isForGood && !o.hasData) return rejected(reason);
  return retryLater(reason, { isOutcomeUnknown: o.effect === 'write' });
}

function isBuyerWithheld(error: GraphqlError): boolean {
  const isField = error.path?.some((step) => BUYER_FIELDS.has(step)) ?? false;
  return isField && error.extensions?.code === 'ACCESS_DENIED';
}

/** Data under a name that is null all over is no data: GraphQL answers so when the field failed. */
function hasData(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return Object.values(data).some((value) => value !== null);
}

function judgeStatus(reply: HttpReply) {
  const { status } = reply;
  // A frozen or locked shop, an address that is none: nothing can be sent until a person acts.
  if ([402, 404, 423].includes(status)) return needsReauth(`the shop answers ${status}`);
  return rejected(`the shop answers ${status}`);
}

function judgeEnvelope<Schema extends z.ZodType>(
  { data, errors, extensions }: Envelope,
  { effect, schema }: Question<Schema>,
): CallAnswer<z.output<Schema>> {
  const serious = (errors ?? []).filter((error) => effect === 'write' || !isBuyerWithheld(error));
  if (serious.length > 0) {
    return judgeErrors(serious, { extensions, effect, hasData: hasData(data) });
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return ok(parsed.data);
  return retryLater(describeIssues(parsed.error), { isOutcomeUnknown: effect === 'write' });
}

export function createAskShop(o: {
  settings: ShopifySettings;
  accessToken: Secret;
  http: ChannelHttp;
}): AskShop {
  const { settings, accessToken, http } = o;
  const url = `${settings.baseUrl}/admin/api/${settings.apiVersion}/graphql.json`;
  return async (question) => {
    const { document, variables, effect, isUrgent = false } = question;
    const answer = await http.call({
      method: 'POST',
      url,
      headers: { 'x-shopify-access-token': accessToken.reveal() },
      body: { query: document, variables },
      effect,
      isUrgent,
    });
    if (answer.kind !== 'ok') return answer;
    if (answer.value.status >= 400) return judgeStatus(answer.value);
    const parsed = envelope.safeParse(answer.value.json);
    if (parsed.success) return judgeEnvelope(parsed.data, question);
    return retryLater(describeIssues(parsed.error), { isOutcomeUnknown: effect === 'write' });
  };
}
