import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../core/base/secret.ts';
import { ConfigRefused, parseConfig } from '../../../core/config/config.ts';
import { loadSecretKey } from '../../../core/config/load-secret-key.ts';
import { variables } from '../../../core/config/variables.ts';

const KEY = 'k'.repeat(32);
const refusal = (env: Record<string, string>): ConfigRefused => {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigRefused) return error;
    throw error;
  }
  throw new Error('It was accepted.');
};

describe('settings', () => {
  test('nothing has to be set', () => {
    const config = parseConfig({});
    expect(config).toMatchObject({
      databaseUrl: undefined,
      redisUrl: undefined,
      host: '127.0.0.1',
      port: 8787,
      logLevel: 'info',
      roles: new Set(['serve', 'work']),
    });
    expect(path.isAbsolute(config.dataDir)).toBe(true);
  });

  test('an empty value counts as unset, and strangers in the environment do not matter', () => {
    const env = { PORT: '', LOG_LEVEL: '  ', DATABASE_URL: '', PATH: '/bin', HOME: '/x' };
    expect(parseConfig(env)).toEqual(parseConfig({}));
  });

  test('every value shown in .env.example is accepted', () => {
    const env = Object.fromEntries(
      Object.entries(variables).map(([name, { example }]) => [name, example]),
    );
    const config = parseConfig(env);
    expect(config.databaseUrl?.reveal()).toBe(variables.DATABASE_URL.example);
    expect(config.redisUrl?.reveal()).toBe(variables.REDIS_URL.example);
  });

  test('a front-end reads its variables as they are called, and their secrets do not print', () => {
    const { chat, model } = parseConfig({ TELEGRAM_BOT_TOKEN: '1:abc', WHATSAPP_ENABLED: 'yes' });
    expect(chat.TELEGRAM_BOT_TOKEN?.reveal()).toBe('1:abc');
    expect(chat.WHATSAPP_ENABLED).toBe('yes');
    expect(JSON.stringify(chat)).not.toContain('abc');
    expect(model).toBeNull();
  });

  test('a key without a model names the variable that is missing', () => {
    expect(refusal({ OPENAI_API_KEY: 'sk-1' }).message).toMatch(/^OPENAI_MODEL is missing/);
  });

  test('a model without a key is refused where the vendor wants one, and not where it is our own', () => {
    expect(refusal({ OPENAI_MODEL: 'm' }).message).toMatch(/^OPENAI_API_KEY is missing/);
    const own = { OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'http://localhost:11434/v1' };
    expect(parseConfig(own).model).toMatchObject({ name: 'm', tokensPerDay: 1_000_000 });
  });

  const wrong: Array<[name: string, value: string]> = [
    ['PORT', '0x10'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80 '.repeat(2)],
    ['LOG_LEVEL', 'loud'],
    ['ROLES', 'serve,sleep'],
    ['ROLES', 'serve,,work'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['DATABASE_URL', 'postgres://'],
    ['REDIS_URL', 'localhost:6379'],
    ['SECRET_KEY', 'short'],
  ];
  test.each(wrong)('%s=%s is refused with its name and a remedy', (name, value) => {
    const error = refusal({
      [name]: value,
      ...(name === 'DATABASE_URL' ? { SECRET_KEY: KEY } : {}),
    });
    expect(error).toMatchObject({ code: 'config_refused', retry: 'never' });
    expect(error.message).toMatch(new RegExp(`^${name} .*Set it like .* or leave it unset`));
  });

  test('all mistakes are told at once', () => {
    const error = refusal({ PORT: 'x', ROLES: 'y', LOG_LEVEL: 'z' });
    expect(error.facts.variables).toEqual(['PORT', 'LOG_LEVEL', 'ROLES']);
    expect(error.message.split('\n')).toHaveLength(3);
  });

  test('a refused secret is not quoted in the refusal', () => {
    const error = refusal({ SECRET_KEY: 'my-short-secret', DATABASE_URL: 'http://u:hush@h/d' });
    expect(error.message).not.toMatch(/my-short-secret|hush/);
  });

  test('processes that share a database must share the key', () => {
    const error = refusal({ DATABASE_URL: 'postgres://h/d' });
    expect(error.message).toContain('SECRET_KEY is missing');
    expect(
      parseConfig({ DATABASE_URL: 'postgres://h/d', SECRET_KEY: KEY }).secretKey,
    ).toBeDefined();
  });
});

describe('the key for stored credentials', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-key-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  test('is made once, readable by its owner only, and found again', async () => {
    const config = { secretKey: undefined, dataDir: path.join(dataDir, 'new') };
    const keys = await Promise.all([1, 2, 3].map(() => loadSecretKey(config)));
    const texts = new Set(keys.map((key) => key.reveal()));
    expect(texts.size).toBe(1);
    expect([...texts][0]).toHaveLength(43);
    const file = path.join(config.dataDir, 'secret.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(config.dataDir)).toEqual(['secret.key']);
    expect((await loadSecretKey(config)).reveal()).toBe((await readFile(file, 'utf8')).trim());
  });

  test('is taken from SECRET_KEY when that is set', async () => {
    const key = await loadSecretKey({ secretKey: new Secret(KEY), dataDir });
    expect(key.reveal()).toBe(KEY);
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('a damaged key file is not replaced by a new key', async () => {
    const file = path.join(dataDir, 'secret.key');
    await writeFile(file, 'half');
    await expect(loadSecretKey({ secretKey: undefined, dataDir })).rejects.toThrow('is damaged');
    expect(await readFile(file, 'utf8')).toBe('half');
  });
});
