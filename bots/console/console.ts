/**
 * The terminal as a front-end: a conversation with the person in front of it.
 *
 * Who calls it: `main`, for a terminal or for lines piped into stdin. It turns lines into messages
 * and replies into text; it knows nothing of stock. It never ends the process itself: whoever
 * started it does, once `ended` resolves.
 */
import readline from 'node:readline';
import type { Readable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import type { Clock } from '../../core/base/clock.ts';
import type { Ids } from '../../core/base/ids.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { createPaint, renderConsole } from '../reply/render-console.ts';
import type { Reply } from '../reply/reply.ts';

/** Why it ended: "exit" was typed, the input is over, or Ctrl-C was pressed. */
export type ConsoleEnd = 'exit' | 'input-over' | 'interrupted';

export interface Console {
  /** Prints above the line that is being typed. */
  tell(notice: Reply): void;
  /** Somebody reads what is printed: at a terminal, or since a first line was piped in. */
  isRead(): boolean;
  /** Resolves after the last answer is printed. */
  readonly ended: Promise<{ reason: ConsoleEnd; lines: number }>;
  close(): void;
}

export interface ConsoleDeps {
  readonly conversation: Conversation;
  readonly sellerId: number;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly input: Readable;
  readonly output: NodeJS.WritableStream & Partial<Pick<WriteStream, 'columns'>>;
  readonly isTerminal: boolean;
  readonly hasColour: boolean;
  readonly formatNumber: (value: number) => string;
  readonly complete: (line: string) => Promise<[string[], string]>;
  /** What follows from an answer has been told: waited for where lines are piped in. */
  readonly settled?: () => Promise<void>;
  /** Printed before the first prompt. */
  readonly greeting: Reply | null;
}

/** Whoever sits at the machine owns the shop: the identity that its first person has here. */
export const CONSOLE_OWNER = { frontEnd: 'console', externalId: 'owner' } as const;
const PROMPT = '› ';
const HISTORY_MAX = 500;
const WIDTH_USUAL = 80;
const ENDINGS = new Set(['exit', 'quit', 'bye', ':q']);

class LineConsole implements Console {
  readonly #deps: ConsoleDeps;
  readonly #lines: readline.Interface;
  readonly ended: Promise<{ reason: ConsoleEnd; lines: number }>;
  #answering: Promise<void> = Promise.resolve();
  #isPrompting = false;
  #hasPrompted = false;
  #count = 0;
  #end: ConsoleEnd | null = null;

  constructor(deps: ConsoleDeps) {
    this.#deps = deps;
    const { input, output, isTerminal, complete } = deps;
    const paint = createPaint(deps.hasColour);
    this.#lines = readline.createInterface({
      input,
      output: isTerminal ? output : undefined,
      terminal: isTerminal,
      historySize: HISTORY_MAX,
      removeHistoryDuplicates: true,
      prompt: paint(PROMPT, 'strong'),
      completer: (line: string, done: (error: Error | null, found: [string[], string]) => void) =>
        void complete(line)
          .catch((): [string[], string] => [[], line])
          .then((found) => done(null, found)),
    });
    this.ended = new Promise((resolve) => {
      this.#lines.on('line', (line) => this.#take(line));
      this.#lines.on('SIGINT', () => this.#finish('interrupted'));
      this.#lines.on('close', () => {
        this.#end ??= 'input-over';
        const reason = this.#end;
        void this.#answering.then(() => resolve({ reason, lines: this.#count }));
      });
    });
    if (deps.greeting) {
      output.write('\n');
      this.#print(deps.greeting);
      output.write('\n');
    }
    this.#prompt();
  }

  tell(notice: Reply): void {
    // Lines that were piped in are over long before they are answered.
    if (this.#end !== null && this.#end !== 'input-over') return;
    this.#print(notice);
    if (!this.#deps.isTerminal) this.#deps.output.write('\n');
    if (this.#isPrompting) this.#lines.prompt(true);
  }

  isRead(): boolean {
    const isOver = this.#end === 'exit' || this.#end === 'interrupted';
    return !isOver && (this.#deps.isTerminal || this.#count > 0);
  }

  close(): void {
    this.#finish('exit');
  }

  #finish(reason: ConsoleEnd): void {
    if (this.#end) return;
    this.#end = reason;
    if (this.#deps.isTerminal && reason === 'interrupted') this.#deps.output.write('\n');
    this.#lines.close();
  }

  /** One after another: the answer to a line may be what the next one is about. */
  #take(line: string): void {
    this.#isPrompting = false;
    this.#answering = this.#answering.then(() => this.#answer(line));
  }

  async #answer(line: string): Promise<void> {
    const text = line.trim();
    if (this.#end === 'exit' || this.#end === 'interrupted') return;
    if (text !== '') this.#count += 1;
    if (ENDINGS.has(text.toLowerCase())) return this.#finish('exit');
    if (text !== '') {
      const { isTerminal, output } = this.#deps;
      if (!isTerminal) output.write(`${PROMPT}${text}\n`);
      this.#print(await this.#converse(text));
      output.write('\n');
      if (!isTerminal) await this.#deps.settled?.();
    }
    this.#prompt();
  }

  #converse(text: string): Promise<Reply> {
    const { conversation, sellerId, ids, clock } = this.#deps;
    const { frontEnd, externalId } = CONSOLE_OWNER;
    return conversation.converse({
      ...{ frontEnd, messageId: ids.next(), sellerId, at: clock.now() },
      sender: { id: externalId, name: null },
      chat: { id: externalId, isDirect: true },
      content: { kind: 'text', text },
      ...{ standing: 'typed', quoted: null, files: [], replyTo: null },
    });
  }

  #prompt(): void {
    if (this.#end || !this.#deps.isTerminal) return;
    this.#isPrompting = true;
    this.#hasPrompted = true;
    this.#lines.prompt();
  }

  #print(reply: Reply): void {
    const { output, hasColour, formatNumber } = this.#deps;
    // A terminal that does not know its width says 0.
    const width = output.columns || WIDTH_USUAL;
    const lines = renderConsole(reply, { width, hasColour, formatNumber });
    // Also while an answer is worked out: somebody may be typing the next line already.
    if (this.#hasPrompted) this.#clearTyped();
    output.write(`${lines.join('\n')}\n`);
  }

  /** Takes the prompt and what is typed so far away, over as many rows as it has. */
  #clearTyped(): void {
    const { output } = this.#deps;
    const { rows } = this.#lines.getCursorPos();
    readline.cursorTo(output, 0);
    readline.moveCursor(output, 0, -rows);
    readline.clearScreenDown(output);
  }
}

export function startConsole(deps: ConsoleDeps): Console {
  return new LineConsole(deps);
}
