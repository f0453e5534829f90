import { z } from 'zod';
import { readWireQuantity } from '../../base/quantity.ts';
import { cleanText } from '../../base/text.ts';
import { isShopId } from './gid.ts';

const AVAILABLE = /^-?\d{1,10}$/;

/** A number, or digits where the number is too long for a double. */
export const wireId = z
  .union([z.int().nonnegative(), z.string().refine(isShopId)])
  .transform((id) => String(id));

export const wireQuantity = z.unknown().transform((value, context) => {
  const read = readWireQuantity(value);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: read.reason });
  return z.NEVER;
});

/** Units offered: whole, and below zero where the shop oversold. */
export const wireAvailable = z
  .union([z.int(), z.string().regex(AVAILABLE).transform(Number)])
  .transform((units) => units + 0);

export const wireText = z.string().transform(cleanText);

/** Text, or null for what is missing or blank. */
export const wireOptionalText = z
  .string()
  .nullish()
  .transform((text) => (text && text.trim() !== '' ? cleanText(text) : null));

export const wireInstant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A decimal amount as text. Some bodies write it as a number. */
export const wireAmount = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((amount) => (amount === null || amount === undefined ? null : String(amount)));

export const wireCurrency = z.string().regex(/^[A-Z]{3}$/);

/** Where a body differs from the published shape, without repeating what it said. */
export function describeIssues(error: z.ZodError): string {
  const [first] = error.issues;
  if (!first) return 'not the published shape';
  const place = first.path.map(String).join('.') || 'the body';
  return `not the published shape at ${place} (${first.code})`;
}
