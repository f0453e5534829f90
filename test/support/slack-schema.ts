/**
 * Block Kit as a JSON Schema. Slack publishes none, but its package of types says what a block may
 * hold, and its comments how long each may be; both are read here, so that a newer package is a
 * newer schema. Generating takes a second or two; the result is kept beside the packages.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import type { SlackCall } from '../../bots/demo-slack/slack-stand-in.ts';

type Node = Record<string, unknown> & { description?: string; $ref?: string; type?: string };
type Definitions = Record<string, Node>;

const PROJECT_DIR = path.resolve(import.meta.dirname, '../..');
const CACHE_DIR = path.join(PROJECT_DIR, 'node_modules/.cache/slack-blocks');
// What the schema does not come from the package: a change here makes a new one.
const RECIPE_VERSION = '3';
const TYPES = ['KnownBlock', 'HomeView', 'ModalView'] as const;

export interface SlackRules {
  /** What is wrong with a call of the Web API, in words. */
  check(call: SlackCall): string[];
  checkBlocks(blocks: unknown): string[];
  /** How many limits were found in the comments. */
  readonly limitCount: number;
}

let loaded: Promise<SlackRules> | undefined;

export function loadSlackRules(): Promise<SlackRules> {
  loaded ??= readRules();
  return loaded;
}

async function readRules(): Promise<SlackRules> {
  const { definitions, limitCount } = await loadDefinitions();
  const ajv = new Ajv({ strict: false, allErrors: true });
  const compile = (type: string): ValidateFunction =>
    ajv.compile({ definitions, $ref: `#/definitions/${type}` });
  const byType = new Map<string, ValidateFunction>();
  const validatorOf = (block: unknown): ValidateFunction | null => {
    const { type } = (block ?? {}) as { type?: unknown };
    const name = definitionOf(type, definitions);
    if (name === null) return null;
    const known = byType.get(name) ?? compile(name);
    byType.set(name, known);
    return known;
  };
  const views = { home: compile('HomeView'), modal: compile('ModalView') };
  const checkBlocks = (blocks: unknown): string[] =>
    (Array.isArray(blocks) ? blocks : [null]).flatMap((block: unknown, index) => {
      const validate = validatorOf(block);
      if (!validate) return [`blocks[${index}] is no block of Slack`];
      return validate(block) ? [] : complaints(`blocks[${index}]`, validate);
    });
  const checkView = (view: unknown): string[] => {
    const { type, blocks } = view as { type: 'home' | 'modal'; blocks: unknown };
    const validate = views[type];
    return [...(validate(view) ? [] : complaints('view', validate)), ...checkBlocks(blocks)];
  };
  return {
    limitCount,
    checkBlocks,
    check({ args }) {
      const blocks = parse(args.blocks);
      const view = parse(args.view);
      const markup = typeof args.text === 'string' ? findMarkup(args.text, 'text') : [];
      return [
        ...markup,
        ...(blocks === undefined ? [] : [...checkBlocks(blocks), ...findActive(blocks)]),
        ...(view === undefined
          ? []
          : [...checkView(view), ...findActive((view as { blocks: unknown }).blocks)]),
      ];
    },
  };
}

const parse = (value: unknown): unknown =>
  typeof value === 'string' ? (JSON.parse(value) as unknown) : value;

/** The first few: of a union every branch complains. */
const COMPLAINTS_MAX = 4;

function complaints(place: string, { errors }: ValidateFunction): string[] {
  return (errors ?? [])
    .toSorted((a, b) => b.instancePath.length - a.instancePath.length)
    .slice(0, COMPLAINTS_MAX)
    .map(({ instancePath, message = '', params }) => {
      return `${place}${instancePath} ${message} ${JSON.stringify(params)}`;
    });
}

/** The definition whose `type` is the block's own, so that a complaint is about the right one. */
function definitionOf(type: unknown, definitions: Definitions): string | null {
  const found = Object.entries(definitions).find(([name, node]) => {
    const { type: own } = (node.properties ?? {}) as { type?: { const?: unknown } };
    return name.endsWith('Block') && own?.const !== undefined && own.const === type;
  });
  return found?.[0] ?? null;
}

/** Characters in angle brackets, or an ampersand that begins no entity. */
function findMarkup(text: string, place: string): string[] {
  return /[<>]|&(?!(amp|lt|gt);)/.test(text)
    ? [`${place} is not escaped: ${text.slice(0, 80)}`]
    : [];
}

/** Anything that could notify, link or format: our messages hold nothing of the kind. */
function findActive(value: unknown, place = 'blocks'): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => findActive(each, `${place}[${index}]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = value as { type?: unknown; text?: unknown };
  const active = ['mrkdwn', 'broadcast', 'user', 'usergroup', 'link', 'channel', 'markdown'];
  if (active.includes(String(type))) return [`${place} has ${String(type)}`];
  if (type === 'plain_text' && typeof text === 'string') return findMarkup(text, place);
  return Object.entries(value).flatMap(([key, each]) => findActive(each, `${place}.${key}`));
}

async function loadDefinitions(): Promise<{ definitions: Definitions; limitCount: number }> {
  const entry = fileURLToPath(import.meta.resolve('@slack/types'));
  const types = path.join(path.dirname(entry), 'index.d.ts');
  const owner = path.resolve(path.dirname(entry), '../package.json');
  const { version } = JSON.parse(readFileSync(owner, 'utf8')) as { version: string };
  const key = createHash('sha256').update(`${version} ${RECIPE_VERSION}`).digest('hex');
  const file = path.join(CACHE_DIR, `${key.slice(0, 16)}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as {
      definitions: Definitions;
      limitCount: number;
    };
  } catch {
    const made = await generate(types);
    mkdirSync(CACHE_DIR, { recursive: true });
    writeFileSync(file, JSON.stringify(made));
    return made;
  }
}

async function generate(types: string) {
  const { createGenerator } = await import('ts-json-schema-generator');
  const generator = createGenerator({
    path: types,
    skipTypeCheck: true,
    additionalProperties: false,
  });
  const definitions: Definitions = {};
  for (const type of TYPES) {
    Object.assign(definitions, generator.createSchema(type).definitions as Definitions);
  }
  let limitCount = 0;
  for (const [name, node] of Object.entries(definitions)) {
    const properties = (node.properties ?? {}) as Definitions;
    for (const [key, property] of Object.entries(properties)) {
      const limited = withLimits(property, definitions);
      if (limited !== property) limitCount += 1;
      properties[key] = limited;
    }
    definitions[name] = node;
  }
  return { definitions, limitCount };
}

const LENGTH = /max(?:imum)?\s+(?:text )?length\b[^.]*?\b(\d[\d,]*)\s+character/i;
const COUNT = /max(?:imum)?\b[^.]*?\b(\d[\d,]*)\s+(?:elements|options|items|blocks|cards|rows)/i;
const NUMBER_OF = /maximum number of (?:items|options|option groups) is (\d+)/i;

/** "Maximum length for the text in this field is 75 characters" as maxLength. */
function withLimits(property: Node, definitions: Definitions): Node {
  const words = (property.description ?? '')
    .replaceAll(/\{@link [^}]*\}/g, '')
    .replaceAll(/\s+/g, ' ');
  const number = (found: RegExpExecArray | null) => Number(found?.[1]?.replaceAll(',', '') ?? 0);
  const length = number(LENGTH.exec(words));
  const count = number(NUMBER_OF.exec(words)) || number(COUNT.exec(words));
  if (length > 0) return limitLength(property, length, definitions);
  if (count > 0 && property.type === 'array') return { ...property, maxItems: count };
  return property;
}

function limitLength(property: Node, length: number, definitions: Definitions): Node {
  if (property.type === 'string') return { ...property, maxLength: length };
  const text = { type: 'object', properties: { text: { type: 'string', maxLength: length } } };
  const { $ref, items } = property as Node & { items?: Node };
  if ($ref && definitions[$ref.replace('#/definitions/', '')]) {
    return { allOf: [{ $ref }, text], description: property.description ?? '' };
  }
  if (items) return { ...property, items: { allOf: [items, text] } };
  return property;
}
