import type { Secret } from '../../base/secret.ts';
import type { ChannelHttp } from '../channel-http.ts';
import { type CallAnswer, type CallRefusal, ok, rejected, retryLater } from '../outcome.ts';
import type { WoocommerceSettings } from './settings.ts';
import { wireError } from './wire.ts';

const API = '/wp-json/wc/v3';

/** What the shop answered to a call that it understood, or to one whose target it does not have. */
export interface ShopReply {
  readonly isFound: boolean;
  readonly json: unknown;
}

export interface CallShop {
  get(
    path: string,
    query?: Readonly<Record<string, string | number>>,
  ): Promise<CallAnswer<ShopReply>>;
  post(path: string, o: { body: unknown; isUrgent: boolean }): Promise<CallAnswer<ShopReply>>;
}

/** "woocommerce_rest_shop_order_invalid_id" and its like; a missing route is no missing object. */
const MISSING_OBJECT = /^woocommerce_rest_.*invalid.*id$/;

export function createCallShop(o: {
  settings: WoocommerceSettings;
  credentials: Readonly<Record<string, Secret>>;
  http: ChannelHttp;
}): CallShop {
  const { settings, http } = o;
  const headers = authorizationOf(o.credentials);
  return {
    async get(path, query = {}) {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) search.set(name, String(value));
      const url = `${settings.baseUrl}${API}${path}${search.size === 0 ? '' : `?${search}`}`;
      return judge(await http.call({ method: 'GET', url, headers, effect: 'read' }));
    },
    async post(path, { body, isUrgent }) {
      const url = `${settings.baseUrl}${API}${path}`;
      return judge(
        await http.call({ method: 'POST', url, headers, body, effect: 'write', isUrgent }),
      );
    },
  };
}

/** Without keys the shop answers 401, as it does for keys that it no longer knows. */
function authorizationOf(
  credentials: Readonly<Record<string, Secret>>,
): Readonly<Record<string, string>> {
  const { consumerKey, consumerSecret } = credentials;
  if (!consumerKey || !consumerSecret) return {};
  const pair = `${consumerKey.reveal()}:${consumerSecret.reveal()}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function judge(answer: Awaited<ReturnType<ChannelHttp['call']>>): CallAnswer<ShopReply> {
  if (answer.kind !== 'ok') return answer;
  const { status, json } = answer.value;
  if (status < 300) return ok({ isFound: true, json });
  const error = wireError.safeParse(json);
  const code = error.success ? error.data.code : null;
  if (status === 404 && code !== null && MISSING_OBJECT.test(code)) {
    return ok({ isFound: false, json });
  }
  return refusalOf({ status, code, message: error.success ? error.data.message : null });
}

/** How the shop's own error, of a call or of one object in a batch, is to be taken. */
export function refusalOf(error: {
  status: number | null;
  code: string | null;
  message: string | null;
}): CallRefusal {
  const { status, code, message } = error;
  const told = [code, message].filter((part) => part !== null).join(': ');
  const reason = told || `the shop answered ${status}`;
  // An error inside a good answer: the shop broke while it was at this object.
  if (status !== null && status >= 500) return retryLater(reason, { isOutcomeUnknown: true });
  if (status === 408 || status === 429) return retryLater(reason);
  return rejected(reason);
}
