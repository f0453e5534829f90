import { BrokenInvariant, type Facts } from './errors.ts';

// Assertions stay on in production: a wrong stock figure costs more than a stopped request.
export function assert(condition: unknown, message: string, facts?: Facts): asserts condition {
  if (!condition) throw new BrokenInvariant(message, { facts });
}

/** For the last branch of a switch: the compiler objects when a case was forgotten. */
export function assertNever(value: never, what = 'value'): never {
  throw new BrokenInvariant(`No branch handles this ${what}.`, { facts: { value } });
}
