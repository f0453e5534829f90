import type { Channel } from './channel.ts';
import { shopifyChannel } from './shopify/index.ts';
import { vendureChannel } from './vendure/index.ts';
import { woocommerceChannel } from './woocommerce/index.ts';

/** Every channel, one line each. The conformance suite covers whatever stands here. */
const ALL: readonly Channel[] = [shopifyChannel, vendureChannel, woocommerceChannel];

export const channels: ReadonlyMap<string, Channel> = new Map(
  ALL.map((channel) => [channel.slug, channel]),
);

/** Null: no such channel is built in. */
export function getChannel(slug: string): Channel | null {
  return channels.get(slug) ?? null;
}
