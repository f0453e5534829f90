/**
 * Commands as their handlers see them, without the reading of messages: a test names a command and
 * what its slots hold, and gets the preview, the answer, what was changed, and the way back.
 */
import type { AnyCommand, Preview } from '../../bots/commands/command.ts';
import type { Change, CommandContext } from '../../bots/commands/context.ts';
import { commands } from '../../bots/commands/registry.ts';
import type { Slot } from '../../bots/commands/slot.ts';
import { undoChange } from '../../bots/commands/undo-change.ts';
import { createFormats } from '../../bots/reply/format-values.ts';
import { renderConsole } from '../../bots/reply/render-console.ts';
import type { Reply } from '../../bots/reply/reply.ts';
import { systemClock } from '../../core/base/clock.ts';
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
  const changes: Change[] = [];
  let messages = 0;

  function createContext(messageId?: string): CommandContext {
    messages += 1;
    const name = `test:${messageId ?? `message-${messages}`}`;
    const now = systemClock.now();
    let effects = 0;
    return {
      ...{ core, seller, commands, now, actor: 'test:owner', frontEnd: 'test', files: [] },
      formats: createFormats({ ...seller, now: () => now }),
      origin() {
        effects += 1;
        const key = `chat:${name}:${effects}`;
        return { key, cause: `chat ${name}`, actor: 'test:owner', frontEnd: 'test' };
      },
      changed: (change) => void changes.push(change),
    } as CommandContext;
  }

  async function prepare(name: string, slots: Given) {
    const command = commands.find((each) => each.name === name);
    if (!command) throw new Error(`There is no command ${name}.`);
    return { command, args: await resolve(command, slots) };
  }

  async function resolve(command: AnyCommand, slots: Given) {
    const args: Record<string, unknown> = {};
    for (const [slot, value] of Object.entries(slots)) {
      const declared = command.slots[slot];
      if (!declared) throw new Error(`${command.name} has no slot ${slot}.`);
      if (value !== undefined) args[slot] = await find(declared, value);
    }
    return args;
  }

  async function find(slot: Slot, value: string | number | Date): Promise<unknown> {
    const words = await engine.catalog.readVocabulary(sellerId);
    const must = <T>(found: T | undefined) => {
      if (found === undefined) throw new Error(`Nothing is called ${value}.`);
      return found;
    };
    switch (slot.kind) {
      case 'sku':
        return must(words.skus.find(({ code }) => code === value));
      case 'location':
        return must(words.locations.find((each) => each.name === value));
      case 'account':
        return must(words.accounts.find((each) => each.name === value));
      case 'order':
        return must((await engine.orders.listOrders(sellerId, { number: String(value) }))[0]);
      case 'group':
        return { kind: 'category', name: value };
      default:
        return value;
    }
  }

  async function preview(name: string, slots: Given): Promise<Preview | Reply> {
    const { command, args } = await prepare(name, slots);
    if (!command.preview) throw new Error(`${name} has no preview.`);
    return command.preview(createContext(), args);
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
