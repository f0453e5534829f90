import type { Automations } from '../../automations/engine/automations.ts';
import type { Automation } from '../../automations/engine/records.ts';
import type { RuleCatalog } from '../../automations/facts/world.ts';
import { catalogNames } from '../../automations/render/rule-names.ts';
import { sayRule } from '../../automations/render/sentence.ts';
import { nameAuthor } from '../../automations/rule/name-author.ts';
import type { Rule } from '../../automations/rule/rule.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import type { Seller } from '../../core/catalog/catalog-records.ts';
import { readVocabulary, type VocabularyDeps } from '../conversation/read-scene.ts';
import type { RuleLookup } from '../conversation/resolve-rules.ts';
import type { Person } from '../people/person.ts';
import type { FrontEndName } from './front-end-names.ts';
import { findRuleByText } from './read-rule.ts';
import { createSellerNames, type NamesOf } from './seller-names.ts';

export interface RuleBookDeps extends VocabularyDeps {
  readonly automations: Automations;
  readonly frontEnds: () => readonly FrontEndName[];
}

/** What rules may name, and how they are found and shown. */
export interface RuleBook {
  ruleNames(catalog: RuleCatalog): RuleNames;
  rulesOf(o: { seller: Seller; person: Pick<Person, 'name' | 'personId'>; now: Date }): RuleLookup;
  /** Null: there is none of that number. */
  ruleOf(sellerId: number, number: number): Promise<Rule | null>;
  /** For a reader, who knows the seller's words already. */
  namesFor(sellerId: number, o: Omit<NamesOf, 'teams' | 'frontEnds'>): Promise<NamesOf>;
}

export function createRuleBook(deps: RuleBookDeps): RuleBook {
  const { automations } = deps;
  const ruleNames = (catalog: RuleCatalog) =>
    catalogNames(catalog, {
      frontEnd: (id) => deps.frontEnds().find((each) => each.id === id)?.title ?? id,
    });
  const namesFor: RuleBook['namesFor'] = async (sellerId, o) => ({
    ...o,
    teams: await automations.listTargets(sellerId),
    frontEnds: deps.frontEnds(),
  });
  /** A rule as this person reads it: what another calls "me" has a name. */
  const asReadBy = async (
    sellerId: number,
    { automation, personId }: { automation: Automation; personId: number },
  ): Promise<Rule> => {
    const { rule, authorId } = automation;
    if (authorId === personId) return rule;
    const author = (await deps.people.list(sellerId)).find((each) => each.personId === authorId);
    return author ? nameAuthor(rule, author.name) : rule;
  };
  return {
    ruleNames,
    namesFor,
    async ruleOf(sellerId, number) {
      return (await automations.show(sellerId, number))?.rule ?? null;
    },
    rulesOf({ seller, person, now }) {
      const { sellerId, currency, timeZone } = seller;
      const { personId } = person;
      const read = async () => {
        const [vocabulary, catalog] = await Promise.all([
          readVocabulary(deps, sellerId),
          automations.readCatalog(sellerId),
        ]);
        const known = { vocabulary, currency, timeZone, now, author: person.name };
        const names = createSellerNames(await namesFor(sellerId, known));
        return { names, shown: ruleNames(catalog) };
      };
      return {
        async listAutomations() {
          const [all, catalog] = await Promise.all([
            automations.list(sellerId),
            automations.readCatalog(sellerId),
          ]);
          const names = ruleNames(catalog);
          return all.map(({ number, rule, lastRunAt }) => {
            return { number, lastRunAt, sentence: sayRule(rule, names) };
          });
        },
        async findRule(text, { amends }) {
          const [words, automation] = await Promise.all([
            read(),
            amends === null ? null : automations.show(sellerId, amends),
          ]);
          const amended = automation && (await asReadBy(sellerId, { automation, personId }));
          return findRuleByText(text, { ...words, amends: amended ?? null });
        },
        async showRule(text) {
          const { names, shown } = await read();
          const found = findRuleByText(text, { names, amends: null });
          return found.kind === 'found' ? sayRule(found.value.rule, shown) : null;
        },
      };
    },
  };
}
