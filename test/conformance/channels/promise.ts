/**
 * The promises that every channel keeps, as data: one claim, and how it is checked against the
 * channel's adapter and its simulator over real HTTP. `channels.test.ts` checks each of them for
 * each channel of the registry, so neither a channel nor a promise can be forgotten.
 * `planted-bugs.test.ts` proves that they notice a broken adapter.
 *
 * A promise never names a channel. What a channel cannot keep stands in `exemptions.ts`, with its
 * reason.
 */
import type { Capability } from '../../../core/channels/capability.ts';
import type { Bench, BenchOptions } from './bench.ts';

/** Opens a shop, an account and a listener of its own; all of it ends with the test. */
export type OpenBench = (options?: BenchOptions) => Promise<Bench>;

export interface ChannelPromise {
  /** A claim that a shop owner could read. */
  readonly name: string;
  /** Whether a channel makes this promise, by its capability record; absent: every channel does. */
  readonly appliesTo?: (capability: Capability) => boolean;
  readonly check: (open: OpenBench) => Promise<void>;
}

export const hasWebhooks = (capability: Capability): boolean => capability.inbound === 'webhook';
export const pausesByStatus = (capability: Capability): boolean => capability.pause === 'status';
export const comparesValues = (capability: Capability): boolean =>
  capability.compareAndSet === 'value';
export const hasIdempotencyKeys = (capability: Capability): boolean =>
  capability.idempotency === 'key';
