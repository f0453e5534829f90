import type { Clock } from '../core/base/clock.ts';
import type { FrontEnd } from './front-end/front-end.ts';
import type { Reachable } from './notify/notify-deps.ts';
import type { OpenedFrontEnds, PreparedFrontEnd } from './open-front-ends.ts';
import type { Loopback } from './open-shop.ts';
import type { Reply } from './reply/reply.ts';

export interface RunningLoopback {
  readonly reachable: Reachable;
  stop(): Promise<void>;
}

/**
 * A chat platform on loopback, ready from the start and opened by the first message to it: its SDK
 * takes half a second to load, and whoever sends nothing there never waits for it.
 */
export function runLoopback(
  loopback: Loopback,
  o: {
    clock: Clock;
    tell: (card: Reply) => void;
    openFrontEnds: (prepared: readonly PreparedFrontEnd[]) => Promise<OpenedFrontEnds>;
  },
): RunningLoopback {
  const since = o.clock.now();
  let opened: Promise<{ frontEnd: FrontEnd; stop(): Promise<void> }> | null = null;

  async function open() {
    const place = await loopback.open(o.tell);
    const frontEnds = await o.openFrontEnds([place.prepared]);
    const [frontEnd] = frontEnds.list;
    if (!frontEnd) throw new Error(`${loopback.id} did not open.`);
    const stop = async () => {
      await frontEnds.stop();
      await place.stop();
    };
    return { frontEnd, stop };
  }

  return {
    reachable: {
      id: loopback.id,
      health: () => ({ state: 'ready', since, note: null }),
      async send(message) {
        opened ??= open();
        // What failed to open is opened anew by the next try.
        const { frontEnd } = await opened.catch((error: unknown) => {
          opened = null;
          throw error;
        });
        return frontEnd.send(message);
      },
    },
    async stop() {
      const known = await opened?.catch(() => null);
      await known?.stop();
    },
  };
}
