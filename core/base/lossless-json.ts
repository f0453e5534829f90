// Reads JSON from strangers. Unlike JSON.parse it is bounded (bytes, depth, number of values),
// refuses what two readers would understand differently (a key given twice) or what reaches into
// prototypes, and never rounds: a number that a double cannot hold comes back as its own text, so
// two order ids that differ in the last digit stay two.

export type JsonLimits = { depthMax: number; keysMax: number; bytesMax: number };
export type JsonRefusal =
  | 'too_large'
  | 'not_utf8'
  | 'not_json'
  | 'too_deep'
  | 'too_many_keys'
  | 'duplicate_key'
  | 'forbidden_key';
export type ParsedJson = { ok: true; value: unknown } | { ok: false; reason: JsonRefusal };

/** 1 MB bodies, nested as deep as any marketplace goes; a value or a key counts once. */
export const JSON_LIMITS: JsonLimits = { depthMax: 32, keysMax: 100_000, bytesMax: 1_048_576 };

type Frame = { object?: Record<string, unknown>; array?: unknown[]; key: string };

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTED = 0x20;
const DIGITS_HELD_BY_DOUBLE = 15;
const WORDS: ReadonlyMap<string, [word: string, value: unknown]> = new Map([
  ['t', ['true', true]],
  ['f', ['false', false]],
  ['n', ['null', null]],
]);

class Refused extends Error {
  readonly reason: JsonRefusal;
  constructor(reason: JsonRefusal) {
    super(reason);
    this.reason = reason;
  }
}

class Scanner {
  readonly #text: string;
  readonly #limits: JsonLimits;
  readonly #open: Frame[] = [];
  #at = 0;
  #counted = 0;

  constructor(text: string, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  read(): unknown {
    for (;;) {
      const opened = this.#value();
      if (opened.pending) continue;
      const closed = this.#attach(opened.value);
      if (!closed.done) continue;
      this.#skipSpace();
      if (this.#at < this.#text.length) throw new Refused('not_json');
      return closed.value;
    }
  }

  /** Reads a scalar or an empty container; a filled container is opened and left pending. */
  #value(): { pending: boolean; value?: unknown } {
    const first = this.#next();
    this.#count();
    if (first === '{') {
      if (this.#open.length >= this.#limits.depthMax) throw new Refused('too_deep');
      this.#at += 1;
      if (this.#next() === '}') return this.#empty({});
      const frame: Frame = { object: {}, key: '' };
      this.#open.push(frame);
      this.#key(frame);
      return { pending: true };
    }
    if (first === '[') {
      if (this.#open.length >= this.#limits.depthMax) throw new Refused('too_deep');
      this.#at += 1;
      if (this.#next() === ']') return this.#empty([]);
      this.#open.push({ array: [], key: '' });
      return { pending: true };
    }
    return { pending: false, value: first === '"' ? this.#string() : this.#numberOrWord() };
  }

  #empty(value: unknown): { pending: boolean; value: unknown } {
    this.#at += 1;
    return { pending: false, value };
  }

  /** Puts a finished value into its container and closes every container that ends here. */
  #attach(finished: unknown): { done: boolean; value?: unknown } {
    let value = finished;
    for (;;) {
      const frame = this.#open.at(-1);
      if (!frame) return { done: true, value };
      if (frame.object) frame.object[frame.key] = value;
      else frame.array?.push(value);
      const sign = this.#next();
      this.#at += 1;
      if (sign === ',') {
        if (frame.object) this.#key(frame);
        return { done: false };
      }
      if (sign !== (frame.object ? '}' : ']')) throw new Refused('not_json');
      value = frame.object ?? frame.array;
      this.#open.pop();
    }
  }

  #key(frame: Frame): void {
    if (this.#next() !== '"') throw new Refused('not_json');
    this.#count();
    const key = this.#string();
    if (FORBIDDEN_KEYS.has(key)) throw new Refused('forbidden_key');
    if (frame.object && Object.hasOwn(frame.object, key)) throw new Refused('duplicate_key');
    if (this.#next() !== ':') throw new Refused('not_json');
    this.#at += 1;
    frame.key = key;
  }

  #string(): string {
    const start = this.#at;
    let isPlain = true;
    let end = start + 1;
    for (let code = 0; code !== QUOTE; end += 1) {
      code = this.#text.charCodeAt(end);
      // Control characters must be escaped. Beyond the end there is no code, hence the negation.
      if (!(code >= FIRST_PRINTED)) throw new Refused('not_json');
      if (code !== BACKSLASH) continue;
      isPlain = false;
      end += 1;
    }
    this.#at = end;
    if (isPlain) return this.#text.slice(start + 1, end - 1);
    try {
      // Rare enough to let the engine decode and judge the escapes.
      return JSON.parse(this.#text.slice(start, end)) as string;
    } catch {
      throw new Refused('not_json');
    }
  }

  #numberOrWord(): unknown {
    const known = WORDS.get(this.#text[this.#at] ?? '');
    if (known) {
      const [word, value] = known;
      if (!this.#text.startsWith(word, this.#at)) throw new Refused('not_json');
      this.#at += word.length;
      return value;
    }
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text);
    if (!found) throw new Refused('not_json');
    this.#at += found[0].length;
    return toExactNumber(found[0], found[1] === undefined && found[2] === undefined);
  }

  #next(): string | undefined {
    this.#skipSpace();
    return this.#text[this.#at];
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #count(): void {
    this.#counted += 1;
    if (this.#counted > this.#limits.keysMax) throw new Refused('too_many_keys');
  }
}

function toExactNumber(text: string, isInteger: boolean): number | string {
  const value = Number(text);
  if (isInteger) return Number.isSafeInteger(value) ? value : text;
  const [mantissa = ''] = text.split(/[eE]/);
  const significant = mantissa.replace(/[-.]/g, '').replace(/^0+/, '');
  return Number.isFinite(value) && significant.length <= DIGITS_HELD_BY_DOUBLE ? value : text;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Buffer | string): string {
  // The decoder drops a byte order mark; a string may still carry one.
  if (typeof bytes === 'string') return bytes.startsWith('\ufeff') ? bytes.slice(1) : bytes;
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Refused('not_utf8');
  }
}

export function parseJson(bytes: Buffer | string, limits: JsonLimits = JSON_LIMITS): ParsedJson {
  const size = typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length;
  if (size > limits.bytesMax) return { ok: false, reason: 'too_large' };
  try {
    return { ok: true, value: new Scanner(decode(bytes), limits).read() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason };
    throw error;
  }
}
