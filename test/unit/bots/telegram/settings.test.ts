import { expect, test } from 'vitest';
import { readTelegramSettings } from '../../../../bots/telegram/settings.ts';
import { parseConfig } from '../../../../core/config/config.ts';

const TELEGRAM_BOT_TOKEN = '123456:AAE_some-token';
const TELEGRAM_WEBHOOK_SECRET = '0123456789abcdef';
const TELEGRAM_WEBHOOK_URL = 'https://shop.example';

/** From the environment, as the program reads it. */
function read(env: Record<string, string>) {
  const settings = readTelegramSettings(parseConfig(env).chat);
  return (
    settings && {
      ...settings,
      token: settings.token.reveal(),
      webhook: settings.webhook && {
        url: settings.webhook.url,
        secret: settings.webhook.secret.reveal(),
      },
    }
  );
}

test('without any of its settings Telegram is off, with a token it polls', () => {
  expect(read({})).toBeNull();
  expect(read({ SLACK_BOT_TOKEN: 'xoxb-1' })).toBeNull();
  expect(read({ TELEGRAM_BOT_TOKEN })).toEqual({
    ...{ token: TELEGRAM_BOT_TOKEN, webhook: null, apiRoot: 'https://api.telegram.org' },
  });
});

test('Telegram posts to where the service listens, below the address that is given', () => {
  const whole = { TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET };
  for (const url of [TELEGRAM_WEBHOOK_URL, `${TELEGRAM_WEBHOOK_URL}/chat/telegram`]) {
    expect(read({ ...whole, TELEGRAM_WEBHOOK_URL: url })?.webhook).toEqual({
      ...{ url: 'https://shop.example/chat/telegram', secret: TELEGRAM_WEBHOOK_SECRET },
    });
  }
});

test('half a configuration of Telegram names the missing variable and the way out', () => {
  const refusals: [Record<string, string>, RegExp][] = [
    [{ TELEGRAM_WEBHOOK_SECRET }, /^TELEGRAM_BOT_TOKEN is missing: TELEGRAM_WEBHOOK_SECRET is set/],
    [{ TELEGRAM_WEBHOOK_URL }, /^TELEGRAM_BOT_TOKEN is missing: .*unset TELEGRAM_WEBHOOK_URL/],
    [{ TELEGRAM_BOT_TOKEN: 'abc' }, /^TELEGRAM_BOT_TOKEN is no bot token/],
    [{ TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET }, /^TELEGRAM_WEBHOOK_URL is missing/],
    [
      { TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET, TELEGRAM_WEBHOOK_URL: 'http://shop.example' },
      /^TELEGRAM_WEBHOOK_URL must start with https/,
    ],
    [{ TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_URL }, /^TELEGRAM_WEBHOOK_SECRET is missing/],
  ];
  for (const [env, words] of refusals) expect(() => read(env)).toThrow(words);
});
