import { z } from 'zod';

/** What an operator needs to know of one environment variable; .env.example prints it. */
export type VariableFacts = {
  about: string;
  /** Shown in .env.example; a secret's example is a placeholder, never a working value. */
  example: string;
  /** What happens when it is unset. */
  unset: string;
};

export type Variable<T extends z.ZodType = z.ZodType> = VariableFacts & { type: T };

export function variable<T extends z.ZodType>(type: T, facts: VariableFacts): Variable<T> {
  return { type, ...facts };
}

/** Whole numbers by pattern: Number('0x10') would be 16 and Number('') would be 0. */
export function wholeNumber(o: { min: number; max: number }) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${o.min} to ${o.max}`)
    .transform((text) => Number.parseInt(text, 10))
    .refine((value) => value >= o.min && value <= o.max, {
      message: `must be a whole number from ${o.min} to ${o.max}`,
    });
}

/** A list such as "serve,work" of known words. */
export function wordList<const Word extends string>(words: readonly Word[]) {
  const known = new Set<string>(words);
  return z
    .string()
    .transform((text) => text.split(',').map((word) => word.trim()))
    .refine((list) => list.length > 0 && list.every((word) => known.has(word)), {
      message: `must be a comma-separated list of: ${words.join(', ')}`,
    })
    .transform((list) => new Set(list as Word[]) as ReadonlySet<Word>);
}
