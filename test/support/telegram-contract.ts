/**
 * The published description of the Bot API as a judge of calls and answers: names, types, what is
 * required, and the limits that its prose gives. Null where the file is not there.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const TELEGRAM_CONTRACT = {
  channel: 'telegram',
  needs: ['api.json'],
  howToGet: 'github PaulSonOfLars/telegram-bot-api-spec, api.json',
} as const;

interface Field {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
  readonly description: string;
}

interface Spec {
  readonly version: string;
  readonly methods: Readonly<
    Record<string, { fields?: readonly Field[]; returns: readonly string[] }>
  >;
  readonly types: Readonly<
    Record<string, { fields?: readonly Field[]; subtypes?: readonly string[] }>
  >;
}

/** A file of a multipart call, wherever the description says InputFile. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface TelegramContract {
  readonly version: string;
  /** What is wrong with a call; empty: nothing. */
  judgeCall(method: string, fields: Readonly<Record<string, unknown>>): string[];
  judgeResult(method: string, result: unknown): string[];
  judgeType(name: string, value: unknown): string[];
  /** The types that a field of a method may have; multipart brings everything as text. */
  typesOf(method: string, field: string): readonly string[];
}

export function loadTelegramContract(): TelegramContract | null {
  const file = path.join(process.env.CONTRACTS_DIR ?? '', 'telegram', 'api.json');
  if (!process.env.CONTRACTS_DIR || !existsSync(file)) return null;
  return createContract(JSON.parse(readFileSync(file, 'utf8')) as Spec);
}

const RANGE = /(\d+)-(\d+) (characters|bytes)/;
const COUNT = /[Aa]t most (\d+) /;
// What is counted only after entities are parsed; the server counts that itself.
const AFTER_PARSING = /after entities parsing/;

function createContract(spec: Spec): TelegramContract {
  const judgeFields = (
    fields: readonly Field[],
    given: Readonly<Record<string, unknown>>,
    where: string,
  ): string[] => {
    const known = new Set(fields.map(({ name }) => name));
    const unknown = Object.keys(given).filter((name) => !known.has(name));
    return [
      ...unknown.map((name) => `${where}: there is no ${name}`),
      ...fields.flatMap((field) => {
        const value = given[field.name];
        const place = `${where}.${field.name}`;
        if (value === undefined) return field.required ? [`${place} is required`] : [];
        const wrong = judgeAny(field.types, value, place);
        return wrong.length > 0 ? wrong : judgeLimits(field, value, place);
      }),
    ];
  };

  const judgeAny = (types: readonly string[], value: unknown, where: string): string[] => {
    const verdicts = types.map((type) => judge(type, value, where));
    return verdicts.find((each) => each.length === 0) ?? verdicts[0] ?? [];
  };

  const judge = (type: string, value: unknown, where: string): string[] => {
    if (type.startsWith('Array of ')) {
      if (!Array.isArray(value)) return [`${where} is no array`];
      const inner = type.slice('Array of '.length);
      return value.flatMap((each, index) => judge(inner, each, `${where}[${index}]`));
    }
    const simple = SIMPLE[type];
    if (simple) return simple(value) ? [] : [`${where} is no ${type}`];
    const declared = spec.types[type];
    if (!declared) return [`${where}: the description has no type ${type}`];
    if (typeof value !== 'object' || value === null) return [`${where} is no ${type}`];
    if (declared.subtypes) return judgeAny(declared.subtypes, value, where);
    return judgeFields(declared.fields ?? [], value as Record<string, unknown>, where);
  };

  return {
    version: spec.version,
    judgeCall(method, fields) {
      const declared = spec.methods[method];
      return declared ? judgeFields(declared.fields ?? [], fields, method) : [`no ${method}`];
    },
    judgeResult: (method, result) =>
      judgeAny(spec.methods[method]?.returns ?? [], result, `${method}()`),
    judgeType: (name, value) => judge(name, value, name),
    typesOf: (method, name) =>
      spec.methods[method]?.fields?.find((field) => field.name === name)?.types ?? ['String'],
  };
}

const SIMPLE: Readonly<Record<string, (value: unknown) => boolean>> = {
  Integer: (value) => Number.isSafeInteger(value),
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  True: (value) => value === true,
  InputFile: (value) =>
    typeof value === 'object' && value !== null && 'bytes' in value && 'name' in value,
};

function judgeLimits(field: Field, value: unknown, where: string): string[] {
  const { description } = field;
  const [, least, most, unit] = RANGE.exec(description) ?? [];
  if (typeof value === 'string' && least !== undefined && !AFTER_PARSING.test(description)) {
    const size = unit === 'bytes' ? Buffer.byteLength(value) : value.length;
    const fits = size >= Number(least) && size <= Number(most);
    return fits ? [] : [`${where} has ${size} ${unit}, not ${least}-${most}`];
  }
  const [, count] = COUNT.exec(description) ?? [];
  if (Array.isArray(value) && count !== undefined && value.length > Number(count)) {
    return [`${where} has ${value.length} entries, at most ${count} are allowed`];
  }
  return [];
}
