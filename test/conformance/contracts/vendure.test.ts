// Vendure publishes its Admin API as an introspection. Our questions, the schema of our simulator
// and what it answers are held against it, and so is what a real shop answered when it was
// recorded.
import { readdirSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../core/base/clock.ts';
import { createSeededRandom } from '../../../core/base/random.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { ChannelHttp } from '../../../core/channels/channel-http.ts';
import { createChannelHttp } from '../../../core/channels/fetch-channel-http.ts';
import { vendureChannel } from '../../../core/channels/vendure/index.ts';
import { createVendureSimulator } from '../../../core/channels/vendure/simulator.ts';
import { SCHEMA_TEXT } from '../../../core/channels/vendure/simulator-schema.ts';
import { describeContract } from '../../support/contracts.ts';
import { openGraphqlContract } from '../../support/contracts-graphql.ts';

const SCHEMA_FILE = 'schema-admin.json';
const FIXTURES = new URL('../../fixtures/vendure/', import.meta.url);
const DAY_MS = 86_400_000;

interface Talk {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

function startSimulator() {
  return createVendureSimulator({
    clock: systemClock,
    random: createSeededRandom(1),
    currency: 'EUR',
    name: 'Test shop',
  });
}

/** A day of the adapter with the simulator: every question, and the answer to it. */
async function talkOfADay(): Promise<readonly Talk[]> {
  const shop = startSimulator();
  await shop.start();
  const offered = shop.connection();
  const settings = vendureChannel.settings.parse(offered.settings);
  const talks: Talk[] = [];
  const real = createChannelHttp({
    baseUrl: settings.baseUrl,
    clock: systemClock,
    timeoutMs: 5_000,
    budget: { callsPerSecond: 1_000, burst: 1_000 },
  });
  const http: ChannelHttp = {
    async call(call) {
      const answer = await real.call(call);
      const { query: document, variables } = call.body as { query: string; variables: object };
      const json = answer.kind === 'ok' ? (answer.value.json as { data?: unknown }) : {};
      talks.push({ document, variables: { ...variables }, data: json.data });
      return answer;
    },
  };
  const credentials = Object.fromEntries(
    Object.entries(offered.credentials).map(([name, text]) => [name, new Secret(text)]),
  );
  const session = vendureChannel.connect({ settings, credentials, http });
  try {
    const { externalId } = shop.addListing({
      skuCode: 'A',
      title: 'A',
      quantity: 5,
      priceMinor: 900,
    });
    const buyer = { name: 'Asha Rao', email: 'asha@example.com' };
    const placed = shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 4 }], buyer });
    const at = { orderExternalId: placed.externalId, lineId: placed.lineIds[0] ?? '' };
    shop.refundLine({ ...at, quantity: 1, restock: 'cancel' });
    shop.shipLine({ ...at, quantity: 2 });
    shop.refundLine({ ...at, quantity: 1, restock: 'no-restock' });
    shop.placeOrder({ lines: [{ skuCode: 'A', quantity: 1 }] });
    const listing = {
      listingId: 1,
      skuCode: 'A',
      externalId,
      externalParentId: null,
      externalStockId: null,
    };
    const push = { listing, key: 'k', reference: 'r', expected: null };
    await session.pushStock([{ ...push, quantity: 3 }]);
    await session.pushPrice([{ ...push, priceMinor: 1_200, currency: 'EUR' }]);
    await session.pushStatus([{ ...push, status: 'paused' }]);
    await session.readListings([listing]);
    await session.fetchOrder(placed.externalId);
    const since = new Date(systemClock.now().getTime() - DAY_MS);
    await session.listOrders({ cursor: null, since });
  } finally {
    await shop.stop();
  }
  return talks;
}

const own = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));

/** What of a type of ours the published one does not have, or has differently. */
function strangersIn(type: GraphQLNamedType, published: GraphQLNamedType | undefined): string[] {
  const { name } = type;
  if (!published) return [`${name} is not published`];
  if (isScalarType(type) && isScalarType(published)) return [];
  if (isEnumType(type) && isEnumType(published)) {
    const known = published.getValues().map((value) => value.name);
    const values = type.getValues().map((value) => value.name);
    return values.filter((value) => !known.includes(value)).map((value) => `${name}.${value}`);
  }
  if (isUnionType(type) && isUnionType(published)) {
    const known = published.getTypes().map((one) => one.name);
    const members = type.getTypes().map((one) => one.name);
    return members.filter((one) => !known.includes(one)).map((one) => `${name} | ${one}`);
  }
  if (isInputObjectType(type) && isInputObjectType(published)) {
    const theirs = published.getFields();
    const ours = type.getFields();
    const differing = Object.values(ours).filter(
      (field) => String(theirs[field.name]?.type) !== String(field.type),
    );
    const required = Object.values(theirs).filter(
      (field) => String(field.type).endsWith('!') && !ours[field.name],
    );
    return [
      ...differing.map((field) => `${name}.${field.name}: ${field.type}`),
      ...required.map((field) => `${name}.${field.name} is required`),
    ];
  }
  const isBoth =
    (isObjectType(type) && isObjectType(published)) ||
    (isInterfaceType(type) && isInterfaceType(published));
  if (!isBoth) return [`${name} is of another kind`];
  return Object.values(type.getFields()).flatMap((field) => {
    const theirs = published.getFields()[field.name];
    const place = `${name}.${field.name}`;
    if (String(theirs?.type) !== String(field.type)) return [`${place}: ${field.type}`];
    return field.args
      .filter((arg) => {
        const their = theirs?.args.find((one) => one.name === arg.name);
        return String(their?.type) !== String(arg.type);
      })
      .map((arg) => `${place}(${arg.name}: ${arg.type})`);
  });
}

describeContract(
  {
    channel: 'vendure',
    needs: [SCHEMA_FILE],
    howToGet: 'github.com/vendure-ecommerce/vendure, schema-admin.json',
  },
  (files) => {
    const open = () => openGraphqlContract(files, SCHEMA_FILE);

    it('every question is one that the published API understands', async () => {
      const talks = await talkOfADay();
      const asked = new Set(talks.map(({ document }) => /\w+ (\w+)/.exec(document)?.[1]));
      expect([...asked].toSorted()).toEqual([
        'ShelftalkLogIn',
        'ShelftalkOrders',
        'ShelftalkUpdate',
        'ShelftalkVariants',
      ]);
      for (const talk of talks) expect(open().problemsOfCall(talk)).toEqual([]);
    });

    it('a question with a wrong field would be found', () => {
      const document = 'query { orders { items { codes } } }';
      expect(open().problemsOfCall({ document })).not.toEqual([]);
    });

    it('the simulator knows nothing that the published API does not have', () => {
      const published = open().schema;
      const ours = buildSchema(SCHEMA_TEXT);
      const strangers = own(ours).flatMap((type) =>
        strangersIn(type, published.getType(type.name)),
      );
      expect(strangers).toEqual([]);
    });

    it('a stranger in the simulator would be found', () => {
      const text = SCHEMA_TEXT.replace('stockOnHand: Int!', 'stockOnHand: String!');
      const strangers = own(buildSchema(text)).flatMap((type) =>
        strangersIn(type, open().schema.getType(type.name)),
      );
      expect(strangers).toEqual(['StockLevelInput.stockOnHand: String!']);
    });

    it('the simulator answers as the published API would', async () => {
      for (const { document, variables, data } of await talkOfADay()) {
        expect(data).toBeDefined();
        expect(open().problemsOfAnswer({ document, variables, data })).toEqual([]);
      }
    });

    describe('what a real Vendure 3.7.3 answered', () => {
      // The schema is half a year older than the shop: this permission came in between.
      const permissionsSince = /Enum "Permission" cannot represent value: "\w+ApiKey"/;
      const recordings = readdirSync(FIXTURES)
        .map((name) => ({ name, ...JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) }))
        .filter(({ response }) => response?.body.data);

      it.each(recordings)('$name is as published', ({ request, response }) => {
        const { query: document, variables } = request.body;
        const { data } = response.body;
        const problems = open().problemsOfAnswer({ document, variables, data });
        expect(problems.filter((problem) => !permissionsSince.test(problem))).toEqual([]);
      });
    });
  },
);
