import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { describeContract, missingContract } from '../../support/contracts.ts';
import { openGraphqlContract } from '../../support/contracts-graphql.ts';

const SCHEMA = `
  directive @idempotent(key: String!) on FIELD
  scalar Decimal
  enum Status { ACTIVE DRAFT }
  interface Node { id: ID! }
  type Item implements Node { id: ID! sku: String quantity: Int! price: Decimal! status: Status! }
  type Note implements Node { id: ID! text: String! }
  input Quantity { itemId: ID! quantity: Int! }
  type Query { nodes(ids: [ID!]!): [Node]! }
  type Mutation { setQuantity(input: Quantity!): Item }
`;

const SET = `mutation Set($input: Quantity!, $key: String!) {
  changed: setQuantity(input: $input) @idempotent(key: $key) { id quantity status }
}`;
const READ = 'query Read($ids: [ID!]!) { nodes(ids: $ids) { id ... on Item { sku price } } }';

const root = mkdtempSync(path.join(tmpdir(), 'contracts-'));
mkdirSync(path.join(root, 'toy'));
const introspection = { data: introspectionFromSchema(buildSchema(SCHEMA)) };
const packed = gzipSync(JSON.stringify(introspection));
writeFileSync(path.join(root, 'toy', 'schema.json.gz'), packed);
const before = process.env.CONTRACTS_DIR;
process.env.CONTRACTS_DIR = root;
afterAll(() => rmSync(root, { recursive: true, force: true }));

let wasDefined = false;
describeContract({ channel: 'toy', needs: ['schema.json.gz'], howToGet: 'by hand' }, (files) => {
  wasDefined = true;
  const contract = () => openGraphqlContract(files, 'schema.json.gz');
  const variables = { input: { itemId: '1', quantity: 5 }, key: 'k' };

  it('is read once', () => expect(contract()).toBe(contract()));

  it('accepts a call that fits', () => {
    expect(contract().problemsOfCall({ document: SET, variables })).toEqual([]);
  });

  it.each([
    ['an unknown field', SET.replace('status', 'state'), variables],
    ['an unknown argument', SET.replace('(key: $key)', '(key: $key, force: true)'), variables],
    ['a missing directive argument', SET.replace('(key: $key)', ''), variables],
    ['a figure as text', SET, { ...variables, input: { itemId: '1', quantity: '5' } }],
    ['an unknown input field', SET, { ...variables, input: { ...variables.input, force: 1 } }],
    ['a missing variable', SET, { input: variables.input }],
    ['a variable too many', SET, { ...variables, more: 1 }],
  ])('objects to %s', (_, document, given) => {
    expect(contract().problemsOfCall({ document, variables: given })).not.toEqual([]);
  });

  const changed = { id: '1', quantity: 5, status: 'ACTIVE' };

  it('accepts an answer that fits, under the names that were asked for', () => {
    const data = { changed };
    expect(contract().problemsOfAnswer({ document: SET, variables, data })).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a missing field', { changed: { id: '1', quantity: 5 } }],
    ['a null that may not be', { changed: { ...changed, quantity: null } }],
    ['an unknown word of a list', { changed: { ...changed, status: 'SOLD' } }],
    ['text for a figure', { changed: { ...changed, quantity: 'five' } }],
    ['a field that nobody asked for', { changed: { ...changed, sku: 'A' } }],
  ])('objects to an answer with %s', (_, data) => {
    expect(contract().problemsOfAnswer({ document: SET, variables, data })).not.toEqual([]);
  });

  it('takes the type of a value from the test where the document leaves it open', () => {
    const data = { nodes: [{ id: '1', sku: null, price: '19.99' }, null, { id: '2' }] };
    const typeOf = (value: unknown) => ((value as { id: string }).id === '1' ? 'Item' : 'Note');
    const question = { document: READ, variables: { ids: ['1', '2'] }, typeOf };
    expect(contract().problemsOfAnswer({ ...question, data })).toEqual([]);
    const lacking = { nodes: [{ id: '1', sku: null }] };
    expect(contract().problemsOfAnswer({ ...question, data: lacking })).not.toEqual([]);
  });
});

const lack = { channel: 'toy', needs: ['schema.json.gz', 'hooks'], howToGet: 'npm pack toys@1' };
const lineWhereOneFileIsMissing = missingContract(lack);
delete process.env.CONTRACTS_DIR;
const lineWhereNothingIsNamed = missingContract(lack);
if (before !== undefined) process.env.CONTRACTS_DIR = before;

describe('tests against published contracts', () => {
  it('run where the files are', () => expect(wasDefined).toBe(true));

  it('say in one line which files are missing and how to get them', () => {
    expect(lineWhereOneFileIsMissing).toBe(
      'not held against it: put hooks into $CONTRACTS_DIR/toy (npm pack toys@1)',
    );
    expect(lineWhereNothingIsNamed).toContain('put schema.json.gz, hooks into $CONTRACTS_DIR/toy');
  });
});
