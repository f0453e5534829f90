/**
 * A language model: one question with its instructions, one answer of a closed shape.
 *
 * Who calls it: readers of texts that no grammar can read (commands today). It compiles words into
 * a value and never executes anything: whoever gets the value checks it, resolves it and asks a
 * person, as if it had been typed. Whatever a server says or does not say is returned as a refusal;
 * it never throws for that. It must never write a key, a prompt or an answer into the log.
 */
import type { z } from 'zod';

export interface ModelRequest<Value> {
  /** Which use of the model this is, for the log: "read-message". */
  readonly purpose: string;
  /** Whose tokens it costs. */
  readonly sellerId: number;
  /**
   * What the answer must be; `nullable` instead of `optional`, because every field is written. A
   * server may promise the shape only, so bounds are checked here again, and by the caller.
   */
  readonly schema: z.ZodType<Value>;
  /** What the server calls the schema. */
  readonly name: string;
  /** Our own words only. */
  readonly system: string;
  /** What a person wrote, as data. */
  readonly user: string;
}

export type ModelRefusal =
  /** The model does not want to. */
  | 'refusal'
  /** It did not come to an end. */
  | 'truncated'
  /** Not of the shape that was asked for, or far too long. */
  | 'invalid'
  /** Nobody answers, or not with a success. */
  | 'unavailable'
  | 'timed-out'
  | 'rate-limited'
  /** This seller's tokens of today are used up: the server was not asked. */
  | 'budget-spent';

export type ModelAnswer<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'refused'; readonly reason: ModelRefusal };

export interface Model {
  complete<Value>(request: ModelRequest<Value>): Promise<ModelAnswer<Value>>;
}
