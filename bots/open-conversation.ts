import { createProposeByModel } from '../automations/author/propose-by-model.ts';
import type { Automations } from '../automations/engine/automations.ts';
import type { Model } from '../automations/llm/model.ts';
import type { Clock } from '../core/base/clock.ts';
import type { Ids } from '../core/base/ids.ts';
import type { Logger } from '../core/base/log.ts';
import type { Random } from '../core/base/random.ts';
import type { Engine } from '../core/engine.ts';
import { createAutomationReader } from './automations/create-automation-reader.ts';
import type { RuleBook } from './automations/rule-book.ts';
import type { AnyCommand } from './commands/command.ts';
import { CONSOLE_OWNER } from './console/console.ts';
import { createDesk, type Desk } from './conversation/desk.ts';
import type { Limits } from './conversation/turn.ts';
import { createParser } from './language/create-parser.ts';
import type { Reader } from './language/understanding.ts';
import { createModelReader } from './model-reader/create-model-reader.ts';
import { openAutomations } from './open-automations.ts';
import { createPeople, type People } from './people/people.ts';

/** More than anybody types; less than a broken loop on a phone sends. */
export const LIMITS: Limits = { messagesPerMinute: 20, writesPerMinute: 10 };

/** In the demo a small sale is done at once, with an undo. */
export const DEMO_ASK_ABOVE_UNITS = 20;

const FIRST_PERSON = 'Owner';

export interface OpenedConversation {
  readonly desk: Desk;
  readonly people: People;
  /** Started, settled and stopped by whoever opens the conversation. */
  readonly automations: Automations;
}

/** People, commands and a reader, put together to what front-ends talk to. */
export function openConversation(deps: {
  engine: Engine;
  commands: readonly AnyCommand[];
  clock: Clock;
  ids: Ids;
  random: Random;
  log: Logger;
  reader?: Reader;
  /** Null: what the reader cannot read stays unread. */
  model?: Model | null;
  /** Of all front-ends but the terminal. */
  limits?: Limits;
  /** The front-ends over which somebody is reached now; default: the terminal. */
  connected?: () => readonly string[];
}): OpenedConversation {
  const { engine, clock, random, limits = LIMITS, model = null } = deps;
  const { connected = () => [CONSOLE_OWNER.frontEnd] } = deps;
  const people = createPeople({ database: engine.database, clock, random });
  const { automations, book } = openAutomations({
    ...{ engine, clock, random, people, connected, log: deps.log },
  });
  const desk = createDesk({
    ...deps,
    ...{ core: { ...engine, clock }, people, automations, ...book },
    reader: createReader({ parser: deps.reader ?? createParser(), book, model }),
    // Lines that are piped into the program come as fast as they are answered.
    limitsOf: (frontEnd) => (frontEnd === CONSOLE_OWNER.frontEnd ? null : limits),
  });
  return { desk, people, automations };
}

/** Rules first, then commands; a model, if there is one, where neither can read a text. */
function createReader(o: {
  parser: Reader;
  book: Pick<RuleBook, 'namesFor' | 'ruleOf'>;
  model: Model | null;
}): Reader {
  const { model } = o;
  const propose = model && createProposeByModel({ model });
  const reader = createAutomationReader({ ...o, propose });
  return model ? createModelReader({ parser: reader, model }) : reader;
}

/** Whoever sits at the machine is an owner. */
export async function seatOwner(people: People, sellerId: number): Promise<void> {
  await people.ensureOwner(sellerId, { name: FIRST_PERSON, ...CONSOLE_OWNER });
}
