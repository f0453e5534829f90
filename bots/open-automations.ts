import type { Automations } from '../automations/engine/automations.ts';
import { createAutomations } from '../automations/engine/create-automations.ts';
import type { AutomationPorts } from '../automations/engine/ports.ts';
import type { Clock } from '../core/base/clock.ts';
import type { Logger } from '../core/base/log.ts';
import type { Random } from '../core/base/random.ts';
import type { Engine } from '../core/engine.ts';
import type { FrontEndName } from './automations/front-end-names.ts';
import { reach } from './automations/reach.ts';
import { rights } from './automations/rights.ts';
import { createRuleBook, type RuleBook } from './automations/rule-book.ts';
import { createTell } from './automations/tell.ts';
import { CONSOLE_OWNER } from './console/console.ts';
import { frontEnds } from './front-ends.ts';
import type { People } from './people/people.ts';

const TERMINAL = { id: CONSOLE_OWNER.frontEnd, title: 'the terminal', alsoCalled: ['terminal'] };

/** The front-ends that there are; `connected`: those over which somebody is reached now. */
export function nameFrontEnds(connected: readonly string[]): readonly FrontEndName[] {
  return [...frontEnds, TERMINAL].map(({ id, title, alsoCalled }) => ({
    ...{ id, title, alsoCalled },
    isOn: connected.includes(id),
  }));
}

export interface OpenedAutomations {
  readonly automations: Automations;
  readonly book: RuleBook;
}

/** Automations with what they need from here: to reach people, and to know what they may do. */
export function openAutomations(deps: {
  engine: Engine;
  clock: Clock;
  random: Random;
  log: Logger;
  people: People;
  connected: () => readonly string[];
}): OpenedAutomations {
  const { engine, clock, people, random, log } = deps;
  const ports: AutomationPorts = {
    ...rights,
    ...reach,
    tell: createTell({
      ...{ core: engine, clock },
      readCatalog: (sellerId) => automations.readCatalog(sellerId),
      ruleNames: (catalog) => book.ruleNames(catalog),
    }),
    namesOf: (catalog) => book.ruleNames(catalog),
  };
  const automations = createAutomations({ core: engine, ports, clock, random, log });
  const book = createRuleBook({
    ...{ automations, core: engine, people },
    frontEnds: () => nameFrontEnds(deps.connected()),
  });
  return { automations, book };
}
