import { z } from 'zod';
import { LOG_LEVELS } from '../base/log.ts';
import { Secret } from '../base/secret.ts';
import { variable, wholeNumber, wordList } from './variable.ts';

// Every environment variable of Shelftalk, in the order of .env.example. A new one is added here,
// given a field in `Config`, and `npm run generate:env` rewrites .env.example.

export const ROLES = ['serve', 'work'] as const;
export type Role = (typeof ROLES)[number];

const SECRET_KEY_LENGTH_MIN = 32;

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
  .refine((text) => URL.canParse(text), { message: 'is not a readable address' })
  .refine((text) => (URL.parse(text)?.pathname.length ?? 0) > 1, {
    message: 'must end with the name of the database',
  })
  .transform((text) => new Secret(text));

const redisUrl = z
  .string()
  .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
  .refine((text) => URL.canParse(text), { message: 'is not a readable address' })
  .transform((text) => new Secret(text));

const secret = z.string().transform((text) => new Secret(text));

const webUrl = z
  .string()
  .regex(/^https?:\/\//, 'must start with https:// or http://')
  .refine((text) => URL.canParse(text), { message: 'is not a readable address' })
  .transform((text) => text.replace(/\/+$/, ''));

const digits = (o: { min: number; max: number }) =>
  z.string().regex(new RegExp(`^\\d{${o.min},${o.max}}$`), `must be ${o.min} to ${o.max} digits`);

/** What the front-ends read; each says itself what it needs when one of its variables is set. */
export const chatVariables = {
  TELEGRAM_BOT_TOKEN: variable(secret.optional(), {
    about: 'Turns Telegram on: the token that @BotFather gave for your bot.',
    example: '123456789:the-token-of-your-bot',
    unset: 'Telegram is off',
  }),
  TELEGRAM_WEBHOOK_URL: variable(webUrl.optional(), {
    about: 'The https address under which Telegram reaches us; it posts to /chat/telegram there.',
    example: 'https://stock.example.com',
    unset: 'Telegram is asked for messages (long polling), which needs no address',
  }),
  TELEGRAM_WEBHOOK_SECRET: variable(
    secret
      .refine((value) => /^[\w-]{16,256}$/.test(value.reveal()), {
        message: 'must be 16 to 256 letters, digits, _ or -',
      })
      .optional(),
    {
      about: 'What Telegram must show with every message. Needed with TELEGRAM_WEBHOOK_URL.',
      example: 'at-least-16-letters-and-digits',
      unset: 'there is no webhook',
    },
  ),
  TELEGRAM_API_ROOT: variable(webUrl.optional(), {
    about: 'A Bot API server of your own, in place of Telegram’s.',
    example: 'https://bots.example.com',
    unset: 'https://api.telegram.org',
  }),
  SLACK_BOT_TOKEN: variable(secret.optional(), {
    about: 'Turns Slack on: the bot token (xoxb-…) of your Slack app.',
    example: 'xoxb-the-token-of-your-app',
    unset: 'Slack is off',
  }),
  SLACK_APP_TOKEN: variable(secret.optional(), {
    about: 'The app-level token (xapp-…) for Socket Mode, which needs no public address.',
    example: 'xapp-the-token-of-your-app',
    unset: 'Slack posts to /chat/slack, and SLACK_SIGNING_SECRET must be set',
  }),
  SLACK_SIGNING_SECRET: variable(secret.optional(), {
    about: 'Proves that a request comes from Slack. Needed without SLACK_APP_TOKEN.',
    example: 'the-signing-secret-of-your-app',
    unset: 'Slack is talked to over Socket Mode only',
  }),
  WHATSAPP_ENABLED: variable(z.enum(['yes', 'no']).default('no'), {
    about:
      'yes: WhatsApp over a linked device (needs Chromium). Unofficial: use a number of its own.',
    example: 'no',
    unset: 'no',
  }),
  WHATSAPP_PAIR_NUMBER: variable(digits({ min: 7, max: 15 }).optional(), {
    about: 'Pair by a code shown in the terminal for this number (digits with country code).',
    example: '919812345678',
    unset: 'a QR picture is shown instead',
  }),
  WHATSAPP_POLLS: variable(z.enum(['yes', 'no']).default('no'), {
    about: 'yes: over a linked device questions are asked as polls, which are answered by a tap.',
    example: 'no',
    unset: 'no: they are answered with yes, no or a number',
  }),
  CHROMIUM_PATH: variable(z.string().optional(), {
    about: 'The Chromium that WhatsApp over a linked device runs in.',
    example: '/usr/bin/chromium',
    unset: '/usr/bin/chromium',
  }),
  WHATSAPP_CLOUD_TOKEN: variable(secret.optional(), {
    about: 'Turns the official WhatsApp Cloud API on: a permanent access token.',
    example: 'the-token-of-your-system-user',
    unset: 'the Cloud API is off',
  }),
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: variable(digits({ min: 5, max: 25 }).optional(), {
    about: 'The id (not the number) of the phone number that sends.',
    example: '106540352242922',
    unset: 'the Cloud API is off',
  }),
  WHATSAPP_CLOUD_APP_SECRET: variable(secret.optional(), {
    about: 'Proves that a request to /chat/whatsapp comes from Meta.',
    example: 'the-secret-of-your-app',
    unset: 'the Cloud API is off',
  }),
  WHATSAPP_CLOUD_VERIFY_TOKEN: variable(secret.optional(), {
    about: 'A word of your own that you type into the webhook form of the app.',
    example: 'a-word-of-your-own',
    unset: 'the Cloud API is off',
  }),
  WHATSAPP_CLOUD_TEMPLATE: variable(
    z
      .string()
      .regex(/^[a-z0-9_]{1,512}:[a-z]{2}(_[A-Z]{2})?$/, 'must be a name, a colon and a language')
      .optional(),
    {
      about:
        'An approved template with one parameter, for what is said more than 24 hours after the ' +
        "person's last message.",
      example: 'stock_alert:en',
      unset: 'such messages are not sent',
    },
  ),
} as const;

/** A language model; everything works without one. */
const modelVariables = {
  OPENAI_MODEL: variable(z.string().optional(), {
    about:
      'Turns a language model on: it proposes commands for texts that the grammar cannot read.',
    example: 'gpt-5-mini',
    unset: 'no model is asked',
  }),
  OPENAI_API_KEY: variable(secret.optional(), {
    about: 'The key for it. Local servers often need none.',
    example: 'sk-the-key-of-your-account',
    unset: 'none is sent',
  }),
  OPENAI_BASE_URL: variable(webUrl.optional(), {
    about: 'Any server that speaks the OpenAI protocol.',
    example: 'http://localhost:11434/v1',
    unset: 'api.openai.com',
  }),
  OPENAI_TOKENS_PER_DAY: variable(wholeNumber({ min: 1, max: 999_999_999 }).prefault('1000000'), {
    about: 'After so many tokens of one seller in a day (UTC) the model is not asked any more.',
    example: '1000000',
    unset: '1000000; each process counts its own, and begins anew when it is started',
  }),
} as const;

export const variables = {
  DATABASE_URL: variable(postgresUrl.optional(), {
    about: 'A Postgres of your own (15 or newer). Needed when several processes share the work.',
    example: 'postgres://shelftalk:password@localhost:5432/shelftalk',
    unset: 'Shelftalk starts its own Postgres inside DATA_DIR',
  }),
  DATABASE_URL_MIGRATE: variable(postgresUrl.optional(), {
    about: 'A login that may create tables and roles, used only to migrate at the start.',
    example: 'postgres://owner:password@localhost:5432/shelftalk',
    unset: 'DATABASE_URL migrates too',
  }),
  REDIS_URL: variable(redisUrl.optional(), {
    about: 'A Redis for the work queue (needs the optional package ioredis).',
    example: 'redis://localhost:6379',
    unset: 'the queue lives in Postgres',
  }),
  DATA_DIR: variable(z.string().optional(), {
    about: 'Where the own Postgres and the generated key are kept. Back it up.',
    example: '/var/lib/shelftalk',
    unset: 'the folder .data of the project',
  }),
  HOST: variable(z.string().default('127.0.0.1'), {
    about: 'The address to listen on. 0.0.0.0 lets other machines in.',
    example: '127.0.0.1',
    unset: '127.0.0.1',
  }),
  PORT: variable(wholeNumber({ min: 0, max: 65_535 }).prefault('8787'), {
    about: 'The port for webhooks, the status page and the agents. 0 takes any free one.',
    example: '8787',
    unset: '8787',
  }),
  LOG_LEVEL: variable(z.enum(LOG_LEVELS).default('info'), {
    about: `How much is logged to stderr: ${LOG_LEVELS.join(', ')}.`,
    example: 'info',
    unset: 'info',
  }),
  ROLES: variable(wordList(ROLES).prefault(ROLES.join(',')), {
    about: 'What this process does: serve (webhooks, chat, pages), work (pushes, automations).',
    example: 'serve,work',
    unset: 'both',
  }),
  SECRET_KEY: variable(
    z
      .string()
      .min(SECRET_KEY_LENGTH_MIN, `must have at least ${SECRET_KEY_LENGTH_MIN} characters`)
      .transform((text) => new Secret(text))
      .optional(),
    {
      about:
        'Encrypts the stored channel credentials. Losing it means connecting every shop again.',
      example: 'at-least-32-random-characters-of-your-own',
      unset: 'a key is generated into DATA_DIR; with DATABASE_URL it must be set',
    },
  ),
  ...chatVariables,
  ...modelVariables,
} as const;

export type ChatVariable = keyof typeof chatVariables;
