import type { Clock } from '../../core/base/clock.ts';
import type { Logger } from '../../core/base/log.ts';
import type { FrontEndHealth } from '../front-end/front-end.ts';
import { FRONT_END } from './inbound.ts';

/** How it is, and since when; a change is logged once. */
export class HealthBook {
  readonly #deps: { clock: Clock; log: Logger };
  #health: FrontEndHealth;

  constructor(deps: { clock: Clock; log: Logger }) {
    this.#deps = deps;
    this.#health = { state: 'starting', since: deps.clock.now(), note: null };
  }

  read(): FrontEndHealth {
    return this.#health;
  }

  set(state: FrontEndHealth['state'], note: string | null = null): void {
    const { clock, log } = this.#deps;
    const before = this.#health;
    if (before.state === state && before.note === note) return;
    const since = before.state === state ? before.since : clock.now();
    this.#health = { state, since, note };
    const facts = { frontEnd: FRONT_END, state, note };
    if (state === 'ready') log.info('front_end_ready', facts);
    else log.warn('front_end_not_ready', facts);
  }
}
