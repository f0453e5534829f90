/** The front-ends that are configured, opened and joined to the desk. */
import type { Clock } from '../core/base/clock.ts';
import type { Ids } from '../core/base/ids.ts';
import type { Logger } from '../core/base/log.ts';
import type { Random } from '../core/base/random.ts';
import { type ChatSettings, ConfigRefused } from '../core/config/config.ts';
import type { Engine } from '../core/engine.ts';
import type { Desk } from './conversation/desk.ts';
import type { FrontEnd, FrontEndDeps } from './front-end/front-end.ts';
import { frontEnds as allFrontEnds, type FrontEndEntry } from './front-ends.ts';

export interface PreparedFrontEnd {
  readonly id: string;
  open(deps: FrontEndDeps): Promise<FrontEnd>;
}

/**
 * Those that are on. Throws ConfigRefused with a line for each that is configured by half, before
 * anything is opened.
 */
export function prepareFrontEnds(
  chat: ChatSettings,
  entries: readonly FrontEndEntry[] = allFrontEnds,
): readonly PreparedFrontEnd[] {
  const refused: string[] = [];
  const prepared = entries.flatMap((entry): PreparedFrontEnd[] => {
    try {
      const found = entry.prepare(chat);
      return found ? [{ id: entry.id, open: found.open }] : [];
    } catch (error) {
      if (!(error instanceof ConfigRefused)) throw error;
      refused.push(error.message);
      return [];
    }
  });
  if (refused.length > 0) throw new ConfigRefused(refused.join('\n'));
  return prepared;
}

export interface OpenedFrontEnds {
  readonly ids: readonly string[];
  readonly list: readonly FrontEnd[];
  stop(): Promise<void>;
}

export async function openFrontEnds(
  prepared: readonly PreparedFrontEnd[],
  o: {
    engine: Pick<Engine, 'mount' | 'leases'>;
    desk: Desk;
    sellerId: number;
    menu: FrontEndDeps['menu'];
    clock: Clock;
    ids: Ids;
    random: Random;
    log: Logger;
    dataDir: string;
    announce: FrontEndDeps['announce'];
    formatNumber: FrontEndDeps['formatNumber'];
  },
): Promise<OpenedFrontEnds> {
  const opened: FrontEnd[] = [];
  for (const each of prepared) {
    const frontEnd = await each.open({ ...o, isOurTurn: () => holdTurn(o, each.id) });
    if (frontEnd.listener) o.engine.mount(frontEnd.id, frontEnd.listener);
    o.desk.add(frontEnd);
    opened.push(frontEnd);
  }
  // Each tries for ever to reach its platform: none of them holds up the others.
  await Promise.all(opened.map((frontEnd) => frontEnd.start()));
  return {
    ids: opened.map(({ id }) => id),
    list: opened,
    async stop() {
      await Promise.all(opened.map((frontEnd) => frontEnd.stop()));
    },
  };
}

/** Without the books nothing could be kept that is heard, so it is nobody's turn. */
async function holdTurn(
  { engine, sellerId, log }: { engine: Pick<Engine, 'leases'>; sellerId: number; log: Logger },
  id: string,
): Promise<boolean> {
  try {
    return await engine.leases.hold(sellerId, `front-end:${id}`);
  } catch (error) {
    log.warn('turn_unknown', { frontEnd: id, error });
    return false;
  }
}
