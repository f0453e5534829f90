import type { SendOutcome } from '../front-end/front-end.ts';

export type CloudRefusal = Exclude<SendOutcome, { kind: 'sent' }> & {
  /** The platform's number for it; null: the call never got an answer of theirs. */
  readonly errorCode: number | null;
};

/** The person wrote too long ago: only an approved template may begin again. */
export const WINDOW_CLOSED = 131_047;
export const WINDOW_REASON =
  'WhatsApp lets a business write freely only within 24 hours of the last message of the person';

const BUSY_MS = 5_000;
const AWAY_MS = 30_000;

// Codes as Meta documents them; what is not listed is judged by the status.
const BUSY_CODES = new Set([4, 17, 80_007, 130_429, 131_048, 131_056]);
const AWAY_CODES = new Set([1, 2, 131_000, 131_016, 131_057, 133_004]);
/** Token expired or revoked, a permission taken away, the account locked or unpaid. */
const LOGIN_CODES = new Set([0, 3, 10, 190, 131_005, 131_031, 131_042]);
const isPermission = (code: number) => code >= 200 && code <= 299;

/** A reply that says no. Its words come from outside, so only its number is repeated. */
export function judgeRefusal(o: {
  status: number;
  errorCode: number | null;
  retryAfterMs: number | null;
}): CloudRefusal {
  const { status, errorCode, retryAfterMs } = o;
  const code = errorCode ?? -1;
  const told = errorCode === null ? `status ${status}` : `error ${errorCode}`;
  if (code === WINDOW_CLOSED) return { kind: 'rejected', errorCode, reason: WINDOW_REASON };
  if (status === 401 || LOGIN_CODES.has(code) || isPermission(code)) {
    const reason = `WhatsApp refuses the access token (${told}). Set a new WHATSAPP_CLOUD_TOKEN.`;
    return { kind: 'needs-login', errorCode, reason };
  }
  if (status === 429 || BUSY_CODES.has(code)) {
    const reason = `WhatsApp asks for fewer messages (${told})`;
    return { kind: 'retry-later', errorCode, reason, afterMs: retryAfterMs ?? BUSY_MS };
  }
  if (status >= 500 || AWAY_CODES.has(code)) {
    const reason = `WhatsApp is away (${told})`;
    return { kind: 'retry-later', errorCode, reason, afterMs: retryAfterMs ?? AWAY_MS };
  }
  return { kind: 'rejected', errorCode, reason: `WhatsApp refuses the message (${told})` };
}

export function unreachable(reason: string): CloudRefusal {
  return { kind: 'retry-later', errorCode: null, reason, afterMs: BUSY_MS };
}
