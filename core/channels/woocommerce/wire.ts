/**
 * WooCommerce's JSON as its REST reference (wc/v3) writes it, reduced to the fields that are read.
 * Everything else is dropped at once, buyers' network addresses included.
 */
import { z } from 'zod';
import { readWireQuantity } from '../../base/quantity.ts';
import { cleanText } from '../../base/text.ts';

/**
 * Integers beyond 2^53 arrive as digits (lossless reader). 0 stands for "none" in several fields.
 */
export const wireId = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,19}$/)])
  .transform(String);

const wireText = z.string().transform(cleanText);

/** "2017-03-22T19:28:02", which in the *_gmt fields is UTC without saying so. */
const wireGmt = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)
  .transform((text) => new Date(`${text}Z`))
  .refine((date) => !Number.isNaN(date.getTime()), 'no such date');

const wireUnits = z.unknown().transform((value, context) => {
  const read = readWireQuantity(value);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: read.reason });
  return z.NEVER;
});

/** Refund lines carry negative units. */
const wireRefundedUnits = z
  .int()
  .min(-1_000_000)
  .max(0)
  .transform((quantity) => Math.abs(quantity));

const wireMeta = z.object({ key: z.string(), value: z.unknown() });

const wireAddress = z.object({
  first_name: wireText.optional(),
  last_name: wireText.optional(),
  company: wireText.optional(),
  address_1: wireText.optional(),
  address_2: wireText.optional(),
  city: wireText.optional(),
  state: wireText.optional(),
  postcode: wireText.optional(),
  country: wireText.optional(),
  phone: wireText.nullish(),
  email: wireText.nullish(),
});

export const wireOrderLine = z.object({
  id: wireId,
  name: wireText,
  product_id: wireId,
  variation_id: wireId,
  quantity: wireUnits,
  total: z.string(),
  sku: wireText.nullish(),
  meta_data: z.array(wireMeta).default([]),
});

export const wireOrder = z.object({
  id: wireId,
  number: wireText,
  status: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  date_created_gmt: wireGmt,
  date_modified_gmt: wireGmt.nullable(),
  date_paid_gmt: wireGmt.nullish(),
  date_completed_gmt: wireGmt.nullish(),
  total: z.string(),
  customer_id: wireId,
  billing: wireAddress,
  shipping: wireAddress,
  line_items: z.array(wireOrderLine),
  refunds: z.array(z.object({ id: wireId })),
});

export const wireRefund = z.object({
  id: wireId,
  date_created_gmt: wireGmt,
  line_items: z.array(
    z.object({
      product_id: wireId,
      variation_id: wireId,
      quantity: wireRefundedUnits,
      meta_data: z.array(wireMeta).default([]),
    }),
  ),
});

/** What a product and a variation of one have in common. */
export const wireListing = z.object({
  id: wireId,
  status: z.string(),
  regular_price: z.string(),
  /** 'parent': a variation that shares the stock of its product. */
  manage_stock: z.union([z.boolean(), z.literal('parent')]),
  /** Null also for what a plugin made of it (halves): then it is not known. */
  stock_quantity: z.int().nullable().catch(null),
});

export const wireError = z.object({
  code: z.string(),
  message: wireText,
  data: z.object({ status: z.int().optional() }).nullish().catch(null),
});

/** A batch answers each object by itself: the object as it is now, or why it was not changed. */
export const wireBatchItem = z.union([
  z.object({ id: wireId, error: wireError }),
  wireListing.transform((listing) => ({ id: listing.id, listing })),
]);

export const wireBatch = z.object({ update: z.array(z.unknown()) });

export const wireDeleted = z.object({ id: wireId });

export type WireOrder = z.infer<typeof wireOrder>;
export type WireOrderLine = z.infer<typeof wireOrderLine>;
export type WireRefund = z.infer<typeof wireRefund>;
export type WireListing = z.infer<typeof wireListing>;
export type WireBatchItem = z.infer<typeof wireBatchItem>;
export type WireAddress = z.infer<typeof wireAddress>;

/** Where a body departs from what is published, in a few words. */
export function whereOf(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.join('.') || 'the body';
  return `${where}: ${issue?.message ?? 'not as published'}`;
}
