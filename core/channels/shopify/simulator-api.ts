/** The HTTP and GraphQL side of the simulator: who may ask, is it a question, what is it worth. */
import {
  executeSync,
  type FieldNode,
  GraphQLError,
  getArgumentValues,
  getDirectiveValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import {
  type FaultReplies,
  jsonReply,
  type PreparedCall,
  type SimulatedReply,
  type SimulatedRequest,
} from '../simulation/simulated-api.ts';
import type { SimulatedStore } from '../simulation/simulated-store.ts';
import type { StoreView } from '../simulation/store-view.ts';
import { idOfGid } from './gid.ts';
import {
  actualCost,
  createCostBucket,
  QUESTION_COST_MAX,
  requestedCost,
} from './simulator-cost.ts';
import {
  findFulfillment,
  findRefund,
  listOrderNodes,
  toInventoryItem,
  toOrderNode,
  toVariant,
} from './simulator-orders.ts';
import { type SetPricesInput, setPrices } from './simulator-prices.ts';
import {
  createSetQuantities,
  type SetQuantities,
  type SetQuantitiesInput,
} from './simulator-quantities.ts';
import { shopSchema } from './simulator-schema.ts';

/** The versions whose contract this shop was checked against. */
const API_VERSIONS: ReadonlySet<string> = new Set(['2026-07', '2026-10']);
const PATH = /^\/admin\/api\/([^/]+)\/graphql\.json$/;
const ARRAY_LENGTH_MAX = 250;

const question = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

type Variables = Readonly<Record<string, unknown>>;

interface Operation {
  readonly node: OperationDefinitionNode;
  readonly document: ReturnType<typeof parse>;
  readonly variables: Variables;
}

const coded = (code: string, message: string) =>
  new GraphQLError(message, { extensions: { code } });

const refuse = (reply: SimulatedReply): PreparedCall => ({ effect: 'refused', reply });
const refuseErrors = (errors: readonly GraphQLError[], extensions?: unknown): PreparedCall =>
  refuse(jsonReply({ errors, extensions }));

function longestArray(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Math.max(own, ...Object.values(value).map(longestArray));
}

/** What the shop holds against a mutation although its schema lets it pass. */
function ruleBroken(field: FieldNode, operation: Operation): GraphQLError | null {
  const { node, variables } = operation;
  const coerced = getVariableValues(shopSchema, node.variableDefinitions ?? [], variables);
  const definition = shopSchema.getMutationType()?.getFields()[field.name.value];
  const idempotent = shopSchema.getDirective('idempotent');
  if (!definition || !idempotent) return null;
  const values = getArgumentValues(definition, field, coerced.variableValues);
  const directive = getDirectiveValues(idempotent, field, coerced.variableValues);
  if (field.name.value !== 'inventorySetQuantities') {
    return directive ? coded('BAD_REQUEST', 'This mutation takes no idempotency key.') : null;
  }
  const { quantities } = values.input as SetQuantitiesInput;
  if (quantities.some((item) => !('changeFromQuantity' in item))) {
    const message = 'InventoryQuantityInput must include the following argument: ';
    return coded('INVALID_FIELD_ARGUMENTS', `${message}changeFromQuantity.`);
  }
  if (!directive) {
    return coded('BAD_REQUEST', 'The @idempotent directive is required for this mutation.');
  }
  const isBlank = String(directive.key).trim() === '';
  return isBlank ? coded('BAD_REQUEST', 'The idempotency key cannot be blank.') : null;
}

/** Everything that is known before the call runs. Empty: it may run. */
function problemsOf(operation: Operation): readonly GraphQLError[] {
  const { document, node, variables } = operation;
  const invalid = validate(shopSchema, document);
  if (invalid.length > 0) return invalid.map(({ message }) => coded('undefinedField', message));
  const { errors } = getVariableValues(shopSchema, node.variableDefinitions ?? [], variables);
  if (errors) return errors.map(({ message }) => coded('INVALID_VARIABLE', message));
  const longest = longestArray(variables);
  if (longest > ARRAY_LENGTH_MAX) {
    const message = `The input array size of ${longest} is greater than ${ARRAY_LENGTH_MAX}.`;
    return [coded('MAX_INPUT_SIZE_EXCEEDED', message)];
  }
  if (node.operation !== 'mutation') return [];
  return node.selectionSet.selections.flatMap((selection) => {
    const broken = selection.kind === Kind.FIELD ? ruleBroken(selection, operation) : null;
    return broken ? [broken] : [];
  });
}

function readOperation(request: SimulatedRequest): Operation | PreparedCall {
  const parsed = question.safeParse(request.body?.ok ? request.body.value : null);
  if (!parsed.success) {
    return refuse(jsonReply({ errors: 'The body is no GraphQL question' }, { status: 400 }));
  }
  try {
    const document = parse(parsed.data.query);
    const [node, ...more] = document.definitions;
    if (node?.kind !== Kind.OPERATION_DEFINITION || more.length > 0) {
      return refuseErrors([coded('BAD_REQUEST', 'One operation per question')]);
    }
    return { node, document, variables: parsed.data.variables ?? {} };
  } catch (error) {
    if (error instanceof GraphQLError) return refuseErrors([coded('syntax', error.message)]);
    throw error;
  }
}

function nodeOf(view: StoreView, gid: string) {
  const variant = view.listing(idOfGid('ProductVariant', gid) ?? '');
  if (variant) return toVariant(variant);
  const item = view.listingByStockId(idOfGid('InventoryItem', gid) ?? '');
  return item ? toInventoryItem(item) : null;
}

function rootOf(o: {
  store: SimulatedStore;
  view: StoreView;
  currency: string;
  setQuantities: SetQuantities;
  key: string;
}) {
  const { store, view, currency, setQuantities, key } = o;
  type ById = { id: string };
  return {
    shop: { currencyCode: currency },
    order({ id }: ById) {
      const order = view.order(idOfGid('Order', id) ?? '');
      return order ? toOrderNode(order, view) : null;
    },
    orders: (values: Parameters<typeof listOrderNodes>[1]) => listOrderNodes(view, values),
    fulfillment: ({ id }: ById) => findFulfillment(view, idOfGid('Fulfillment', id) ?? ''),
    refund: ({ id }: ById) => findRefund(view, idOfGid('Refund', id) ?? ''),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => nodeOf(view, id)),
    inventorySetQuantities: ({ input }: { input: SetQuantitiesInput }) => setQuantities(input, key),
    productVariantsBulkUpdate: (values: SetPricesInput) => setPrices(store, values),
  };
}

/** The key of the first field that carries one. */
function keyOf({ node, variables }: Operation): string {
  const idempotent = shopSchema.getDirective('idempotent');
  const coerced = getVariableValues(shopSchema, node.variableDefinitions ?? [], variables);
  for (const field of node.selectionSet.selections) {
    const values = idempotent && getDirectiveValues(idempotent, field, coerced.variableValues);
    if (values) return String(values.key);
  }
  return '';
}

export const shopFaultReplies: FaultReplies = {
  /** No status of its own: 200, an error, and a bucket from which the wait is worked out. */
  rateLimited({ afterMs }) {
    const throttled = [coded('THROTTLED', 'Throttled')];
    if (afterMs === null) return jsonReply({ errors: throttled });
    const cost = {
      requestedQueryCost: 1_000,
      actualQueryCost: null,
      throttleStatus: {
        maximumAvailable: 2_000,
        currentlyAvailable: 0,
        restoreRate: 1_000 / (Math.max(1, afterMs) / 1_000),
      },
    };
    return jsonReply({ errors: throttled, extensions: { cost } });
  },
  unauthorized: () =>
    jsonReply({ errors: '[API] Invalid API key or access token' }, { status: 401 }),
  errorBody: () =>
    jsonReply({ errors: [coded('INTERNAL_SERVER_ERROR', 'Internal error. Try again later.')] }),
  serverError: () => jsonReply({ errors: 'Internal Server Error' }, { status: 500 }),
};

export function createShopApi(o: {
  store: SimulatedStore;
  clock: Clock;
  currency: string;
  accessToken: string;
}): (request: SimulatedRequest) => PreparedCall {
  const { store, clock, currency, accessToken } = o;
  const bucket = createCostBucket(clock);
  const setQuantities = createSetQuantities({ store, clock });

  const run = (operation: Operation, view: StoreView, requested: number): SimulatedReply => {
    const rootValue = rootOf({ store, view, currency, setQuantities, key: keyOf(operation) });
    const { document, variables: variableValues } = operation;
    const result = executeSync({ schema: shopSchema, document, rootValue, variableValues });
    const isWrite = operation.node.operation === 'mutation';
    const actual = isWrite ? requested : actualCost(result.data);
    bucket.take(actual);
    return jsonReply({ ...result, extensions: bucket.note({ requested, actual }) });
  };

  return (request) => {
    const [, version] = PATH.exec(request.path) ?? [];
    if (version === undefined || !API_VERSIONS.has(version)) {
      return refuse(jsonReply({ errors: 'Not Found' }, { status: 404 }));
    }
    if (request.headers['x-shopify-access-token'] !== accessToken) {
      return refuse(shopFaultReplies.unauthorized());
    }
    if (request.method !== 'POST') {
      return refuse(jsonReply({ errors: 'Method Not Allowed' }, { status: 405 }));
    }
    const operation = readOperation(request);
    if ('effect' in operation) return operation;
    const problems = problemsOf(operation);
    if (problems.length > 0) return refuseErrors(problems);
    const requested = requestedCost(operation.node, operation.variables);
    if (requested > QUESTION_COST_MAX) {
      const message = `The question costs ${requested}, and ${QUESTION_COST_MAX} is the most.`;
      return refuseErrors([coded('MAX_COST_EXCEEDED', message)]);
    }
    if (requested > bucket.available()) {
      const note = bucket.note({ requested, actual: null });
      return refuseErrors([coded('THROTTLED', 'Throttled')], note);
    }
    if (operation.node.operation === 'mutation') {
      return { effect: 'write', run: () => run(operation, store.now, requested) };
    }
    return { effect: 'read', answer: (when) => run(operation, store.view(when), requested) };
  };
}
