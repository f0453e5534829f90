/** Vendure's answers, reduced to what our documents ask for. */
import { z } from 'zod';
import { QUANTITY_MAX } from '../../base/quantity.ts';
import { cleanText } from '../../base/text.ts';

/** Text in the API, and a number in what the shop's history keeps as JSON. */
const wireId = z
  .union([z.string(), z.int().nonnegative().transform(String)])
  .refine((id) => id.length > 0 && id.length <= 100, 'no id');

const wireText = z.string().transform(cleanText);
const wireInstant = z.iso.datetime().transform((text) => new Date(text));
const wireUnits = z.int().min(0).max(QUANTITY_MAX);
const wireCurrency = z.string().regex(/^[A-Z]{3}$/);

const wireLineUnits = z.object({ orderLineId: wireId, quantity: wireUnits });
export type WireLineUnits = z.output<typeof wireLineUnits>;

const wireCustomer = z.object({
  id: wireId,
  firstName: wireText,
  lastName: wireText,
  emailAddress: wireText,
  phoneNumber: wireText.nullish(),
});

const wireAddress = z.object({
  fullName: wireText.nullish(),
  company: wireText.nullish(),
  streetLine1: wireText.nullish(),
  streetLine2: wireText.nullish(),
  city: wireText.nullish(),
  province: wireText.nullish(),
  postalCode: wireText.nullish(),
  countryCode: wireText.nullish(),
  phoneNumber: wireText.nullish(),
});

const wireOrderLine = z.object({
  id: wireId,
  quantity: wireUnits,
  orderPlacedQuantity: wireUnits,
  unitPriceWithTax: z.int(),
  productVariant: z.object({ id: wireId, sku: wireText, name: wireText }),
});

/** An open JSON field in the schema: what does not look like this is left out of the sum. */
const wireCancellation = z.object({ lines: z.array(wireLineUnits) }).catch({ lines: [] });

export const wireOrder = z.object({
  id: wireId,
  code: wireText,
  state: z.string(),
  /** Null: still somebody's cart. */
  orderPlacedAt: wireInstant.nullable(),
  updatedAt: wireInstant,
  currencyCode: wireCurrency,
  totalWithTax: z.int(),
  customer: wireCustomer.nullable(),
  shippingAddress: wireAddress.nullable(),
  lines: z.array(wireOrderLine),
  fulfillments: z
    .array(z.object({ state: z.string(), updatedAt: wireInstant, lines: z.array(wireLineUnits) }))
    .nullable(),
  payments: z
    .array(
      z.object({
        refunds: z.array(z.object({ state: z.string(), lines: z.array(wireLineUnits) })),
      }),
    )
    .nullable(),
  cancellations: z.object({
    items: z.array(z.object({ createdAt: wireInstant, data: wireCancellation })),
  }),
  latest: z.object({ items: z.array(z.object({ createdAt: wireInstant })) }).optional(),
});

export type WireOrder = z.output<typeof wireOrder>;
export type WireOrderLine = z.output<typeof wireOrderLine>;

export const wireVariant = z.object({
  id: wireId,
  enabled: z.boolean(),
  /** Switched off, it hides every one of its variants, whatever they say of themselves. */
  product: z.object({ enabled: z.boolean() }),
  currencyCode: wireCurrency,
  prices: z.array(z.object({ price: z.int(), currencyCode: wireCurrency })),
  stockLevels: z.array(
    z.object({ stockLocationId: wireId, stockOnHand: z.int(), stockAllocated: z.int() }),
  ),
});

export type WireVariant = z.output<typeof wireVariant>;

/** Orders are read one by one, so that a broken one does not take its page along. */
export const wireOrderList = z.object({ orders: z.object({ items: z.array(z.unknown()) }) });

export const wireVariantList = z.object({
  productVariants: z.object({ items: z.array(wireVariant) }),
});

export const wireUpdated = z.object({ updateProductVariants: z.array(wireVariant.nullable()) });

export const wireLogin = z.object({
  login: z.object({ __typename: z.string(), message: wireText.optional() }),
});

/** What our plugin posts. */
export const wireEvent = z.object({
  event: z.string().max(100),
  orderCode: z.string().regex(/^[\w-]{1,100}$/),
});

/** Where an answer departs from what is published, in a few words. */
export function whereOf(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.join('.') || 'the body';
  return `${where}: ${issue?.message ?? 'not as published'}`;
}
