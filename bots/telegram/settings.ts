import type { Secret } from '../../core/base/secret.ts';
import { type ChatSettings, ConfigRefused } from '../../core/config/config.ts';

export interface TelegramSettings {
  readonly token: Secret;
  /** Null: the bot asks for its updates (long polling), which needs no address of ours. */
  readonly webhook: { readonly url: string; readonly secret: Secret } | null;
  /** Without a slash at the end; other than Telegram's: a Bot API server of one's own. */
  readonly apiRoot: string;
}

/** What the environment says of Telegram. */
export type TelegramVariables = Pick<
  ChatSettings,
  'TELEGRAM_BOT_TOKEN' | 'TELEGRAM_WEBHOOK_URL' | 'TELEGRAM_WEBHOOK_SECRET' | 'TELEGRAM_API_ROOT'
>;

const OTHERS = [
  'TELEGRAM_WEBHOOK_URL',
  'TELEGRAM_WEBHOOK_SECRET',
  'TELEGRAM_API_ROOT',
] as const satisfies readonly (keyof TelegramVariables)[];
const API_ROOT = 'https://api.telegram.org';
const WEBHOOK_PATH = '/chat/telegram';
const TOKEN = /^\d{3,20}:[A-Za-z0-9_-]{3,100}$/;

function refuse(name: keyof TelegramVariables, words: string): ConfigRefused {
  return new ConfigRefused(`${name} ${words}`, { facts: { variables: [name] } });
}

/**
 * Null: Telegram is off. Throws ConfigRefused for half a configuration, naming what is missing and
 * both ways out.
 */
export function readTelegramSettings(given: TelegramVariables): TelegramSettings | null {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot = API_ROOT } = given;
  if (!token) {
    const stray = OTHERS.find((name) => given[name] !== undefined);
    if (stray === undefined) return null;
    throw refuse('TELEGRAM_BOT_TOKEN', `is missing: ${stray} is set. Set it, or unset ${stray}.`);
  }
  if (!TOKEN.test(token.reveal())) {
    const form = 'It looks like 123456789:AAE…, as @BotFather gives it';
    throw refuse('TELEGRAM_BOT_TOKEN', `is no bot token. ${form}; unset it to do without.`);
  }
  return { token, webhook: readWebhook(given), apiRoot };
}

function readWebhook(given: TelegramVariables): TelegramSettings['webhook'] {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: secret } = given;
  if (url === undefined && !secret) return null;
  if (url === undefined) {
    const instead = 'Set it, or unset TELEGRAM_WEBHOOK_SECRET to poll instead.';
    throw refuse(
      'TELEGRAM_WEBHOOK_URL',
      `is missing: there is a secret, but no address. ${instead}`,
    );
  }
  if (!secret) {
    const instead = 'Set it, or unset TELEGRAM_WEBHOOK_URL to poll instead.';
    throw refuse('TELEGRAM_WEBHOOK_SECRET', `is missing: anybody could post to us. ${instead}`);
  }
  if (!url.startsWith('https://')) {
    const instead = 'Put TLS in front, or unset it to poll instead.';
    throw refuse('TELEGRAM_WEBHOOK_URL', `must start with https://, Telegram wants it. ${instead}`);
  }
  return { url: url.endsWith(WEBHOOK_PATH) ? url : url + WEBHOOK_PATH, secret };
}
