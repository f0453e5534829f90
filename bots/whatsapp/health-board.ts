import type { Clock } from '../../core/base/clock.ts';
import type { Logger } from '../../core/base/log.ts';
import type { FrontEndHealth } from '../front-end/front-end.ts';

/** The one place where a front-end's state is set; every change is one line of the log. */
export interface HealthBoard {
  read(): FrontEndHealth;
  set(state: FrontEndHealth['state'], note?: string | null): void;
}

export function createHealthBoard(o: { clock: Clock; log: Logger }): HealthBoard {
  let health: FrontEndHealth = { state: 'starting', since: o.clock.now(), note: null };
  return {
    read: () => health,
    set(state, note = null) {
      if (health.state === state && health.note === note) return;
      const since = health.state === state ? health.since : o.clock.now();
      health = { state, since, note };
      o.log.info('whatsapp_health', { state, note });
    },
  };
}
