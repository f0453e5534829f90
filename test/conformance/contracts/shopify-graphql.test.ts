import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isSpecifiedScalarType,
} from 'graphql';
import { expect, it } from 'vitest';
import { systemClock } from '../../../core/base/clock.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { ChannelHttp } from '../../../core/channels/channel-http.ts';
import { createChannelHttp } from '../../../core/channels/fetch-channel-http.ts';
import { DOCUMENTS, SET_QUANTITIES } from '../../../core/channels/shopify/documents.ts';
import { shopifyChannel } from '../../../core/channels/shopify/index.ts';
import { shopSchema } from '../../../core/channels/shopify/simulator-schema.ts';
import { describeContract } from '../../support/contracts.ts';
import { openGraphqlContract } from '../../support/contracts-graphql.ts';
import { openShop, stockPush } from '../../unit/channels/shopify/open-shop.ts';

const INTROSPECTION = 'admin_graphql_2026-10.introspection.json.gz';
/** The version before, which a seller may still have set. */
const BEFORE = 'admin_graphql_2026-07.introspection.json.gz';

interface Exchange {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

/** Everything that the adapter asks in a busy day of a shop, with the simulator's answers. */
async function recordExchanges(): Promise<readonly Exchange[]> {
  const { shop, settings, add } = await openShop();
  const exchanges: Exchange[] = [];
  const budget = { callsPerSecond: 1_000, burst: 1_000 };
  const inner = createChannelHttp({
    baseUrl: settings.baseUrl,
    clock: systemClock,
    timeoutMs: 5_000,
    budget,
  });
  const http: ChannelHttp = {
    async call(call) {
      const answer = await inner.call(call);
      const { query: document, variables } = call.body as {
        query: string;
        variables: Exchange['variables'];
      };
      const { data } = (answer.kind === 'ok' ? answer.value.json : {}) as { data?: unknown };
      exchanges.push({ document, variables, data });
      return answer;
    },
  };
  const accessToken = new Secret(shop.connection().credentials.accessToken ?? '');
  const session = shopifyChannel.connect({ settings, credentials: { accessToken }, http });

  const skus = Array.from({ length: 60 }, (_, index) => `SKU-${index}`);
  const refs = skus.map((sku) => add(sku, { quantity: 100 }));
  const listing = refs[0];
  if (!listing) throw new Error('There are listings.');
  const { externalId: orderExternalId, lineIds } = shop.placeOrder({
    lines: skus.map((skuCode) => ({ skuCode, quantity: 3 })),
    buyer: { name: 'Asha Rao', email: 'asha@example.com' },
  });
  for (const lineId of lineIds.slice(0, 9)) {
    shop.shipLine({ orderExternalId, lineId, quantity: 2 });
    shop.refundLine({ orderExternalId, lineId, quantity: 1, restock: 'return' });
  }
  const answers = [
    await session.fetchOrder(orderExternalId),
    await session.fetchOrder('1'),
    await session.listOrders({ cursor: null, since: new Date('2026-01-01T00:00:00Z') }),
    await session.listOrders({
      cursor: null,
      since: new Date('2026-01-01T00:00:00Z'),
      findKnown: async () => new Set(),
    }),
    await session.readListings(refs),
  ];
  expect(answers.map(({ kind }) => kind)).toEqual(Array(5).fill('ok'));
  await session.pushStock([
    stockPush(listing, { quantity: 7, expected: null }),
    ...refs.slice(1, 3).map((ref) => stockPush(ref, { quantity: 7, expected: 1 })),
  ]);
  await session.pushStock([stockPush(listing, { quantity: 7, expected: null, key: 'again' })]);
  const price = { listing, priceMinor: 700, currency: 'USD', key: 'p' };
  expect(await session.pushPrice([price])).toEqual([{ kind: 'applied' }]);
  return exchanges;
}

const typeNameOf = (value: unknown): string | undefined => {
  const { id } = value as { id?: string };
  return /^gid:\/\/shopify\/(\w+)\//.exec(id ?? '')?.[1];
};

function argumentProblems(
  ours: readonly GraphQLArgument[],
  theirs: readonly GraphQLArgument[],
  place: string,
): string[] {
  const missing = theirs.filter(
    (one) => isRequiredArgument(one) && !ours.some(({ name }) => name === one.name),
  );
  const wrong = ours.flatMap((one) => {
    const published = theirs.find(({ name }) => name === one.name);
    if (!published) return [`${place}(${one.name}) is not published`];
    const isSame = String(published.type) === String(one.type);
    return isSame ? [] : [`${place}(${one.name}) is ${one.type}, published ${published.type}`];
  });
  return [...wrong, ...missing.map(({ name }) => `${place}(${name}) is required`)];
}

function fieldProblems(type: GraphQLNamedType, published: GraphQLNamedType): string[] {
  const isComposite = isObjectType(type) || isInterfaceType(type);
  if (isComposite && (isObjectType(published) || isInterfaceType(published))) {
    return Object.values(type.getFields()).flatMap((field) => {
      const place = `${type.name}.${field.name}`;
      const theirs = published.getFields()[field.name];
      if (!theirs) return [`${place} is not published`];
      const isSame = String(theirs.type) === String(field.type);
      const wrong = isSame ? [] : [`${place} is ${field.type}, published ${theirs.type}`];
      return [...wrong, ...argumentProblems(field.args, theirs.args, place)];
    });
  }
  if (isInputObjectType(type) && isInputObjectType(published)) {
    const required = Object.values(published.getFields()).filter(isRequiredInputField);
    const missing = required.filter(({ name }) => !type.getFields()[name]);
    const wrong = Object.values(type.getFields()).filter(
      ({ name, type: own }) => String(published.getFields()[name]?.type) !== String(own),
    );
    return [...wrong, ...missing].map(({ name }) => `${type.name}.${name}`);
  }
  if (isEnumType(type) && isEnumType(published)) {
    const unknown = type.getValues().filter(({ name }) => !published.getValue(name));
    return unknown.map(({ name }) => `${type.name}.${name} is not published`);
  }
  return type.constructor === published.constructor ? [] : [`${type.name} is of another kind`];
}

/** Where our schema says anything that the published one does not. */
function subsetProblems(ours: GraphQLSchema, published: GraphQLSchema): string[] {
  return Object.values(ours.getTypeMap()).flatMap((type) => {
    if (isIntrospectionType(type)) return [];
    if (isSpecifiedScalarType(type)) return [];
    const theirs = published.getType(type.name);
    if (!theirs) return [`${type.name} is not published`];
    const missing = isObjectType(type)
      ? type.getInterfaces().filter(({ name }) => {
          const same = isObjectType(theirs) ? theirs.getInterfaces() : [];
          return !same.some((one) => one.name === name);
        })
      : [];
    return [...fieldProblems(type, theirs), ...missing.map(({ name }) => `${type.name}: ${name}`)];
  });
}

describeContract(
  {
    channel: 'shopify',
    needs: [INTROSPECTION, BEFORE],
    howToGet: 'npm pack @shopify/dev-mcp@1.16.0, files package/dist/data/admin_*.json.gz',
  },
  (files) => {
    const contract = openGraphqlContract(files, INTROSPECTION);

    it('every question that is sent is one that the shop understands', async () => {
      const exchanges = await recordExchanges();
      const sent = new Set(exchanges.map(({ document }) => document));
      const unsent = Object.entries(DOCUMENTS).filter(([, document]) => !sent.has(document));
      expect(unsent.map(([name]) => name)).toEqual([]);
      const before = openGraphqlContract(files, BEFORE);
      for (const { document, variables } of exchanges) {
        expect(contract.problemsOfCall({ document, variables })).toEqual([]);
        expect(before.problemsOfCall({ document, variables })).toEqual([]);
      }
    });

    it('every answer of our simulator is one that the shop could give', async () => {
      for (const { document, variables, data } of await recordExchanges()) {
        const o = { document, variables, data, typeOf: typeNameOf };
        expect(contract.problemsOfAnswer(o)).toEqual([]);
      }
    });

    it('the form of before 2026 is refused, and so is a variable of the wrong shape', () => {
      const item = { inventoryItemId: '1', locationId: '2', quantity: 3 };
      const input = { name: 'available', reason: 'correction', quantities: [item] };
      const problems = (more: unknown) =>
        contract.problemsOfCall({
          document: SET_QUANTITIES,
          variables: { key: 'k', input: { ...input, ...(more as object) } },
        });
      expect(problems({})).toEqual([]);
      expect(problems({ ignoreCompareQuantity: true })).not.toEqual([]);
      expect(problems({ quantities: [{ ...item, compareQuantity: 1 }] })).not.toEqual([]);
      expect(problems({ quantities: [{ ...item, quantity: '3 pieces' }] })).not.toEqual([]);
      const misspelt = SET_QUANTITIES.replace('userErrors', 'errors');
      expect(contract.problemsOfCall({ document: misspelt, variables: {} })).not.toEqual([]);
    });

    it('a call without a key still passes the schema: the rule is ours to keep', () => {
      const bare = SET_QUANTITIES.replace(' @idempotent(key: $key)', '').replace(
        '$key: String!',
        '',
      );
      const item = { inventoryItemId: '1', locationId: '2', quantity: 3 };
      const input = { name: 'available', reason: 'correction', quantities: [item] };
      expect(contract.problemsOfCall({ document: bare, variables: { input } })).toEqual([]);
    });

    it('our simulator’s schema is a true part of the published one', () => {
      expect(subsetProblems(shopSchema, contract.schema)).toEqual([]);
      const before = openGraphqlContract(files, BEFORE);
      expect(subsetProblems(shopSchema, before.schema)).toEqual([]);
      const idempotent = contract.schema.getDirective('idempotent');
      const ours = shopSchema.getDirective('idempotent');
      expect(argumentProblems(ours?.args ?? [], idempotent?.args ?? [], '@idempotent')).toEqual([]);
      expect(ours?.locations).toEqual(idempotent?.locations);
    });

    it('a schema that says more than the published one would be noticed', () => {
      expect(subsetProblems(contract.schema, shopSchema).length).toBeGreaterThan(100);
    });
  },
);
