import { expect, test } from 'vitest';
import { gate } from '../../../automations/author/gate.ts';
import { isLikelyRule } from '../../../automations/author/is-likely-rule.ts';
import { readProposal } from '../../../automations/author/read-proposal.ts';
import { createAuthorNames } from '../../support/author-names.ts';

const names = createAuthorNames();
const MISSION =
  'When stock drops below 10 units on any SKU, send a Slack notification to the warehouse team';

test('the first sentence of the product is read, and its names are the seller’s own', () => {
  expect(isLikelyRule(MISSION)).toBe(true);
  const read = readProposal(MISSION, names);
  if (read.kind !== 'proposal') throw new Error(JSON.stringify(read));
  expect(gate(read, names)).toEqual({
    kind: 'rule',
    rule: {
      trigger: {
        kind: 'stock-level',
        scope: { of: 'any' },
        measure: 'available',
        crossing: 'below',
        units: 10,
        location: null,
      },
      conditions: null,
      actions: [
        {
          kind: 'notify',
          to: { of: 'team', team: 'warehouse team' },
          frontEnd: 'slack',
          template: null,
        },
      ],
      mode: 'every-time',
      coolDownMinutes: 0,
      window: null,
    },
  });
});
