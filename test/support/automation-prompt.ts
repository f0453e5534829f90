/**
 * The demo at its prompt with the demo's own Slack: what an owner types, and what the warehouse
 * team then reads in its channel. The front-end is the real one, on a Slack of ours on loopback.
 */
import { DEMO_CHANNEL } from '../../bots/demo-slack/demo-channel.ts';
import { openDemoSlack } from '../../bots/demo-slack/open-demo-slack.ts';
import type { SlackStandIn } from '../../bots/demo-slack/slack-stand-in.ts';
import type { PostedMessage } from '../../bots/demo-slack/workspace.ts';
import { createNotify, type Notify } from '../../bots/notify/notify.ts';
import { systemClock } from '../../core/base/clock.ts';
import { systemIds } from '../../core/base/ids.ts';
import { silentLogger } from '../../core/base/log.ts';
import { systemRandom } from '../../core/base/random.ts';
import { openPromptStage, type PromptStage } from './prompt-stage.ts';

export interface AutomationStage extends PromptStage {
  readonly slack: SlackStandIn;
  readonly notify: Notify;
  /** What the prompt showed of the channel, card by card. */
  readonly shown: readonly string[];
  /** Cards in the team's channel, oldest first. */
  cards(): readonly PostedMessage[];
  /** Adds somebody to the workspace, and to the shop where they have a role. */
  joinSlack(o: {
    id: string;
    name: string;
    role: 'owner' | 'manager' | 'warehouse' | 'viewer' | null;
  }): Promise<void>;
  /** Rules have heard everything, and what they tell has arrived. */
  follow(): Promise<void>;
}

export async function openAutomationStage(): Promise<AutomationStage> {
  const stage = await openPromptStage({ connected: ['slack', 'console'] });
  const { engine, automations, people, sellerId } = stage;
  const shown: string[] = [];
  const surroundings = { clock: systemClock, random: systemRandom, log: silentLogger };
  const demo = await openDemoSlack({
    clock: systemClock,
    tell: ({ lines }) => void shown.push(lines.join('\n')),
  });
  const frontEnd = await demo.prepared.open({
    ...{ ...surroundings, ids: systemIds, sellerId, desk: stage.desk(), menu: [] },
    ...{ formatNumber: String, dataDir: '/nonexistent', announce: () => {} },
    isOurTurn: async () => true,
  });
  stage.desk().add(frontEnd);
  await frontEnd.start();
  const notify = createNotify({ ...surroundings, core: engine, frontEnds: () => [frontEnd] });
  const { id: chatId, team: name } = DEMO_CHANNEL;
  const to = { frontEnd: frontEnd.id, chatId };
  await automations.saveTarget(sellerId, { name, to, madeBy: null });
  automations.start();
  const { workspace } = demo.standIn;
  return {
    ...{ ...stage, slack: demo.standIn, notify, shown },
    cards: () => demo.standIn.messages(chatId).filter(({ user }) => user === null),
    async joinSlack({ id, name: called, role }) {
      demo.standIn.addPerson({ id, name: called });
      if (role === null) return;
      const personId = await people.add(sellerId, { name: called, role });
      const externalId = `${workspace.teamId}:${id}`;
      await people.addIdentity(sellerId, { personId, frontEnd: 'slack', externalId, chatId: id });
    },
    async follow() {
      await stage.settle();
      await stage.desk().settle();
      await automations.settle();
      await notify.settle();
    },
    async close() {
      await automations.stop();
      await notify.stop();
      await frontEnd.stop();
      await demo.stop();
      await stage.desk().stop();
      await stage.close();
    },
  };
}
