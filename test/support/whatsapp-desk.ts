import type { MessageDesk } from '../../bots/front-end/front-end.ts';
import type { InboundMessage } from '../../bots/front-end/inbound-message.ts';
import { errorClass } from '../../core/base/errors.ts';

class NotStored extends errorClass('not_stored', 'later') {}

/** A desk that keeps what it is handed, once per message id, as the real one does. */
export interface RecordingDesk extends MessageDesk {
  readonly taken: InboundMessage[];
  /** How often it was called, copies and failures too. */
  readonly calls: { count: number };
  /** That many of the next calls fail as a database that is away does. */
  failNext(count: number): void;
  /** Resolves when that many messages were taken. */
  until(count: number): Promise<void>;
  /** The same message again, and with it the same `Promise`. */
  onTaken(run: (message: InboundMessage) => void): void;
}

export function createRecordingDesk(): RecordingDesk {
  const taken: InboundMessage[] = [];
  const calls = { count: 0 };
  const waiting: { count: number; done: () => void }[] = [];
  const listeners: ((message: InboundMessage) => void)[] = [];
  let failing = 0;
  return {
    taken,
    calls,
    failNext(count) {
      failing = count;
    },
    until: (count) =>
      new Promise((done) => {
        if (taken.length >= count) done();
        else waiting.push({ count, done });
      }),
    onTaken: (run) => listeners.push(run),
    async take(message) {
      calls.count += 1;
      if (failing > 0) {
        failing -= 1;
        throw new NotStored('It could not be stored. It is tried again.');
      }
      if (taken.some(({ messageId }) => messageId === message.messageId)) return 'copy';
      taken.push(message);
      for (const { count, done } of waiting) if (taken.length >= count) done();
      for (const listener of listeners) listener(message);
      return 'accepted';
    },
    overview: async () => null,
  };
}
