import { Secret } from './secret.ts';

// What reaches a log line is read by people and machines that must not see secrets or the
// customers' addresses. Facts are copied with bounds, so a log call can neither leak nor explode.

const KEY_OF_SECRET =
  /token|password|passphrase|secret|authorization|cookie|api_?key|credential|private_?key/i;
// Names that carry a shop's own numbers. They look like phone numbers and are needed to find an
// order again.
const KEY_OF_NUMBER = new RegExp(
  '^(order|line|listing|delivery|external|variant|product|event|shipment)[A-Za-z]*$' +
    '|^(sku|key|businessKey|seq|at)$',
  'i',
);
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}\.[\p{L}]{2,24}/gu;
const PHONE_WITH_PLUS = /\+\d[\d\s().-]{7,18}\d/g;
const PHONE_DIGITS = /(?<![\d\p{L}-])\d{10,15}(?![\d\p{L}-])/gu;
const BEARER = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;
const URL_PASSWORD = /(\w+:\/\/[^\s:/@]*:)[^\s@/]+@/g;

const DEPTH_MAX = 6;
const ITEMS_MAX = 50;
const TEXT_LENGTH_MAX = 2000;
const KEPT_DIGITS = 3;

function maskPhone(found: string): string {
  return `[phone …${found.replace(/\D/g, '').slice(-KEPT_DIGITS)}]`;
}

export function redactText(text: string, o: { keepNumbers?: boolean } = {}): string {
  const cut = text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX)}…` : text;
  const masked = cut
    .replace(URL_PASSWORD, '$1[secret]@')
    .replace(BEARER, '$1 [secret]')
    .replace(EMAIL, '[email]')
    .replace(PHONE_WITH_PLUS, maskPhone);
  return o.keepNumbers ? masked : masked.replace(PHONE_DIGITS, maskPhone);
}

function redactError(error: Error, depth: number): unknown {
  const own = error as Error & { code?: unknown; facts?: unknown };
  return {
    name: error.name,
    code: typeof own.code === 'string' ? own.code : undefined,
    message: redactText(error.message),
    facts: redactValue(own.facts, 'facts', depth + 1),
    cause: redactValue(error.cause, 'cause', depth + 1),
    stack: error.stack ? redactText(error.stack.split('\n').slice(1, 8).join('\n')) : undefined,
  };
}

function redactValue(value: unknown, key: string, depth: number): unknown {
  if (value instanceof Secret) return value.toString();
  if (typeof value === 'string') return redactText(value, { keepNumbers: KEY_OF_NUMBER.test(key) });
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (depth >= DEPTH_MAX) return '[deeper]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Map || value instanceof Set) return `[${value.size} items]`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, ITEMS_MAX).map((item) => redactValue(item, key, depth + 1));
    return value.length > ITEMS_MAX ? [...shown, `[${value.length - ITEMS_MAX} more]`] : shown;
  }
  return redactRecord(value as Record<string, unknown>, depth + 1);
}

function redactRecord(record: Record<string, unknown>, depth: number): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record).slice(0, ITEMS_MAX)) {
    const hidden = KEY_OF_SECRET.test(key) && value !== undefined && value !== null;
    shown[key] = hidden ? '[secret]' : redactValue(value, key, depth);
  }
  return shown;
}

export function redactFacts(facts: Record<string, unknown>): Record<string, unknown> {
  return redactRecord(facts, 0);
}
