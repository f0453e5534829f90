/** Shopify's calculated cost: what a question may ask for at most, and a bucket that refills. */
import {
  type FieldNode,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Clock } from '../../base/clock.ts';
import { shopSchema } from './simulator-schema.ts';

type Variables = Readonly<Record<string, unknown>>;
type Composite = GraphQLObjectType;

/** The published limit of one question, whatever the plan. */
export const QUESTION_COST_MAX = 1_000;
const MUTATION_COST = 10;
const CONNECTION_COST = 2;

/** The smallest plan: 100 points a second. Seen with it: a bucket of twenty seconds. */
const RESTORE_RATE = 100;
const BUCKET_SIZE = 2_000;

function argumentOf(field: FieldNode, name: string, variables: Variables): unknown {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === Kind.INT) return Number.parseInt(value.value, 10);
  return value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
}

/** How many of it: a list that is asked for by number or by ids. */
function countOf(field: FieldNode, variables: Variables): number {
  const first = argumentOf(field, 'first', variables);
  const ids = argumentOf(field, 'ids', variables);
  if (Array.isArray(ids)) return ids.length;
  return typeof first === 'number' ? first : 1;
}

function costOfSelections(
  selections: SelectionSetNode | undefined,
  o: { parent: Composite; variables: Variables },
): number {
  let sum = 0;
  for (const selection of selections?.selections ?? []) {
    if (selection.kind === Kind.FIELD) sum += costOfField(selection, o);
    if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
    const named = selection.typeCondition?.name.value;
    const parent = named ? (shopSchema.getType(named) as Composite) : o.parent;
    sum += costOfSelections(selection.selectionSet, { ...o, parent });
  }
  return sum;
}

function costOfField(field: FieldNode, o: { parent: Composite; variables: Variables }): number {
  const definition = o.parent.getFields()[field.name.value];
  if (!definition) return 0;
  const type = getNamedType(definition.type);
  if (isLeafType(type)) return 0;
  const inner = { ...o, parent: type as Composite };
  const children = costOfSelections(field.selectionSet, inner);
  const count = countOf(field, o.variables);
  if (!type.name.endsWith('Connection')) return count * (1 + children);
  // The mark of the page is asked for once, the nodes as often as `first` says.
  const page = field.selectionSet?.selections.some(
    (one) => one.kind === Kind.FIELD && one.name.value === 'pageInfo',
  );
  const pageCost = page ? 1 : 0;
  return CONNECTION_COST + pageCost + count * (children - pageCost);
}

/** Counted before anything runs, by the published table. */
export function requestedCost(operation: OperationDefinitionNode, variables: Variables): number {
  const { selections } = operation.selectionSet;
  if (operation.operation === 'mutation') return MUTATION_COST * selections.length;
  const parent = shopSchema.getQueryType();
  return parent ? costOfSelections(operation.selectionSet, { parent, variables }) : 0;
}

/** Counted on what came out: each object is a point. */
export function actualCost(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, one) => sum + actualCost(one), 0);
  if (typeof data !== 'object' || data === null) return 0;
  return Object.values(data).reduce<number>(
    (sum, value) => sum + (isObject(value) ? 1 : 0) + actualCost(value),
    0,
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface CostBucket {
  available(): number;
  take(points: number): void;
  /** As the shop tells it with every answer. */
  note(o: { requested: number; actual: number | null }): unknown;
}

export function createCostBucket(clock: Pick<Clock, 'monotonicMs'>): CostBucket {
  let level = BUCKET_SIZE;
  let at = clock.monotonicMs();
  const available = () => {
    const now = clock.monotonicMs();
    level = Math.min(BUCKET_SIZE, level + ((now - at) / 1_000) * RESTORE_RATE);
    at = now;
    return level;
  };
  return {
    available,
    take(points) {
      level = available() - points;
    },
    note: ({ requested, actual }) => ({
      cost: {
        requestedQueryCost: requested,
        actualQueryCost: actual,
        throttleStatus: {
          maximumAvailable: BUCKET_SIZE,
          currentlyAvailable: Math.floor(available()),
          restoreRate: RESTORE_RATE,
        },
      },
    }),
  };
}
