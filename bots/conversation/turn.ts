/** What is known while one message is answered, and what is to be kept of it afterwards. */
import type { Automations } from '../../automations/engine/automations.ts';
import type { RuleCatalog } from '../../automations/facts/world.ts';
import type { RuleNames } from '../../automations/terms/rule-names.ts';
import type { Ids } from '../../core/base/ids.ts';
import type { Logger } from '../../core/base/log.ts';
import type { Random } from '../../core/base/random.ts';
import type { Seller } from '../../core/catalog/catalog-records.ts';
import type { AnyCommand } from '../commands/command.ts';
import type { Core } from '../commands/context.ts';
import type { InboundMessage } from '../front-end/inbound-message.ts';
import type { Memory, Reader } from '../language/understanding.ts';
import type { People } from '../people/people.ts';
import type { Person } from '../people/person.ts';
import type { Reply } from '../reply/reply.ts';
import type { NewChange } from './change-store.ts';
import type { Frame } from './frames.ts';
import type { NewQuestion } from './question-store.ts';
import type { RuleLookup } from './resolve-rules.ts';
import type { KnownSender } from './scene-store.ts';

/** Messages and writes of one person in a minute. */
export interface Limits {
  readonly messagesPerMinute: number;
  readonly writesPerMinute: number;
}

export interface AnswererDeps {
  readonly core: Core;
  readonly commands: readonly AnyCommand[];
  readonly people: People;
  readonly reader: Reader;
  readonly random: Random;
  readonly ids: Ids;
  readonly log: Logger;
  readonly automations: Automations;
  /** How rules are shown to people. */
  readonly ruleNames: (catalog: RuleCatalog) => RuleNames;
  /** What this person's words about rules mean. */
  readonly rulesOf: (o: { seller: Seller; person: Person; now: Date }) => RuleLookup;
  /** Null: nobody is limited from there. */
  readonly limitsOf: (frontEnd: string) => Limits | null;
}

/** One message of somebody we know. */
export interface Turn {
  readonly message: InboundMessage;
  readonly seller: Seller;
  readonly sender: KnownSender;
  readonly now: Date;
  readonly frame: Frame;
}

/** The message that asked for a change; everything that follows from it is keyed by its name. */
export interface Begun {
  readonly frontEnd: string;
  readonly messageId: string;
}

export type LastSaid = NonNullable<Memory['last']>;

/** A message to somebody who did not write one. */
export interface Telling {
  readonly personId: number;
  readonly reply: Reply;
  /** Names the reason for ever: nobody is told twice. */
  readonly key: string;
  readonly cause: string;
}

/** An answer, and what is written together with it. */
export interface Answered {
  readonly reply: Reply;
  /** It asked for a change. */
  readonly isWrite?: boolean;
  /** Of a refusal: why, in a word. */
  readonly note?: string;
  /** What else they were asked is closed; choices: but for what waits for a yes. */
  readonly closes?: 'all' | 'choices';
  readonly question?: NewQuestion;
  readonly changes?: readonly NewChange[];
  readonly last?: Omit<LastSaid, 'at'>;
  /** Who the sender turned out to be. */
  readonly personId?: number;
  /** Who else is told, if and only if all of this is kept. */
  readonly tells?: readonly Telling[];
}
