/** A front-end that keeps what it is given, and behaves as a test tells it. */
import type { FrontEndHealth, SendOutcome } from '../../bots/front-end/front-end.ts';
import type { Reachable } from '../../bots/notify/notify-deps.ts';
import type { Reply } from '../../bots/reply/reply.ts';

export interface RecordingFrontEnd extends Reachable {
  readonly sent: { readonly chatId: string; readonly reply: Reply; readonly key: string }[];
  state: FrontEndHealth['state'];
  /** What the next sends answer; afterwards everything is sent. */
  readonly answers: (SendOutcome | Error)[];
}

export function createRecordingFrontEnd(id: string): RecordingFrontEnd {
  const sent: RecordingFrontEnd['sent'] = [];
  const answers: RecordingFrontEnd['answers'] = [];
  const frontEnd: RecordingFrontEnd = {
    ...{ id, sent, answers, state: 'ready' },
    health: () => ({ state: frontEnd.state, since: new Date(0), note: null }),
    async send({ to, reply, key }) {
      const answer = answers.shift() ?? { kind: 'sent', messageId: `m${sent.length}` };
      if (answer instanceof Error) throw answer;
      if (answer.kind === 'sent') sent.push({ chatId: to.chatId, reply, key });
      return answer;
    },
  };
  return frontEnd;
}
