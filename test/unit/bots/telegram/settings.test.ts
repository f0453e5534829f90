import { expect, test } from 'vitest';
import { readTelegramSettings } from '../../../../bots/telegram/settings.ts';
import { Secret } from '../../../../core/base/secret.ts';

const botToken = new Secret('123456:AAE_some-token');
const webhookSecret = new Secret('0123456789abcdef');

test('without any of its settings Telegram is off, with a token it polls', () => {
  expect(readTelegramSettings({})).toBeNull();
  expect(readTelegramSettings({ botToken })).toEqual({
    ...{ token: botToken, webhook: null, apiRoot: 'https://api.telegram.org' },
  });
});

test('a webhook address without a path leads to where the service listens', () => {
  const webhookUrl = 'https://shop.example';
  expect(readTelegramSettings({ botToken, webhookUrl, webhookSecret })?.webhook).toEqual({
    ...{ url: 'https://shop.example/chat/telegram', secret: webhookSecret },
  });
  const elsewhere = 'https://shop.example/bots/tg';
  const read = readTelegramSettings({ botToken, webhookUrl: elsewhere, webhookSecret });
  expect(read?.webhook?.url).toBe(elsewhere);
});

test('half a configuration of Telegram names the missing variable and the way out', () => {
  const refusals: [Parameters<typeof readTelegramSettings>[0], string][] = [
    [{ webhookSecret }, 'TELEGRAM_BOT_TOKEN is missing'],
    [{ webhookUrl: 'https://a.example' }, 'TELEGRAM_BOT_TOKEN is missing'],
    [{ botToken: new Secret('abc') }, 'TELEGRAM_BOT_TOKEN is no bot token'],
    [{ botToken, webhookSecret }, 'TELEGRAM_WEBHOOK_URL is missing'],
    [{ botToken, webhookUrl: 'https://a.example' }, 'TELEGRAM_WEBHOOK_SECRET is missing'],
    [{ botToken, webhookUrl: 'nowhere', webhookSecret }, 'TELEGRAM_WEBHOOK_URL is no address'],
    [
      { botToken, webhookUrl: 'https://a.example', webhookSecret: new Secret('short') },
      'TELEGRAM_WEBHOOK_SECRET must be',
    ],
  ];
  for (const [given, words] of refusals) {
    expect(() => readTelegramSettings(given)).toThrow(words);
  }
});
