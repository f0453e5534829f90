/** The HTTP and GraphQL side of the simulated shop: who may ask, and what is asked. */
import {
  executeSync,
  GraphQLError,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { z } from 'zod';
import {
  type FaultReplies,
  jsonReply,
  type PreparedCall,
  plainFaultReplies,
  type SimulatedReply,
  type SimulatedRequest,
} from '../simulation/simulated-api.ts';
import type { SimulatedStore } from '../simulation/simulated-store.ts';
import { type OrderQuery, orderJson, selectOrders } from './simulator-orders.ts';
import { simulatorSchema } from './simulator-schema.ts';
import {
  coded,
  selectVariants,
  updateVariants,
  type VariantInput,
  type VariantQuery,
} from './simulator-variants.ts';

export const API_PATH = '/admin-api';
const TAKE_MAX = 1_000;
const WRITES: ReadonlySet<string> = new Set(['updateProductVariants']);

const question = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

export interface ShopApiOptions {
  readonly store: SimulatedStore;
  readonly credentials: { readonly username: string; readonly password: string };
  /** Handed out at every log-in: a session of this shop outlives its simulator. */
  readonly token: string;
}

const forbidden = () =>
  jsonReply(
    {
      errors: [
        {
          message: 'You are not currently authorized to perform this action',
          extensions: { code: 'FORBIDDEN' },
        },
      ],
      data: null,
    },
    { headers: { 'vendure-auth-token': '' } },
  );

export const shopFaultReplies: FaultReplies = {
  ...plainFaultReplies,
  unauthorized: forbidden,
  errorBody: () =>
    jsonReply({
      errors: [
        {
          message: 'Internal server error',
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
      data: null,
    }),
};

function refuse(reply: SimulatedReply): PreparedCall {
  return { effect: 'refused', reply };
}

function refuseErrors(errors: readonly GraphQLError[], o: { status: number; code: string }) {
  const told = errors.map(({ message }) => ({ message, extensions: { code: o.code } }));
  return refuse(jsonReply({ errors: told }, { status: o.status }));
}

interface Asked {
  readonly text: string;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

function read(request: SimulatedRequest): Asked | PreparedCall {
  const body = question.safeParse(request.body?.ok ? request.body.value : null);
  if (!body.success) {
    const code = 'BAD_REQUEST';
    return refuseErrors([new GraphQLError('There is no query.')], { status: 400, code });
  }
  const { query: text, variables } = body.data;
  try {
    const document = parse(text);
    const invalid = validate(simulatorSchema(), document);
    if (invalid.length > 0) throw invalid[0];
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new GraphQLError('No operation.');
    return { text, operation, variables: variables ?? {} };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuseErrors([error], { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  }
}

function fieldsOf(operation: OperationDefinitionNode): readonly string[] {
  return operation.selectionSet.selections.map((selection) =>
    selection.kind === Kind.FIELD ? selection.name.value : '',
  );
}

function rootOf(o: ShopApiOptions, when: 'now' | 'before') {
  const { store, credentials } = o;
  return {
    login({ username, password }: { username: string; password: string }) {
      const isRight = username === credentials.username && password === credentials.password;
      if (isRight) return { __typename: 'CurrentUser', id: '1', identifier: username };
      return {
        __typename: 'InvalidCredentialsError',
        errorCode: 'INVALID_CREDENTIALS_ERROR',
        message: 'The provided credentials are invalid',
      };
    },
    orders({ options = {} }: { options?: OrderQuery }) {
      refuseTooMany(options.take);
      const view = store.view(when);
      const found = selectOrders(view.ordersByChange(), options);
      const items = found.map((order) => orderJson(order, store.now.listing));
      return { items, totalItems: items.length };
    },
    productVariants({ options = {} }: { options?: VariantQuery }) {
      refuseTooMany(options.take);
      return selectVariants(store.view(when).listings(), options);
    },
    updateProductVariants: ({ input }: { input: readonly VariantInput[] }) =>
      updateVariants(store, input),
  };
}

function refuseTooMany(take: number | undefined): void {
  if ((take ?? 0) <= TAKE_MAX) return;
  const message = `Cannot take more than ${TAKE_MAX} results from a list query`;
  throw coded('USER_INPUT_ERROR', message);
}

export function createShopApi(o: ShopApiOptions): (request: SimulatedRequest) => PreparedCall {
  const answer = (asked: Asked, when: 'now' | 'before'): SimulatedReply => {
    const result = executeSync({
      schema: simulatorSchema(),
      document: parse(asked.text),
      rootValue: rootOf(o, when),
      variableValues: asked.variables,
    });
    const login = (result.data as { login?: { __typename?: string } } | null)?.login;
    const isLoggedIn = login !== undefined && login.__typename !== 'InvalidCredentialsError';
    return jsonReply(result, isLoggedIn ? { headers: { 'vendure-auth-token': o.token } } : {});
  };

  return (request) => {
    if (request.method !== 'POST' || request.path !== API_PATH) {
      return refuse(
        jsonReply({ message: `Cannot ${request.method} ${request.path}` }, { status: 404 }),
      );
    }
    const asked = read(request);
    if ('effect' in asked) return asked;
    const fields = fieldsOf(asked.operation);
    const isLogin = fields.every((name) => name === 'login');
    if (!isLogin && request.headers.authorization !== `Bearer ${o.token}`) {
      return refuse(forbidden());
    }
    const definitions = asked.operation.variableDefinitions ?? [];
    const coerced = getVariableValues(simulatorSchema(), definitions, asked.variables);
    if (coerced.errors)
      return refuseErrors(coerced.errors, { status: 200, code: 'BAD_USER_INPUT' });
    if (fields.some((name) => WRITES.has(name))) {
      return { effect: 'write', run: () => answer(asked, 'now') };
    }
    return { effect: 'read', answer: (when) => answer(asked, when) };
  };
}
