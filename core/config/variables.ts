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
} as const;
