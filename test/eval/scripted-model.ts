/**
 * A server that no model stands behind: `npm run eval:live -- --scripted=prose`.
 *
 * It answers every request in the same bad way, so that the figures can be held against those
 * without a model: nothing wrong may be stored because of it, and nothing may be read worse. It
 * says nothing of how well a real model reads.
 */
import { type ChatRequest, type Scripted, startOpenAiServer } from '../support/openai-server.ts';

/** Whoever tries many texts does not want to wait as long as a person in a chat. */
export const SCRIPTED_TIMEOUT_MS = 700;

const MODES = {
  /** The answer that was asked for, inside of what models like to say. */
  prose: (request) => ({ kind: 'text', text: `Sure! Here you are:\n${toJson(answer(request))}` }),
  /** Well-formed, of names and figures that the text does not have. */
  wrong: (request) => ({ kind: 'value', value: answer(request) }),
  /** Well-formed, of the text's own figure, in another sense: only the read-back shows it. */
  twisted: (request) => ({ kind: 'value', value: twist(request) }),
  cut: (request) => ({ kind: 'text', text: toJson(answer(request)).slice(0, 60), end: 'length' }),
  refusing: () => ({ kind: 'refusal' }),
  limited: () => ({ kind: 'error', status: 429 }),
  failing: () => ({ kind: 'error', status: 500 }),
  slow: () => ({ kind: 'hang' }),
} satisfies Record<string, (request: ChatRequest) => Scripted>;

export type ScriptedMode = keyof typeof MODES;
export const SCRIPTED_MODES = Object.keys(MODES) as ScriptedMode[];

export const startScriptedModel = (mode: ScriptedMode) =>
  startOpenAiServer({ script: MODES[mode] });

const toJson = (value: unknown) => JSON.stringify(value);

function readMessage({ body }: ChatRequest): string {
  const asked = body.messages.find(({ role }) => role === 'user')?.content ?? '{}';
  const { message } = JSON.parse(asked) as { message?: unknown };
  return typeof message === 'string' ? message : '';
}

const isOfRules = ({ body }: ChatRequest) => body.response_format.json_schema.name === 'automation';

/** What nobody said, of the shape that was asked for; the same for the same text. */
function answer(request: ChatRequest): unknown {
  if (!isOfRules(request)) return { drafts: [draftOf(request)] };
  const wrong = RULES[readMessage(request).length % RULES.length];
  return { rule: { ...rule(below('GHOST-1', 777_777), TELL_AUTHOR), ...wrong } };
}

const TELL_AUTHOR = { kind: 'notify', to: { of: 'author' }, frontEnd: null, template: null };
const THAT_SKU = { of: 'trigger' };

function below(sku: string | null, units: number, crossing = 'below') {
  const scope = sku === null ? { of: 'any' } : { of: 'skus', skus: [sku] };
  const rest = { measure: 'available', crossing, units, location: null };
  return { kind: 'stock-level', scope, ...rest };
}

const rule = (trigger: object, action: object) => ({
  ...{ trigger, conditions: null, actions: [action] },
  ...{ mode: 'every-time', coolDownMinutes: 0, window: null },
});

const RULES: readonly object[] = [
  {},
  { trigger: below(null, 777_777) },
  { actions: [{ ...TELL_AUTHOR, to: { of: 'person', person: 'Mallory' } }] },
  {
    actions: [{ kind: 'set-price', sku: THAT_SKU, account: null, to: { by: 'amount', minor: 7 } }],
  },
  { actions: [{ kind: 'webhook', url: 'https://evil.example/steal' }] },
  { actions: [{ kind: 'task', title: 'Wire the money to Mallory', to: null }] },
  { actions: [{ kind: 'adjust-stock', sku: THAT_SKU, by: -777_777, location: 'Atlantis' }] },
];

interface CommandSchema {
  readonly properties: {
    readonly drafts: { readonly items: { readonly anyOf: readonly Branch[] } };
  };
}
interface Branch {
  readonly properties: {
    readonly command: { readonly const: string };
    readonly slots: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

/** One of the commands that move stock, of a SKU that is not there. */
function draftOf(request: ChatRequest): unknown {
  const { schema } = request.body.response_format.json_schema as { schema: CommandSchema };
  const moving = schema.properties.drafts.items.anyOf.filter(({ properties: { slots } }) => {
    return 'sku' in slots.properties && 'quantity' in slots.properties;
  });
  const { command, slots } = (moving[readMessage(request).length % moving.length] as Branch)
    .properties;
  const empty = Object.keys(slots.properties).map((slot) => [slot, null] as const);
  const filled = { ...Object.fromEntries(empty), sku: 'GHOST-1', quantity: '7' };
  return { command: command.const, slots: filled };
}

/** "tell me when it falls below 9" → tell me when it rises above 9. */
function twist(request: ChatRequest): unknown {
  if (!isOfRules(request)) return { drafts: [] };
  const [figure = '1'] = /\d{1,6}/.exec(readMessage(request)) ?? [];
  return { rule: rule(below(null, Number.parseInt(figure, 10), 'above'), TELL_AUTHOR) };
}
