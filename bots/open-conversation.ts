import type { Model } from '../automations/llm/model.ts';
import type { Clock } from '../core/base/clock.ts';
import type { Ids } from '../core/base/ids.ts';
import type { Logger } from '../core/base/log.ts';
import type { Random } from '../core/base/random.ts';
import type { Engine } from '../core/engine.ts';
import type { AnyCommand } from './commands/command.ts';
import { CONSOLE_OWNER } from './console/console.ts';
import { createDesk, type Desk } from './conversation/desk.ts';
import type { Limits } from './conversation/turn.ts';
import { createParser } from './language/create-parser.ts';
import type { Reader } from './language/understanding.ts';
import { createModelReader } from './model-reader/create-model-reader.ts';
import { createPeople, type People } from './people/people.ts';

/** More than anybody types; less than a broken loop on a phone sends. */
export const LIMITS: Limits = { messagesPerMinute: 20, writesPerMinute: 10 };

/** In the demo a small sale is done at once, with an undo. */
export const DEMO_ASK_ABOVE_UNITS = 20;

const FIRST_PERSON = 'Owner';

export interface OpenedConversation {
  readonly desk: Desk;
  readonly people: People;
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
}): OpenedConversation {
  const { engine, clock, random, reader = createParser(), limits = LIMITS } = deps;
  const { model = null } = deps;
  const understands = model ? createModelReader({ parser: reader, model }) : reader;
  const people = createPeople({ database: engine.database, clock, random });
  const desk = createDesk({
    ...deps,
    ...{ core: { ...engine, clock }, people, reader: understands },
    // Lines that are piped into the program come as fast as they are answered.
    limitsOf: (frontEnd) => (frontEnd === CONSOLE_OWNER.frontEnd ? null : limits),
  });
  return { desk, people };
}

/** Whoever sits at the machine is an owner. */
export async function seatOwner(people: People, sellerId: number): Promise<void> {
  await people.ensureOwner(sellerId, { name: FIRST_PERSON, ...CONSOLE_OWNER });
}
