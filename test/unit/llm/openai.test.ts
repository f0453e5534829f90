/** The real SDK against a server on loopback: whatever that says, one answer comes back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createOpenAiModel } from '../../../automations/llm/openai.ts';
import { systemClock } from '../../../core/base/clock.ts';
import { createLogger } from '../../../core/base/log.ts';
import { Secret } from '../../../core/base/secret.ts';
import { missingContract } from '../../support/contracts.ts';
import { OPENAI_CONTRACT } from '../../support/openai-contract.ts';
import {
  type OpenAiServer,
  type Scripted,
  startOpenAiServer,
} from '../../support/openai-server.ts';

const KEY = 'sk-canary-of-this-test';
const schema = z.strictObject({ units: z.int().max(10), where: z.string().nullable() });
const PRIVATE = 'words that only one person knows';

let server: OpenAiServer;
let logged: string[] = [];

beforeAll(async () => {
  server = await startOpenAiServer();
});
afterAll(async () => {
  await server.close();
});

function openModel(o: { key?: string; tokensPerDay?: number; timeoutMs?: number } = {}) {
  const { key, tokensPerDay = 1_000_000, timeoutMs = 4_000 } = o;
  const apiKey = key === undefined ? undefined : new Secret(key);
  return createOpenAiModel({
    settings: { name: 'test-model', apiKey, baseUrl: server.baseURL, tokensPerDay },
    clock: systemClock,
    log: createLogger({ level: 'debug', write: (line) => void logged.push(line) }),
    timeoutMs,
  });
}

const request = { ...{ purpose: 'test', name: 'units', sellerId: 1, schema }, system: 'Rules.' };

async function hear(scripted: readonly Scripted[], o: Parameters<typeof openModel>[0] = {}) {
  const before = server.requests.length;
  server.say(...scripted);
  logged = [];
  const answer = await openModel(o).complete({ ...request, user: PRIVATE });
  return { answer, requests: server.requests.slice(before) };
}

describe('a language model over the OpenAI protocol', () => {
  test('an answer of the shape that was asked for is the value', async () => {
    const value = { units: 3, where: null };
    const { answer, requests } = await hear([{ kind: 'value', value }], { key: KEY });
    expect(answer).toEqual({ kind: 'value', value });
    const [sent] = requests;
    expect(sent?.path).toBe('/v1/chat/completions');
    expect(sent?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(sent?.body).toMatchObject({
      model: 'test-model',
      messages: [
        { role: 'system', content: 'Rules.' },
        { role: 'user', content: PRIVATE },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: { strict: true, schema: { additionalProperties: false } },
      },
    });
  });

  test('a server without a key gets no key, and none from the environment', async () => {
    process.env.OPENAI_API_KEY = 'sk-of-somebody-else';
    try {
      const { requests } = await hear([]);
      expect(requests[0]?.headers.authorization).toBeUndefined();
    } finally {
      delete process.env.OPENAI_API_KEY;
    }
  });

  const valid = '{"units": 3, "where": null}';
  const whole = JSON.stringify({
    choices: [{ finish_reason: 'stop', message: { content: valid } }],
  });
  const refused: readonly [string, Scripted, string][] = [
    ['prose around the JSON', { kind: 'text', text: `Sure: ${valid}` }, 'invalid'],
    ['a field too many', { kind: 'value', value: { units: 1, where: null, all: true } }, 'invalid'],
    ['a field too few', { kind: 'value', value: { units: 1 } }, 'invalid'],
    ['a figure out of bounds', { kind: 'text', text: '{"units":1e999,"where":null}' }, 'invalid'],
    ['Infinity', { kind: 'text', text: '{"units":Infinity,"where":null}' }, 'invalid'],
    ['an empty text', { kind: 'text', text: '' }, 'invalid'],
    ['an answer cut off', { kind: 'text', text: '{"units": 3', end: 'length' }, 'truncated'],
    ['a refusal', { kind: 'refusal' }, 'refusal'],
    ['a body of another shape', { kind: 'raw', body: '{"answer": 42}' }, 'invalid'],
    ['no choices', { kind: 'raw', body: '{"choices": []}' }, 'invalid'],
    ['null', { kind: 'raw', body: 'null' }, 'invalid'],
    ['no JSON', { kind: 'raw', body: '<html>' }, 'invalid'],
    ['a page', { kind: 'raw', body: '<html>', type: 'text/html' }, 'invalid'],
    ['an answer without end', { kind: 'raw', body: `${whole}${' '.repeat(300_000)}` }, 'invalid'],
    ['a wrong key', { kind: 'error', status: 401, message: `Not a key: ${KEY}` }, 'unavailable'],
    ['another place', { kind: 'redirect', to: 'http://127.0.0.1:1/' }, 'unavailable'],
  ];
  test.each(refused)('%s is refused, and nothing of it is logged', async (_, scripted, reason) => {
    const { answer } = await hear([scripted, scripted], { key: KEY });
    expect(answer).toEqual({ kind: 'refused', reason });
    const lines = logged.join('');
    expect(lines).toContain(`"reason":"${reason}"`);
    expect(lines).not.toMatch(/sk-canary|only one person|units/);
  });

  test('a server that fails is asked once more, and not a third time', async () => {
    const value = { units: 1, where: null };
    const failed: Scripted = { kind: 'error', status: 500 };
    const second = await hear([failed, { kind: 'value', value }]);
    expect(second.answer).toEqual({ kind: 'value', value });
    const twice = await hear([failed, failed]);
    expect(twice.answer).toEqual({ kind: 'refused', reason: 'unavailable' });
    expect(twice.requests).toHaveLength(2);
    const busy: Scripted = { kind: 'error', status: 429 };
    const { answer } = await hear([busy, busy]);
    expect(answer).toEqual({ kind: 'refused', reason: 'rate-limited' });
  });

  test.each(['hang', 'drip'] as const)(
    'a server that does not end (%s) is not waited for',
    async (kind) => {
      const startMs = performance.now();
      const { answer } = await hear([{ kind }], { timeoutMs: 200 });
      expect(answer).toEqual({ kind: 'refused', reason: 'timed-out' });
      expect(performance.now() - startMs).toBeLessThan(3_000);
    },
  );

  test('a seller whose tokens of today are used up is not asked for, and another one is', async () => {
    const model = openModel({ tokensPerDay: 3_500 });
    const ask = (sellerId: number) => {
      server.say({ kind: 'value', value: { units: 1, where: null } });
      return model.complete({ ...request, sellerId, user: 'a text' });
    };
    const before = server.requests.length;
    expect((await ask(1)).kind).toBe('value');
    expect((await ask(1)).kind).toBe('value');
    expect(await ask(1)).toEqual({ kind: 'refused', reason: 'budget-spent' });
    expect(server.requests.length - before).toBe(2);
    expect((await ask(2)).kind).toBe('value');
  });

  test('where nobody listens the answer is a refusal too', async () => {
    const gone = await startOpenAiServer();
    await gone.close();
    const model = createOpenAiModel({
      settings: { name: 'm', apiKey: undefined, baseUrl: gone.baseURL, tokensPerDay: 1_000_000 },
      clock: systemClock,
      log: createLogger({ level: 'silent' }),
    });
    const answer = await model.complete({ ...request, user: 'a text' });
    expect(answer).toEqual({ kind: 'refused', reason: 'unavailable' });
  });

  const missing = missingContract(OPENAI_CONTRACT);
  test.skipIf(missing !== null)(
    missing ?? 'every request and every answer above fits the published description',
    () => expect(server.problems).toEqual([]),
  );
});
