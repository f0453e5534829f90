import type { Clock } from '../../core/base/clock.ts';
import type { Logger } from '../../core/base/log.ts';
import type { Random } from '../../core/base/random.ts';
import type { Engine } from '../../core/engine.ts';
import type { FrontEnd } from '../front-end/front-end.ts';

/** A front-end as far as somebody can be reached there. */
export type Reachable = Pick<FrontEnd, 'id' | 'health' | 'send'>;

export interface NotifyDeps {
  readonly core: Pick<Engine, 'catalog' | 'monitoring' | 'database'>;
  /** Those that are open now. */
  readonly frontEnds: () => readonly Reachable[];
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}
