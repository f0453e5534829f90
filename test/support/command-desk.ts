/**
 * Commands as their handlers see them, without the reading of messages: a test names a command and
 * what its slots hold, and gets the preview, the answer, what was changed, and the way back.
 */
import type { AnyCommand, Preview } from '../../bots/commands/command.ts';
import type { Change, CommandContext } from '../../bots/commands/context.ts';
import { commands } from '../../bots/commands/registry.ts';
import type { Slot } from '../../bots/commands/slot.ts';
import { undoChange } from '../../bots/commands/undo-change.ts';
import { seatOwner } from '../../bots/open-conversation.ts';
import { createPeople } from '../../bots/people/people.ts';
import type { Person } from '../../bots/people/person.ts';
import { createFormats } from '../../bots/reply/format-values.ts';
import { renderConsole } from '../../bots/reply/render-console.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { systemClock } from '../../core/base/clock.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import type { CatalogVocabulary } from '../../core/catalog/catalog-records.ts';
import type { Order } from '../../core/orders/list-orders.ts';
import { openQuietAutomations } from './quiet-automations.ts';
import type { ShopFloor } from './shop-floor.ts';

type Given = Readonly<Record<string, string | number | Date | undefined>>;

export interface CommandDesk {
  /** The sentence that a person is asked to say yes to, or the refusal in words. */
  preview(name: string, slots?: Given): Promise<string>;
  weigh(name: string, slots?: Given): Promise<Preview['weight']>;
  run(name: string, slots?: Given, messageId?: string): Promise<Reply>;
  /** The answer as on a terminal of 80 columns. */
  read(name: string, slots?: Given, messageId?: string): Promise<string>;
  /** Takes the last change back. */
  undo(messageId?: string): Promise<string>;
  readonly changes: Change[];
}

const LOOK = { width: 80, hasColour: false, formatNumber: String };
const show = (reply: Reply) => renderConsole(reply, LOOK).join('\n');

export async function openCommandDesk(floor: ShopFloor): Promise<CommandDesk> {
  const { engine, sellerId } = floor;
  const core = { ...engine, clock: systemClock };
  const seller = await engine.catalog.readSeller(sellerId);
  const people = createPeople({ ...engine, clock: systemClock, random: createSeededRandom(1) });
  await seatOwner(people, sellerId);
  const { automations, ruleNames } = openQuietAutomations({ engine, clock: systemClock, people });
  const person = (await people.list(sellerId))[0] as Person;
  // What a person changed before is the conversation's; handlers here only tell it.
  const trail = { newest: async () => [], list: async () => [] };
  const changes: Change[] = [];
  let messages = 0;

  function createContext(messageId?: string): CommandContext {
    messages += 1;
    const name = `test:${messageId ?? `message-${messages}`}`;
    const now = systemClock.now();
    let effects = 0;
    return {
      ...{ core, seller, person, people, trail, commands, now, files: [] },
      ...{ chatId: 'test', isDirect: true, actor: 'test:owner', frontEnd: 'test' },
      ...{ automations, ruleNames },
      formats: createFormats({ ...seller, now: () => now }),
      origin() {
        effects += 1;
        const key = `chat:${name}:${effects}`;
        return { key, cause: `chat ${name}`, actor: 'test:owner', frontEnd: 'test' };
      },
      changed: (change) => void changes.push(change),
    };
  }

  async function prepare(name: string, slots: Given) {
    const command = commands.find((each) => each.name === name);
    if (!command) throw new Error(`There is no command ${name}.`);
    return { command, args: await resolveSlots(floor, { command, slots }) };
  }

  async function preview(name: string, slots: Given): Promise<Preview | Reply> {
    const { command, args } = await prepare(name, slots);
    return (await command.preview?.(createContext(), args)) ?? raise('It has no preview.');
  }

  const desk: CommandDesk = {
    changes,
    async preview(name, slots = {}) {
      const answer = await preview(name, slots);
      if ('blocks' in answer) return show(answer);
      const details = answer.details ?? [];
      return [answer.sentence, show({ outcome: 'preview', blocks: details })].join('\n').trim();
    },
    async weigh(name, slots = {}) {
      const answer = await preview(name, slots);
      if ('blocks' in answer) throw new Error(show(answer));
      return answer.weight;
    },
    async run(name, slots = {}, messageId) {
      const { command, args } = await prepare(name, slots);
      return command.run(createContext(messageId), args);
    },
    read: async (name, slots, messageId) => show(await desk.run(name, slots, messageId)),
    async undo(messageId) {
      const last = changes.at(-1);
      if (!last) throw new Error('Nothing was changed.');
      return show(await undoChange(createContext(messageId), last.undo));
    },
  };
  return desk;
}

/** What slots hold once they are resolved: the things themselves, by their code or name. */
async function resolveSlots(
  { engine, sellerId }: ShopFloor,
  { command, slots }: { command: AnyCommand; slots: Given },
): Promise<Record<string, unknown>> {
  const words = await engine.catalog.readVocabulary(sellerId);
  const args: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(slots)) {
    if (value === undefined) continue;
    const slot = command.slots[name];
    if (!slot) throw new Error(`${command.name} has no slot ${name}.`);
    const orders =
      slot.kind === 'order'
        ? await engine.orders.listOrders(sellerId, { number: String(value) })
        : [];
    args[name] = findThing(slot, { value, words, orders });
    if (args[name] === undefined) throw new Error(`Nothing is called ${value}.`);
  }
  return args;
}

function findThing(
  slot: Slot,
  o: {
    value: string | number | Date;
    words: CatalogVocabulary;
    orders: readonly Order[];
  },
): unknown {
  const { value, words } = o;
  switch (slot.kind) {
    case 'sku':
      return words.skus.find(({ code }) => code === value);
    case 'location':
      return words.locations.find((each) => each.name === value);
    case 'account':
      return words.accounts.find((each) => each.name === value);
    case 'order':
      return o.orders[0];
    case 'group':
      return { kind: 'category', name: value };
    default:
      return value;
  }
}

function raise(words: string): never {
  throw new Error(words);
}
