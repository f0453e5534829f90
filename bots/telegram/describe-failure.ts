import type { FrontEndHealth, SendOutcome } from '../front-end/front-end.ts';
import type { ApiResult } from './bot-api.ts';

export type Failure = Exclude<ApiResult, { kind: 'ok' }>;

const BUSY_MS = 5_000;
const AWAY_MS = 2_000;
const UNAUTHORIZED = [401, 404];

export interface Trouble {
  readonly state: Extract<FrontEndHealth['state'], 'down' | 'needs-login'>;
  readonly note: string;
  /** Not before this; null: as the back-off says. */
  readonly waitMs: number | null;
}

/** Why people cannot be heard. */
export function describeTrouble(failure: Failure): Trouble {
  if (failure.kind === 'unreached') {
    return { state: 'down', note: `Telegram cannot be reached (${failure.reason}).`, waitMs: null };
  }
  const { code, description, retryAfterMs } = failure;
  if (UNAUTHORIZED.includes(code)) {
    const note = 'Telegram does not know this bot. Set TELEGRAM_BOT_TOKEN to a valid token.';
    return { state: 'needs-login', note, waitMs: 30_000 };
  }
  if (code === 409) {
    const note = 'Another program asks for the messages of this bot. Stop that one.';
    return { state: 'down', note, waitMs: null };
  }
  return { state: 'down', note: `Telegram says ${code}: ${description}`, waitMs: retryAfterMs };
}

/** Why a message did not arrive, and whether it may yet. */
export function toSendOutcome(failure: Failure): SendOutcome {
  if (failure.kind === 'unreached') {
    return { kind: 'retry-later', afterMs: AWAY_MS, reason: failure.reason };
  }
  const { code, description, retryAfterMs } = failure;
  const reason = `${code} ${description}`;
  if (code === 429) return { kind: 'retry-later', afterMs: retryAfterMs ?? BUSY_MS, reason };
  if (code >= 500) return { kind: 'retry-later', afterMs: retryAfterMs ?? AWAY_MS, reason };
  if (UNAUTHORIZED.includes(code)) return { kind: 'needs-login', reason };
  return { kind: 'rejected', reason };
}
