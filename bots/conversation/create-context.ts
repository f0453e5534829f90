import type { LedgerEvent } from '../../core/ledger/ledger-event.ts';
import type { Change, CommandContext } from '../commands/context.ts';
import { createFormats } from '../reply/format-values.ts';
import { listChanges, type NewChange, newestChanges } from './change-store.ts';
import type { AnswererDeps, Begun, Turn } from './turn.ts';

export type WorkingDeps = Pick<
  AnswererDeps,
  'core' | 'commands' | 'people' | 'automations' | 'ruleNames'
>;

export interface Working {
  readonly context: CommandContext;
  /** From now on changes are those of this command. */
  begin(command: string): void;
  /** What was told so far. */
  readonly changes: NewChange[];
}

/**
 * What handlers work with. Their keys are made of the message that asked for the change, so that
 * whatever repeats it (a copy, a second yes, a process that was killed) repeats nothing.
 */
export function createWorking(
  deps: WorkingDeps,
  turn: Pick<Turn, 'message' | 'seller' | 'sender' | 'now'>,
  begun: Begun,
  rehearsed: LedgerEvent[] = [],
): Working {
  const { core, commands, people, automations, ruleNames } = deps;
  const { message, seller, now } = turn;
  const { person } = turn.sender;
  const { sellerId, currency, timeZone } = seller;
  const { frontEnd } = message;
  const name = `${begun.frontEnd}:${begun.messageId}`;
  const actor = `${frontEnd}:${person.name}`;
  const db = core.database.forSeller(sellerId);
  const changes: NewChange[] = [];
  let command = '';
  let effects = 0;

  function record({ what, before, after, undo, undoes }: Change): void {
    const by = { personId: person.personId, frontEnd, begun, command };
    const ordinal = changes.length;
    changes.push({ ...by, at: now, ordinal, what, before, after, undo, undoes: undoes ?? null });
  }

  const context: CommandContext = {
    ...{ core, seller, person, people, actor, frontEnd, now, commands, files: message.files },
    ...{ automations, ruleNames },
    rehearsed,
    isDirect: message.chat.isDirect,
    chatId: message.chat.id,
    formats: createFormats({ currency, timeZone, now: () => now }),
    trail: {
      newest: () => newestChanges(db, { sellerId, personId: person.personId }),
      list: (o) => listChanges(db, { sellerId, ...o }),
    },
    origin() {
      const key = `chat:${name}:${effects}`;
      effects += 1;
      return { key, cause: `chat ${name}`, actor, frontEnd, correlationId: name };
    },
    changed: record,
  };
  return {
    context,
    changes,
    begin(next) {
      command = next;
    },
  };
}
