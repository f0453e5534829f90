// The only reader of the environment. `main` passes process.env in, everything else is given a
// Config, so a test never has to change the process to try a setting.

import path from 'node:path';
import { z } from 'zod';
import { errorClass } from '../base/errors.ts';
import type { LogLevel } from '../base/log.ts';
import type { Secret } from '../base/secret.ts';
import { type ChatVariable, chatVariables, type Role, variables } from './variables.ts';

export type Environment = Record<string, string | undefined>;

export type Config = {
  databaseUrl: Secret | undefined;
  databaseUrlMigrate: Secret | undefined;
  redisUrl: Secret | undefined;
  /** Absolute. */
  dataDir: string;
  host: string;
  port: number;
  logLevel: LogLevel;
  roles: ReadonlySet<Role>;
  /** Undefined when it is to be taken from, or generated into, the data folder. */
  secretKey: Secret | undefined;
  /** As they are called in the environment: each front-end reads its own. */
  chat: ChatSettings;
  /** Null: no language model is asked. */
  model: ModelSettings | null;
};

export type ChatSettings = Readonly<Pick<z.output<typeof schema>, ChatVariable>>;

export type ModelSettings = {
  readonly name: string;
  /** Undefined: none is sent. */
  readonly apiKey: Secret | undefined;
  /** Undefined: the vendor's own. */
  readonly baseUrl: string | undefined;
  /** Of one seller, in one process. */
  readonly tokensPerDay: number;
};

/** The environment cannot be used; every line of the message names a variable and its remedy. */
export class ConfigRefused extends errorClass('config_refused', 'never') {}

type Name = keyof typeof variables;

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');

const schema = z.object(
  Object.fromEntries(Object.entries(variables).map(([name, { type }]) => [name, type])) as {
    [K in Name]: (typeof variables)[K]['type'];
  },
);

function remedyLine(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0] ?? '') as Name;
  const facts = variables[name];
  const instead = `Set it like ${facts.example}, or leave it unset (${facts.unset}).`;
  return `${name} ${issue.message}. ${instead}`;
}

/** Throws ConfigRefused. An empty value counts as unset, as in a copied .env.example. */
export function parseConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(remedyLine);
    throw new ConfigRefused(lines.join('\n'), {
      facts: { variables: parsed.error.issues.map((issue) => String(issue.path[0])) },
    });
  }
  const set = parsed.data;
  if (set.DATABASE_URL && !set.SECRET_KEY) {
    throw new ConfigRefused(
      'SECRET_KEY is missing: processes that share DATABASE_URL must share the key. ' +
        'Set it to at least 32 random characters.',
      { facts: { variables: ['SECRET_KEY'] } },
    );
  }
  return {
    databaseUrl: set.DATABASE_URL,
    databaseUrlMigrate: set.DATABASE_URL_MIGRATE,
    redisUrl: set.REDIS_URL,
    dataDir: path.resolve(PROJECT_DIR, set.DATA_DIR ?? '.data'),
    host: set.HOST,
    port: set.PORT,
    logLevel: set.LOG_LEVEL,
    roles: set.ROLES,
    secretKey: set.SECRET_KEY,
    chat: readChat(set),
    model: readModel(set),
  };
}

function readChat(set: z.output<typeof schema>): ChatSettings {
  const found = Object.entries(set).filter(([name]) => name in chatVariables);
  return Object.fromEntries(found) as ChatSettings;
}

function readModel(set: z.output<typeof schema>): ModelSettings | null {
  const { OPENAI_MODEL: name, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = set;
  const { OPENAI_TOKENS_PER_DAY: tokensPerDay } = set;
  if (name !== undefined && (apiKey || baseUrl)) return { name, apiKey, baseUrl, tokensPerDay };
  if (name !== undefined) {
    throw new ConfigRefused(
      'OPENAI_API_KEY is missing: OPENAI_MODEL is set, and api.openai.com wants a key. ' +
        'Set it, name a server of your own in OPENAI_BASE_URL, or unset OPENAI_MODEL.',
      { facts: { variables: ['OPENAI_API_KEY'] } },
    );
  }
  const stray = apiKey ? 'OPENAI_API_KEY' : baseUrl ? 'OPENAI_BASE_URL' : null;
  if (stray === null) return null;
  throw new ConfigRefused(
    `OPENAI_MODEL is missing: ${stray} is set, but no model is named. ` +
      `Set it, or unset ${stray} to work without a model.`,
    { facts: { variables: ['OPENAI_MODEL'] } },
  );
}
