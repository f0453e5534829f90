/**
 * The one way out to a shop. Adapters get it ready-made, so that a bound, a budget or a guard is
 * never forgotten.
 */
import type { CallAnswer } from './outcome.ts';

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute URL. Must be under the account's base URL. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** A write whose reply is lost has an unknown outcome; a read can simply be repeated. */
  readonly effect: 'read' | 'write';
  /** Takes a listing off sale (a zero): may use the tokens that are kept back for that. */
  readonly isUrgent?: boolean;
}

export interface HttpReply {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed losslessly: integers beyond 2^53 are strings of digits. Undefined for an empty body. */
  readonly json: unknown;
}

export interface ChannelHttp {
  /**
   * Resolves 'ok' for a 2xx or 4xx reply with a JSON (or empty) body: the adapter judges those.
   * Refusals: 'retry-later' (time-out, connection lost, 5xx, 429 with Retry-After, a body that is
   * no JSON or too big), 'needs-reauth' (401, 403), 'rejected' (3xx: a redirect is never followed).
   */
  call(call: HttpCall): Promise<CallAnswer<HttpReply>>;
}
