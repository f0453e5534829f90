import {
  buildClientSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type IntrospectionQuery,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import type { ContractFiles } from './contracts.ts';

export interface GraphqlContract {
  readonly schema: GraphQLSchema;
  /** What the vendor's server would say against this call before running it; empty: nothing. */
  problemsOfCall(call: {
    readonly document: string;
    readonly variables?: Readonly<Record<string, unknown>>;
  }): readonly string[];
  /**
   * What is wrong with `data` as an answer to the document: a field that is missing, null where it
   * may not be, of another type, or not asked for. `typeOf` names the type of a value where the
   * document leaves several open.
   */
  problemsOfAnswer(o: {
    readonly document: string;
    readonly variables?: Readonly<Record<string, unknown>>;
    readonly data: unknown;
    readonly typeOf?: (value: unknown) => string | undefined;
  }): readonly string[];
}

const contractByFile = new Map<string, GraphqlContract>();

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function messagesOf(errors: readonly GraphQLError[] | undefined): readonly string[] {
  return (errors ?? []).map((error) => {
    const place = error.path ? `${error.path.join('.')}: ` : '';
    return place + error.message;
  });
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1) throw new Error('One operation per document, please.');
  return operation;
}

/** Whatever the answer holds beyond the fields that the execution picked from it. */
function strayFields(data: unknown, picked: unknown, place: string): readonly string[] {
  if (Array.isArray(data) && Array.isArray(picked)) {
    return data.flatMap((item, index) => strayFields(item, picked[index], `${place}.${index}`));
  }
  if (!isRecord(data) || !isRecord(picked)) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    const here = place === '' ? key : `${place}.${key}`;
    if (!Object.hasOwn(picked, key)) return [`${here}: nobody asked for this field`];
    return strayFields(value, picked[key], here);
  });
}

/**
 * Runs the document over the finished answer: the schema itself then objects to what does not fit.
 */
function replay(
  schema: GraphQLSchema,
  o: Parameters<GraphqlContract['problemsOfAnswer']>[0],
): ExecutionResult {
  const result = execute({
    schema,
    document: parse(o.document),
    rootValue: o.data,
    variableValues: o.variables ?? {},
    fieldResolver(source, _arguments, _context, info) {
      const { key } = info.path;
      if (!isRecord(source) || !Object.hasOwn(source, key)) throw new Error('is missing');
      return source[key];
    },
    typeResolver(value) {
      const named = o.typeOf?.(value);
      if (named !== undefined) return named;
      return isRecord(value) && typeof value.__typename === 'string' ? value.__typename : undefined;
    },
  });
  if (result instanceof Promise) throw new Error('A finished answer needs no waiting.');
  return result as ExecutionResult;
}

function openContract(introspection: unknown): GraphqlContract {
  const wrapped = isRecord(introspection) ? (introspection.data ?? introspection) : introspection;
  // Vendors' schemas break finer rules of the language; it is not them that is on trial.
  const schema = buildClientSchema(wrapped as IntrospectionQuery, { assumeValid: true });
  const problemsOfCall: GraphqlContract['problemsOfCall'] = ({ document, variables = {} }) => {
    const parsed = parse(document);
    const broken = validate(schema, parsed);
    if (broken.length > 0) return messagesOf(broken);
    const operation = operationOf(parsed);
    const definitions = operation.variableDefinitions ?? [];
    const known = new Set(definitions.map(({ variable }) => variable.name.value));
    const stray = Object.keys(variables).filter((name) => !known.has(name));
    return [
      ...messagesOf(getVariableValues(schema, definitions, variables).errors),
      ...stray.map((name) => `Variable "$${name}" is not declared by the operation.`),
    ];
  };
  return {
    schema,
    problemsOfCall,
    problemsOfAnswer(o) {
      const { data: picked, errors } = replay(schema, o);
      return [...messagesOf(errors), ...strayFields(o.data, picked, '')];
    },
  };
}

/**
 * Reads an introspection (plain or gzipped) once per test file: building its schema takes seconds.
 */
export function openGraphqlContract(files: ContractFiles, name: string): GraphqlContract {
  const file = files.file(name);
  const known = contractByFile.get(file);
  if (known) return known;
  const contract = openContract(files.json(name));
  contractByFile.set(file, contract);
  return contract;
}
