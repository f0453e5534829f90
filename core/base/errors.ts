// A broken promise is thrown, a refusal is returned. Whoever catches decides by `code` and
// `retry`, never by the text; the text ends with the next step for a person.

export type Retry = 'later' | 'never';
export type Facts = Record<string, unknown>;
export type ErrorOptionsOfOurs = { facts?: Facts; cause?: unknown };

export abstract class ShelftalkError extends Error {
  /** Stable, in snake_case. */
  abstract readonly code: string;
  /** `later`: the same call may succeed without a change. `never`: something must change first. */
  abstract readonly retry: Retry;
  readonly facts: Facts;

  constructor(message: string, options: ErrorOptionsOfOurs = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.facts = options.facts ?? {};
  }
}

/** Declares a class of error in one line: `class X extends errorClass('x', 'never') {}`. */
export function errorClass<Code extends string>(code: Code, retry: Retry) {
  return class extends ShelftalkError {
    static readonly code: Code = code;
    override readonly code: Code = code;
    override readonly retry: Retry = retry;
  };
}

/** The caller's data is wrong; sending it again changes nothing. */
export class BadInput extends errorClass('bad_input', 'never') {}

/** Something that must always hold does not: a defect of ours. */
export class BrokenInvariant extends errorClass('broken_invariant', 'never') {}

export function isRetriedLater(error: unknown): boolean {
  return error instanceof ShelftalkError && error.retry === 'later';
}

export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
