// Fills an empty Vendure through its own Admin API: one channel, zone, country, tax, shipping
// method, payment method, one stock location, and the products of the dataset. Called once per
// dataset by shop.ts; later shops are copies of the database this leaves behind.
import type { ShopDataset, ShopVariant } from './dataset.ts';
import type { GraphqlSession } from './graphql-session.ts';

interface Created {
  readonly created: { readonly id: string };
}

interface ShopIds {
  readonly channelId: string;
  readonly stockLocationId: string;
}

const SHOP_IDS = `query {
  activeChannel { id }
  stockLocations { items { id } }
}`;
const CREATE_COUNTRY = `mutation ($input: CreateCountryInput!) {
  created: createCountry(input: $input) { id }
}`;
const CREATE_ZONE = `mutation ($input: CreateZoneInput!) {
  created: createZone(input: $input) { id }
}`;
const CREATE_TAX_CATEGORY = `mutation ($input: CreateTaxCategoryInput!) {
  created: createTaxCategory(input: $input) { id }
}`;
const CREATE_TAX_RATE = `mutation ($input: CreateTaxRateInput!) {
  created: createTaxRate(input: $input) { id }
}`;
const UPDATE_CHANNEL = `mutation ($input: UpdateChannelInput!) {
  updateChannel(input: $input) { __typename ... on ErrorResult { errorCode message } }
}`;
const UPDATE_SETTINGS = `mutation {
  updateGlobalSettings(input: { trackInventory: true, outOfStockThreshold: 0 }) { __typename }
}`;
const CREATE_SHIPPING_METHOD = `mutation ($input: CreateShippingMethodInput!) {
  created: createShippingMethod(input: $input) { id }
}`;
const CREATE_PAYMENT_METHOD = `mutation ($input: CreatePaymentMethodInput!) {
  created: createPaymentMethod(input: $input) { id }
}`;
const CREATE_PRODUCT = `mutation ($input: CreateProductInput!) {
  created: createProduct(input: $input) { id }
}`;
const CREATE_OPTION_GROUP = `mutation ($input: CreateProductOptionGroupInput!) {
  created: createProductOptionGroup(input: $input) { id options { id code } }
}`;
const ADD_OPTION_GROUP = `mutation ($productId: ID!, $optionGroupId: ID!) {
  addOptionGroupToProduct(productId: $productId, optionGroupId: $optionGroupId) { id }
}`;
const CREATE_VARIANTS = `mutation ($input: [CreateProductVariantInput!]!) {
  createProductVariants(input: $input) { id }
}`;

function codeOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function named(name: string, more: object = {}): object[] {
  return [{ languageCode: 'en', name, ...more }];
}

/** The admin session must be logged in. */
export async function populate(admin: GraphqlSession, dataset: ShopDataset): Promise<void> {
  const shop = await admin.ask<{
    activeChannel: { id: string };
    stockLocations: { items: { id: string }[] };
  }>(SHOP_IDS);
  const stockLocationId = shop.stockLocations.items[0]?.id;
  if (stockLocationId === undefined) throw new Error('Vendure made no default stock location.');
  const ids = { channelId: shop.activeChannel.id, stockLocationId };
  const taxCategoryId = await createTaxesAndChannel(admin, { dataset, ids });
  await createShippingAndPayment(admin, dataset);
  const byProduct = Map.groupBy(dataset.variants, (variant) => variant.product);
  for (const [product, variants] of byProduct) {
    await createProduct(admin, { product, variants, taxCategoryId, stockLocationId });
  }
}

async function create(admin: GraphqlSession, mutation: string, input: object): Promise<string> {
  return (await admin.ask<Created>(mutation, { input })).created.id;
}

async function createTaxesAndChannel(
  admin: GraphqlSession,
  { dataset, ids }: { dataset: ShopDataset; ids: ShopIds },
): Promise<string> {
  const countryId = await create(admin, CREATE_COUNTRY, {
    code: dataset.country.code,
    enabled: true,
    translations: named(dataset.country.name),
  });
  const zoneId = await create(admin, CREATE_ZONE, {
    name: dataset.country.name,
    memberIds: [countryId],
  });
  const categoryId = await create(admin, CREATE_TAX_CATEGORY, {
    name: 'Standard',
    isDefault: true,
  });
  await create(admin, CREATE_TAX_RATE, {
    name: 'Standard',
    enabled: true,
    value: dataset.taxRate,
    categoryId,
    zoneId,
  });
  await admin.ask(UPDATE_CHANNEL, {
    input: {
      id: ids.channelId,
      defaultTaxZoneId: zoneId,
      defaultShippingZoneId: zoneId,
      defaultCurrencyCode: dataset.currency,
      availableCurrencyCodes: [dataset.currency],
      pricesIncludeTax: true,
    },
  });
  await admin.ask(UPDATE_SETTINGS);
  return categoryId;
}

async function createShippingAndPayment(
  admin: GraphqlSession,
  dataset: ShopDataset,
): Promise<void> {
  await create(admin, CREATE_SHIPPING_METHOD, {
    code: 'standard-shipping',
    fulfillmentHandler: 'manual-fulfillment',
    checker: {
      code: 'default-shipping-eligibility-checker',
      arguments: [{ name: 'orderMinimum', value: '0' }],
    },
    calculator: {
      code: 'default-shipping-calculator',
      arguments: [
        { name: 'rate', value: String(dataset.shippingPriceMinor) },
        { name: 'includesTax', value: 'include' },
        { name: 'taxRate', value: String(dataset.taxRate) },
      ],
    },
    translations: named('Standard shipping', { description: '' }),
  });
  await create(admin, CREATE_PAYMENT_METHOD, {
    code: 'settling-payment',
    enabled: true,
    handler: { code: 'settling-payment', arguments: [] },
    translations: named('Test payment', { description: '' }),
  });
}

interface NewProduct {
  readonly product: string;
  readonly variants: readonly ShopVariant[];
  readonly taxCategoryId: string;
  readonly stockLocationId: string;
}

async function createProduct(admin: GraphqlSession, made: NewProduct): Promise<void> {
  const productId = await create(admin, CREATE_PRODUCT, {
    enabled: true,
    translations: named(made.product, { slug: codeOf(made.product), description: '' }),
  });
  const optionIdBySize = await createSizes(admin, { productId, ...made });
  const input = made.variants.map(({ sku, size, priceMinor, stockOnHand }) => ({
    productId,
    sku,
    price: priceMinor,
    taxCategoryId: made.taxCategoryId,
    trackInventory: 'TRUE',
    stockLevels: [{ stockLocationId: made.stockLocationId, stockOnHand }],
    optionIds: size === undefined ? [] : [optionIdBySize.get(codeOf(size))],
    translations: named(size === undefined ? made.product : `${made.product} ${size}`),
  }));
  await admin.ask(CREATE_VARIANTS, { input });
}

async function createSizes(
  admin: GraphqlSession,
  { productId, product, variants }: NewProduct & { productId: string },
): Promise<Map<string, string>> {
  const sizes = variants.flatMap(({ size }) => (size === undefined ? [] : [size]));
  if (sizes.length === 0) return new Map();
  const { created } = await admin.ask<{
    created: { id: string; options: { id: string; code: string }[] };
  }>(CREATE_OPTION_GROUP, {
    input: {
      code: `${codeOf(product)}-size`,
      translations: named('Size'),
      options: sizes.map((size) => ({ code: codeOf(size), translations: named(size) })),
    },
  });
  await admin.ask(ADD_OPTION_GROUP, { productId, optionGroupId: created.id });
  return new Map(created.options.map((option) => [option.code, option.id]));
}
