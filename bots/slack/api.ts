// What we ask of Slack, apart from the library that carries it.
import { errorClass } from '../../core/base/errors.ts';
import type { SendOutcome } from '../front-end/front-end.ts';

export interface SlackApi {
  /** A method of the Web API. Throws SlackCallFailed. */
  call(method: string, args: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** A picture or a file into a conversation. Throws SlackCallFailed. */
  upload(o: {
    channel: string;
    thread: string | undefined;
    bytes: Uint8Array;
    name: string;
    alt: string | null;
  }): Promise<void>;
  /** An answer to the address that came with a command or a press. Throws SlackCallFailed. */
  respond(url: string, body: Readonly<Record<string, unknown>>): Promise<void>;
}

export type CallFailure =
  /** Slack answered with an error of its own. */
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'rate-limited'; readonly afterMs: number }
  /** No answer that could be read. */
  | { readonly kind: 'unreachable'; readonly note: string };

export class SlackCallFailed extends errorClass('slack_call_failed', 'later') {
  readonly failure: CallFailure;

  constructor(method: string, failure: CallFailure, cause?: unknown) {
    super(`Slack did not carry out ${method}.`, { facts: { method, failure }, cause });
    this.failure = failure;
  }
}

/** The token is no longer any good: a person has to install the app again. */
const LOGIN_ERRORS: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'org_login_required',
  'app_uninstalled',
]);

/** Slack's own trouble, which passes. */
const PASSING_ERRORS: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'accesslimited',
]);

const RETRY_AFTER_MS = 5_000;

export const isLoginError = (error: string): boolean => LOGIN_ERRORS.has(error);

export function toSendOutcome(failure: CallFailure): Exclude<SendOutcome, { kind: 'sent' }> {
  switch (failure.kind) {
    case 'rate-limited':
      return { kind: 'retry-later', afterMs: failure.afterMs, reason: 'rate_limited' };
    case 'unreachable':
      return { kind: 'retry-later', afterMs: RETRY_AFTER_MS, reason: failure.note };
    case 'refused': {
      const { error } = failure;
      if (isLoginError(error)) return { kind: 'needs-login', reason: error };
      if (PASSING_ERRORS.has(error)) {
        return { kind: 'retry-later', afterMs: RETRY_AFTER_MS, reason: error };
      }
      return { kind: 'rejected', reason: error };
    }
  }
}
