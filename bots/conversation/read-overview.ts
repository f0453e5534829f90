import { type Reply, reply } from '../reply/reply.ts';
import { createWorking, type WorkingDeps } from './create-context.ts';
import { readSender } from './scene-store.ts';

/** The commands whose answers make the page; those that the table does not have are left out. */
const SHOWN = ['stock', 'shortages', 'sync', 'automations'] as const;

/** What a page about the shop shows this sender. Null: nobody we know. */
export async function readOverview(
  deps: WorkingDeps,
  o: { frontEnd: string; senderId: string; sellerId?: number },
): Promise<Reply | null> {
  const { core, commands } = deps;
  const sellerId = o.sellerId ?? (await core.catalog.firstSeller())?.sellerId;
  if (sellerId === undefined) return null;
  const { frontEnd, senderId } = o;
  const now = core.clock.now();
  const [sender, seller] = await Promise.all([
    readSender(core.database.forSeller(sellerId), {
      ...{ sellerId, frontEnd, senderId, now, minuteAgo: now, messageId: '' },
    }),
    core.catalog.readSeller(sellerId),
  ]);
  if (!sender) return null;
  const begun = { frontEnd, messageId: `overview:${senderId}` };
  const message = {
    ...{ ...begun, sellerId, sender: { id: senderId, name: null } },
    chat: { id: senderId, isDirect: true },
    content: { kind: 'text' as const, text: '' },
    ...{ standing: 'typed' as const, quoted: null, files: [], at: now, replyTo: null },
  };
  const { context } = createWorking(deps, { message, seller, sender, now }, begun);
  const shown = commands.filter(({ name }) => (SHOWN as readonly string[]).includes(name));
  const replies = await Promise.all(shown.map((command) => command.run(context, {})));
  return reply(...replies.flatMap(({ blocks }) => blocks));
}
