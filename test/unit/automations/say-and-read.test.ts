import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { readProposal } from '../../../automations/author/read-proposal.ts';
import type { NameKind } from '../../../automations/author/seller-names.ts';
import { checkRule } from '../../../automations/check/check-rule.ts';
import { isRefused } from '../../../automations/check/finding.ts';
import { plainNames } from '../../../automations/render/rule-names.ts';
import { sayRule } from '../../../automations/render/sentence.ts';
import { createSeededRandom } from '../../../core/base/random.ts';
import { createAuthorNames } from '../../support/author-names.ts';
import { randomRule } from '../../support/random-rules.ts';
import { RULE_ACCOUNTS, RULE_LOCATIONS, RULE_SKUS } from '../../support/rule-shop.ts';

const FIRST_SEED = 1;
const RULES = 30;
// Double negations and lists that say nothing have no sentence of their own; a rule in such words
// is handed on as it is stored.
const SHARE_MIN = 0.9;

const NAMES: Readonly<Record<NameKind, readonly string[]>> = {
  sku: RULE_SKUS.map(({ code }) => code),
  category: ['Hoodies', 'Kitchen'],
  tag: ['winter', 'sale', 'gifts'],
  location: RULE_LOCATIONS.map(({ code }) => code),
  account: RULE_ACCOUNTS.map(({ publicId }) => publicId),
  person: ['Asha', 'Ravi Kumar', 'Li'],
  team: ['warehouse team', 'Ops', 'Pick and pack', 'night "shift"'],
  'front-end': ['slack', 'telegram', 'whatsapp'],
};

const toFound = (name: string) => ({ name, label: name });
const names = createAuthorNames({
  find: (kind, text) =>
    NAMES[kind].filter((name) => name.toLowerCase() === text.toLowerCase()).map(toFound),
  list: (kind) => NAMES[kind].map(toFound),
});

test('what a rule says of itself is read as that rule, or as none, and never as another', () => {
  const spelt = plainNames(names);
  let [same, all] = [0, 0];
  for (let seed = FIRST_SEED; all < RULES; seed += 1) {
    const rule = randomRule(createSeededRandom(seed));
    if (isRefused(checkRule(rule, { names: spelt }))) continue;
    all += 1;
    const said = sayRule(rule, spelt);
    const read = readProposal(said, names);
    if (read.kind !== 'proposal') continue;
    const readings = read.readings ?? [read.proposal];
    const isSame = isDeepStrictEqual(readings, [rule]);
    if (isSame) same += 1;
    // The same words may stand for a rule that holds just as often: said again, they are the same.
    const again = readings.map((each) => sayRule(each, spelt));
    expect(isSame || again.includes(said) || readings.length > 1, `seed ${seed}: ${said}`).toBe(
      true,
    );
  }
  expect(same / all).toBeGreaterThan(SHARE_MIN);
});
