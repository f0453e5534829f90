/**
 * A shop as a file: everything that a conversation may talk about, with the clock at which it
 * begins. `test/support/example-shop.json` is one; `openShop` in conversation.ts opens it.
 *
 * Codes and names refer to each other inside the file; what does not fit together is refused with
 * the place where it stands. Money is decimal text in the main unit ("1499.00"), never a float.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const SKUS_MAX = 10_000;
const UNITS_MAX = 1_000_000;

const code = z.string().trim().min(1).max(60);
const name = z.string().trim().min(1).max(200);
const units = z.int().min(0).max(UNITS_MAX);
const counted = z.int().min(1).max(UNITS_MAX);
const money = z.string().regex(/^\d{1,9}(\.\d{1,3})?$/, 'decimal text such as "1499.00"');

export const FRONT_ENDS = ['telegram', 'slack', 'whatsapp', 'console'] as const;
const frontEnd = z.enum(FRONT_ENDS);

const location = z.strictObject({
  code,
  name,
  aliases: z.array(name).default([]),
});

const sku = z.strictObject({
  code,
  title: name,
  /** size: "M", colour: "black". */
  options: z.record(code, name).default({}),
  aliases: z.array(name).default([]),
  barcodes: z.array(code).default([]),
  category: name.nullable().default(null),
  tags: z.array(name).default([]),
  /** "3 cartons" are 3 × units. */
  packs: z.array(z.strictObject({ name, units: counted })).default([]),
  cost: money.nullable().default(null),
  /** In the shop's currency; a kit has one too. */
  price: money,
  /** By account id: what it costs there instead. */
  prices: z.record(code, money).default({}),
  /** Units kept back from every listing. */
  safety: units.default(0),
  /** A kit: units of each component by code; a kit has no stock of its own. */
  parts: z.record(code, counted).nullable().default(null),
  /** On hand at the clock, by location code. Open orders of the file are reserved from it. */
  stock: z.record(code, units).default({}),
  /** Account ids that offer it; absent: all. */
  listed: z.array(code).nullable().default(null),
  /** Account ids where a person has paused it. */
  paused: z.array(code).default([]),
});

const account = z.strictObject({
  /** Small letters, digits and hyphens. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,40}$/),
  name,
  /** What kind of shop: "shopify", "etsy", any word of small letters. */
  channel: z.string().regex(/^[a-z][a-z0-9]{1,30}$/),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
  /** Codes of the locations that fulfil its orders, best first; empty: all, in the file's order. */
  locations: z.array(code).default([]),
  /** Whether units that come back wait for a person to confirm them. */
  restock: z.enum(['confirm', 'at-once']).default('confirm'),
  coverage: z.enum(['units', 'whole-lines']).default('units'),
});

const person = z.strictObject({
  /** Unique in the file: `say` names people by it. */
  name,
  /** What a person may do follows from the role alone. */
  role: z.enum(['owner', 'manager', 'warehouse', 'viewer']),
  home: code.nullable().default(null),
  language: z.enum(['en', 'hi', 'hinglish', 'es']).default('en'),
  /** Where this person is known; who says something elsewhere is nobody we know there. */
  identities: z.partialRecord(frontEnd, z.string().min(1).max(100)).default({}),
});

const order = z.strictObject({
  /** As the shop shows it: "#1001". */
  number: code,
  account: code,
  placedAt: z.iso.datetime({ offset: true }).nullable().default(null),
  isHeld: z.boolean().default(false),
  lines: z
    .array(
      z.strictObject({
        /** A code that is no SKU of the file is an unmapped one. */
        sku: code,
        ordered: counted,
        cancelled: units.default(0),
        shipped: units.default(0),
        returned: units.default(0),
        price: money.nullable().default(null),
      }),
    )
    .min(1),
});

const alert = z.strictObject({
  /** Who asked for it, and where they are told. */
  person: name,
  frontEnd,
  /** A group chat that is told instead of the person alone. */
  chat: code.nullable().default(null),
  topic: z.enum(['low', 'out', 'shortage', 'parked', 'digest']),
  sku: code.nullable().default(null),
  location: code.nullable().default(null),
  below: counted.nullable().default(null),
});

/** Whom an automation may tell by a name: a group chat, or a person whom people call so. */
const target = z
  .strictObject({
    name,
    aliases: z.array(name).default([]),
    frontEnd,
    /** The id of the group chat there. */
    chat: code.nullable().default(null),
    /** A name among `people`. */
    person: name.nullable().default(null),
  })
  .refine(({ chat, person }) => (chat === null) !== (person === null), {
    error: 'either a chat or a person',
  });

const shape = z.strictObject({
  name,
  currency: z.string().regex(/^[A-Z]{3}$/),
  timeZone: name,
  /** The clock stands here until `advanceTo`. */
  now: z.iso.datetime({ offset: true }),
  settings: z
    .strictObject({
      /** Changes of at most so many units of one SKU are done without a question; 0: always ask. */
      askAbove: units.default(0),
    })
    .prefault({}),
  locations: z.array(location).min(1),
  skus: z.array(sku).max(SKUS_MAX),
  accounts: z.array(account).default([]),
  people: z.array(person).min(1),
  orders: z.array(order).default([]),
  alerts: z.array(alert).default([]),
  targets: z.array(target).default([]),
});

export const shopFileSchema = shape.superRefine((file, context) => {
  for (const { path, message } of findLooseEnds(file)) {
    context.addIssue({ code: 'custom', path, message });
  }
});

export type ShopFile = z.infer<typeof shape>;
/** As it may be written: what has a default can be left out. */
export type ShopFileInput = z.input<typeof shape>;

interface LooseEnd {
  readonly path: (string | number)[];
  readonly message: string;
}

function findDoubles(path: string, names: readonly string[]): LooseEnd[] {
  return names.flatMap((each, index) =>
    names.indexOf(each) === index ? [] : [{ path: [path, index], message: `${each} comes twice` }],
  );
}

/** What refers to something that the file does not have. */
function findLooseEnds(file: ShopFile): LooseEnd[] {
  const skus = file.skus.map((each) => each.code);
  const locations = file.locations.map((each) => each.code);
  const accounts = file.accounts.map((each) => each.id);
  const people = file.people.map((each) => each.name);
  const ends: LooseEnd[] = [
    ...findDoubles('skus', skus),
    ...findDoubles('locations', locations),
    ...findDoubles('accounts', accounts),
    ...findDoubles('people', people),
    ...findDoubles(
      'targets',
      file.targets.map((each) => each.name),
    ),
    ...findDoubles(
      'orders',
      file.orders.map(({ account: shop, number }) => `${shop} ${number}`),
    ),
  ];
  const need = (known: readonly string[], path: LooseEnd['path'], names: readonly string[]) => {
    for (const each of names) {
      if (!known.includes(each)) ends.push({ path, message: `${each} is not in the file` });
    }
  };
  for (const [index, each] of file.skus.entries()) {
    const at = (field: string) => ['skus', index, field];
    need(skus, at('parts'), Object.keys(each.parts ?? {}));
    need(locations, at('stock'), Object.keys(each.stock));
    need(accounts, at('prices'), Object.keys(each.prices));
    need(accounts, at('listed'), each.listed ?? []);
    need(accounts, at('paused'), each.paused);
    if (each.parts && Object.keys(each.stock).length > 0) {
      ends.push({ path: at('stock'), message: 'a kit has no stock of its own' });
    }
  }
  for (const [index, each] of file.accounts.entries()) {
    need(locations, ['accounts', index, 'locations'], each.locations);
  }
  for (const [index, each] of file.people.entries()) {
    need(locations, ['people', index, 'home'], each.home === null ? [] : [each.home]);
  }
  for (const [index, each] of file.orders.entries()) {
    need(accounts, ['orders', index, 'account'], [each.account]);
  }
  for (const [index, { person }] of file.targets.entries()) {
    need(people, ['targets', index, 'person'], person === null ? [] : [person]);
  }
  for (const [index, each] of file.alerts.entries()) {
    need(people, ['alerts', index, 'person'], [each.person]);
    need(skus, ['alerts', index, 'sku'], each.sku === null ? [] : [each.sku]);
    need(locations, ['alerts', index, 'location'], each.location === null ? [] : [each.location]);
  }
  return ends;
}

/** Throws with every place that does not fit. */
export function parseShopFile(input: unknown): ShopFile {
  const parsed = shopFileSchema.safeParse(input);
  if (!parsed.success) throw new Error(`No shop file: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export function readShopFile(path: string): ShopFile {
  return parseShopFile(JSON.parse(readFileSync(path, 'utf8')));
}
