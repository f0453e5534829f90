import { errorClass } from '../../core/base/errors.ts';
import type { Secret } from '../../core/base/secret.ts';

export interface TelegramSettings {
  readonly token: Secret;
  /** Null: the bot asks for its updates (long polling), which needs no address of ours. */
  readonly webhook: { readonly url: string; readonly secret: Secret } | null;
  /** Without a slash at the end; other than Telegram's: a Bot API server of one's own. */
  readonly apiRoot: string;
}

/** What the environment says of Telegram. */
export interface TelegramVariables {
  readonly botToken?: Secret | undefined;
  readonly webhookUrl?: string | undefined;
  readonly webhookSecret?: Secret | undefined;
  readonly apiRoot?: string | undefined;
}

/** Half a configuration; the message names the variable and its remedy. */
export class TelegramRefused extends errorClass('telegram_settings_refused', 'never') {}

const API_ROOT = 'https://api.telegram.org';
const WEBHOOK_PATH = '/chat/telegram';
const TOKEN = /^\d{3,20}:[A-Za-z0-9_-]{3,100}$/;
const WEBHOOK_SECRET = /^[A-Za-z0-9_-]{16,256}$/;

/** Null: nothing is configured, and Telegram stays off. Throws TelegramRefused. */
export function readTelegramSettings(given: TelegramVariables): TelegramSettings | null {
  const { botToken, webhookUrl, webhookSecret, apiRoot = API_ROOT } = given;
  if (!botToken) {
    if (webhookUrl === undefined && !webhookSecret) return null;
    throw refused('TELEGRAM_BOT_TOKEN', 'is missing. Set it, or unset TELEGRAM_WEBHOOK_…');
  }
  if (!TOKEN.test(botToken.reveal())) {
    const how = 'It looks like 123456789:AAE…, as @BotFather gives it.';
    throw refused('TELEGRAM_BOT_TOKEN', `is no bot token. ${how}`);
  }
  const webhook = readWebhook(webhookUrl, webhookSecret);
  return { token: botToken, webhook, apiRoot: apiRoot.replace(/\/+$/, '') };
}

function readWebhook(
  url: string | undefined,
  secret: Secret | undefined,
): TelegramSettings['webhook'] {
  if (url === undefined && !secret) return null;
  if (url === undefined) {
    const how = 'Set it to the public https address, or unset TELEGRAM_WEBHOOK_SECRET to poll.';
    throw refused('TELEGRAM_WEBHOOK_URL', `is missing. ${how}`);
  }
  if (!secret) {
    const how = 'Set it to 16 or more of A-Z a-z 0-9 _ -, or unset TELEGRAM_WEBHOOK_URL to poll.';
    throw refused('TELEGRAM_WEBHOOK_SECRET', `is missing. ${how}`);
  }
  if (!WEBHOOK_SECRET.test(secret.reveal())) {
    throw refused('TELEGRAM_WEBHOOK_SECRET', 'must be 16 to 256 characters of A-Z a-z 0-9 _ -.');
  }
  if (!URL.canParse(url)) throw refused('TELEGRAM_WEBHOOK_URL', 'is no address.');
  const whole = new URL(url);
  if (whole.pathname === '/') whole.pathname = WEBHOOK_PATH;
  return { url: whole.href, secret };
}

function refused(variable: string, why: string): TelegramRefused {
  return new TelegramRefused(`${variable} ${why}`, { facts: { variables: [variable] } });
}
