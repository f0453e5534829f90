import { type Reply, reply, text } from '../reply/reply.ts';

/** What a team sees in its channel, for whoever sits at the terminal. */
export function frameCard({
  channel,
  lines,
}: {
  channel: string;
  lines: readonly string[];
}): Reply {
  const framed = lines.map((line) => `│ ${line}`.trimEnd());
  return reply(text(`╭ Slack, ${channel}`, 'quiet'), text(framed.join('\n')), text('╰', 'quiet'));
}
