import type { Clock } from '../../core/base/clock.ts';
import { Secret } from '../../core/base/secret.ts';
import type { FrontEnd, FrontEndDeps } from '../front-end/front-end.ts';
import { slack } from '../slack/index.ts';
import { unescapeText } from '../slack/plain-text.ts';
import { DEMO_CHANNEL } from './demo-channel.ts';
import { createSlackStandIn, type SlackStandIn } from './slack-stand-in.ts';

export interface DemoSlack {
  /** As an entry of what is to be opened: the real front-end, on our own Slack. */
  readonly prepared: { readonly id: string; open(deps: FrontEndDeps): Promise<FrontEnd> };
  readonly standIn: SlackStandIn;
  /** After the front-end has stopped. */
  stop(): Promise<void>;
}

/**
 * A Slack without an account: what the front-end posts into a channel there is told here, so that
 * somebody at the terminal sees what a team would see.
 */
export async function openDemoSlack(o: {
  clock: Clock;
  tell: (posted: { readonly channel: string; readonly lines: readonly string[] }) => void;
}): Promise<DemoSlack> {
  const standIn = createSlackStandIn({ clock: o.clock });
  standIn.addChannel(DEMO_CHANNEL);
  standIn.workspace.listen(({ channel, user, text, files }) => {
    const named = standIn.workspace.conversations.get(channel);
    if (user !== null || !named || named.directWith !== null) return;
    const words = text || files.map(({ name }) => name).join(', ');
    o.tell({ channel: `#${named.name}`, lines: unescapeText(words).split('\n') });
  });
  await standIn.start();
  const transport = { kind: 'socket', appToken: new Secret(standIn.appToken) } as const;
  const settings = { botToken: new Secret(standIn.botToken), transport, apiUrl: standIn.apiUrl() };
  return {
    prepared: { id: slack.id, open: (deps) => slack.open(settings, deps) },
    standIn,
    stop: () => standIn.stop(),
  };
}
