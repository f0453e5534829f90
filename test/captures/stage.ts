import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { commands } from '../../bots/commands/registry.ts';
import { DEMO_CHANNEL } from '../../bots/demo-slack/demo-channel.ts';
import { createNotify } from '../../bots/notify/notify.ts';
import { DEMO_ASK_ABOVE_UNITS, openConversation, seatOwner } from '../../bots/open-conversation.ts';
import { openShop } from '../../bots/open-shop.ts';
import { createFormats } from '../../bots/reply/format-values.ts';
import { systemClock as clock } from '../../core/base/clock.ts';
import { systemIds as ids } from '../../core/base/ids.ts';
import { silentLogger as log } from '../../core/base/log.ts';
import { createSeededRandom } from '../../core/base/random.ts';
import { parseConfig } from '../../core/config/config.ts';
import { openEngine } from '../../core/engine.ts';
import { createRecordingFrontEnd } from '../support/recording-front-end.ts';
import type { CaptureStage } from './picture.ts';

/** The demo shop on a database of its own, as `npm start` opens it. */
export async function openCaptureStage(): Promise<CaptureStage & { close(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-captures-'));
  const random = createSeededRandom(1);
  const config = parseConfig({ DATA_DIR: folder, PORT: '0' });
  const engine = await openEngine({ config, clock, ids, random, log });
  const shop = await openShop({ engine, clock, random });
  await engine.start();
  await shop.connect(engine.origin());
  const { sellerId } = shop;
  const all = [...commands, ...shop.commands];
  const team = createRecordingFrontEnd('slack');
  const { desk, people, automations } = openConversation({
    ...{ engine, clock, ids, random, log },
    commands: all,
    connected: () => ['console', 'slack', 'telegram', 'whatsapp'],
  });
  const notify = createNotify({
    ...{ core: engine, clock, random, log },
    frontEnds: () => [team],
  });
  await seatOwner(people, sellerId);
  const to = { frontEnd: team.id, chatId: DEMO_CHANNEL.id };
  await automations.saveTarget(sellerId, { name: DEMO_CHANNEL.team, to, madeBy: null });
  automations.start();
  await people.startAskAbove(sellerId, DEMO_ASK_ABOVE_UNITS);
  const seller = await engine.catalog.readSeller(sellerId);
  const { quantity, instant } = createFormats({ ...seller, now: () => clock.now() });
  return {
    formatNumber: quantity,
    formatTime: instant,
    async say(text) {
      const at = clock.now();
      const answer = await desk.converse({
        ...{ frontEnd: 'console', messageId: ids.next(), sellerId, at },
        sender: { id: 'owner', name: null },
        chat: { id: 'owner', isDirect: true },
        content: { kind: 'text', text },
        ...{ standing: 'typed', quoted: null, files: [], replyTo: null },
      });
      return { at, said: text, answer };
    },
    async toldToTeam() {
      await automations.settle();
      await notify.settle();
      return team.sent.map(({ reply }) => ({ at: clock.now(), said: null, answer: reply }));
    },
    async close() {
      await automations.stop();
      await notify.stop();
      await shop.settle();
      await engine.stop();
      await shop.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
