/**
 * The ground that every simulator stands on: a loopback server, a fault switchboard, a webhook
 * sender and a shop with listings, buyers and orders. A channel's `simulator.ts` adds only its wire
 * format and its rules.
 *
 * Who calls it: the `simulator.ts` of each channel, through `createSimulation`. It must never be
 * imported by production code, listen beyond 127.0.0.1, or send anything beyond loopback.
 *
 * A simulator splits each call into parsing (`prepare`), effect (`run`) and answer, so that every
 * fault works for every channel: "applied, but the reply is lost" needs the effect without the
 * answer.
 */
import type { ParsedJson } from '../../base/lossless-json.ts';

export interface SimulatedRequest {
  readonly method: string;
  /** Without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Header names in lower case; a repeated header is joined by ", ". */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body read losslessly; null when there is none. */
  readonly body: ParsedJson | null;
}

export interface SimulatedReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly text: string;
}

export type PreparedCall =
  /**
   * The call breaks the published contract (or has no valid credentials): nothing to do but say so.
   */
  | { readonly effect: 'refused'; readonly reply: SimulatedReply }
  /** `when` is 'before' under the fault 'stale-read': answer from `store.before`. */
  | { readonly effect: 'read'; readonly answer: (when: 'now' | 'before') => SimulatedReply }
  /** Applies the whole call at once and returns the vendor's answer to it. */
  | { readonly effect: 'write'; readonly run: () => SimulatedReply };

/** The vendor's own way to say that something is wrong. */
export interface FaultReplies {
  readonly rateLimited: (o: { afterMs: number | null }) => SimulatedReply;
  readonly unauthorized: () => SimulatedReply;
  /** 200, and yet an error: the vendor's error body, or a web page where it has none. */
  readonly errorBody: () => SimulatedReply;
  readonly serverError: () => SimulatedReply;
}

export interface SimulatedApi {
  /** Checks the call against the contract and says what it would do. Must change nothing. */
  prepare(request: SimulatedRequest): PreparedCall;
  readonly faultReplies: FaultReplies;
}

type Headers = Readonly<Record<string, string>>;

/** A body as JSON. Digits beyond 2^53 go out as a number through `wireInteger`. */
export function jsonReply(value: unknown, o: { status?: number; headers?: Headers } = {}) {
  return {
    status: o.status ?? 200,
    headers: o.headers ?? {},
    contentType: 'application/json; charset=utf-8',
    text: JSON.stringify(value),
  } satisfies SimulatedReply;
}

export function pageReply(title: string, o: { status?: number; headers?: Headers } = {}) {
  return {
    status: o.status ?? 200,
    headers: o.headers ?? {},
    contentType: 'text/html; charset=utf-8',
    text: `<!doctype html><html><head><title>${title}</title></head><body>${title}</body></html>`,
  } satisfies SimulatedReply;
}

/** Retry-After counts whole seconds, so a fraction is rounded up: never invite too early. */
export function retryAfterHeader(afterMs: number | null): Headers {
  return afterMs === null ? {} : { 'retry-after': String(Math.ceil(afterMs / 1000)) };
}

/** For vendors without ways of their own: plain HTTP. */
export const plainFaultReplies: FaultReplies = {
  rateLimited: ({ afterMs }) =>
    jsonReply({ error: 'too many requests' }, { status: 429, headers: retryAfterHeader(afterMs) }),
  unauthorized: () => jsonReply({ error: 'unauthorized' }, { status: 401 }),
  errorBody: () => pageReply('Something went wrong'),
  serverError: () => jsonReply({ error: 'internal error' }, { status: 500 }),
};
