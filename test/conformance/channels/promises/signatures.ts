import { expect } from 'vitest';
import { Secret } from '../../../../core/base/secret.ts';
import type { Channel, RawDelivery } from '../../../../core/channels/channel.ts';
import type { Bench } from '../bench.ts';
import { type ChannelPromise, hasWebhooks, type OpenBench } from '../promise.ts';

const EMOJI_BUYER = { name: 'Zoë 🧵 O’Brien é', email: 'zoe@example.com' };

/** A delivery of an order whose body needs every byte: letters with accents and emoji. */
async function deliverOrder(open: OpenBench): Promise<{ bench: Bench; delivery: RawDelivery }> {
  const bench = await open();
  bench.shop.addListing({ skuCode: 'ÉTÉ 🧵', title: 'Été 🧵', quantity: 5, priceMinor: 100 });
  bench.shop.placeOrder({ lines: [{ skuCode: 'ÉTÉ 🧵', quantity: 1 }], buyer: EMOJI_BUYER });
  const deliveries = await bench.deliveries();
  // A thin body names the order and nothing else.
  const emoji = Buffer.from('🧵');
  const delivery = deliveries.find(({ rawBody }) => rawBody.includes(emoji)) ?? deliveries[0];
  if (!delivery) throw new Error('The shop told nobody of the order.');
  return { bench, delivery };
}

const withHeader = (
  delivery: RawDelivery,
  o: { name: string; value: string | undefined },
): RawDelivery => ({ ...delivery, headers: { ...delivery.headers, [o.name]: o.value } });

function isAccepted(channel: Channel, delivery: RawDelivery, secrets: readonly Secret[]): boolean {
  return channel.verify(delivery, secrets).kind === 'verified';
}

/** The headers without which the delivery is not believed, whatever the channel calls them. */
function essentialHeaders(bench: Bench, delivery: RawDelivery): readonly string[] {
  return Object.keys(delivery.headers).filter((name) => {
    const without = withHeader(delivery, { name, value: undefined });
    return !isAccepted(bench.channel, without, [bench.secret]);
  });
}

/**
 * Of the essential headers, the ones that stop fitting when one character in the middle changes.
 */
function signatureHeaders(bench: Bench, delivery: RawDelivery): readonly string[] {
  return essentialHeaders(bench, delivery).filter((name) => {
    const value = delivery.headers[name] ?? '';
    const middle = Math.floor(value.length / 3);
    const other = value[middle] === 'a' ? 'b' : 'a';
    const changed = value.slice(0, middle) + other + value.slice(middle + 1);
    return !isAccepted(bench.channel, withHeader(delivery, { name, value: changed }), [
      bench.secret,
    ]);
  });
}

const SPOILT: readonly [string, (signature: string) => string][] = [
  ['empty', () => ''],
  ['a space', () => ' '],
  ['cut short', (signature) => signature.slice(0, -1)],
  ['too long', (signature) => `${signature}A`],
  ['upper case', (signature) => signature.toUpperCase()],
  ['lower case', (signature) => signature.toLowerCase()],
  ['sent twice', (signature) => `${signature}, ${signature}`],
  ['sent twice, once wrong', (signature) => `AAAA, ${signature}`],
  ['not of its alphabet', () => '☃'.repeat(44)],
  ['very long', () => 'A'.repeat(100_000)],
  ['all zeros', (signature) => '0'.repeat(signature.length)],
];

export const signaturePromises: readonly ChannelPromise[] = [
  {
    name: 'a delivery that the shop signed is believed, emoji and all',
    appliesTo: hasWebhooks,
    async check(open) {
      const { bench, delivery } = await deliverOrder(open);
      expect(isAccepted(bench.channel, delivery, [bench.secret])).toBe(true);
      const order = await bench.orderOf(delivery);
      expect(order?.lines[0]).toMatchObject({ skuCode: 'ÉTÉ 🧵', title: 'Été 🧵' });
      expect(order?.buyer?.name).toBe(EMOJI_BUYER.name);
    },
  },
  {
    name: 'a delivery whose signature is missing, wrong, doubled or spoilt is refused',
    appliesTo: hasWebhooks,
    async check(open) {
      const { bench, delivery } = await deliverOrder(open);
      const names = signatureHeaders(bench, delivery);
      expect(names).not.toEqual([]);
      for (const name of names) {
        const signature = delivery.headers[name] ?? '';
        for (const [how, spoil] of SPOILT) {
          const value = spoil(signature);
          if (value === signature) continue;
          const spoilt = withHeader(delivery, { name, value });
          expect(isAccepted(bench.channel, spoilt, [bench.secret]), how).toBe(false);
        }
      }
    },
  },
  {
    name: 'a delivery is refused when a single byte of its body changed',
    appliesTo: hasWebhooks,
    async check(open) {
      const { bench, delivery } = await deliverOrder(open);
      const { rawBody } = delivery;
      for (const at of [0, Math.floor(rawBody.length / 2), rawBody.length - 1]) {
        const changed = Buffer.from(rawBody);
        changed[at] = (changed[at] ?? 0) ^ 1;
        const forged = { ...delivery, rawBody: changed };
        expect(isAccepted(bench.channel, forged, [bench.secret])).toBe(false);
      }
    },
  },
  {
    name: 'a body that was read and written anew is refused: the bytes are signed, not the meaning',
    appliesTo: hasWebhooks,
    async check(open) {
      const { bench, delivery } = await deliverOrder(open);
      const text = delivery.rawBody.toString('utf8');
      const rewritten = [`${text} `, ` ${text}`, `${text}\n`, text.replace(':', ': ')];
      const ascii = text.replaceAll('🧵', '\\ud83e\\uddf5');
      for (const body of [...rewritten, ascii, `\ufeff${text}`]) {
        if (body === text) continue;
        const forged = { ...delivery, rawBody: Buffer.from(body) };
        expect(isAccepted(bench.channel, forged, [bench.secret])).toBe(false);
      }
    },
  },
  {
    name: 'while the secret is being changed both secrets are good, in either order',
    appliesTo: hasWebhooks,
    async check(open) {
      const { bench, delivery } = await deliverOrder(open);
      const other = new Secret('the secret of tomorrow');
      expect(isAccepted(bench.channel, delivery, [other, bench.secret])).toBe(true);
      expect(isAccepted(bench.channel, delivery, [bench.secret, other])).toBe(true);
      expect(isAccepted(bench.channel, delivery, [other])).toBe(false);
    },
  },
  {
    name: 'the secret of another account, an empty one, or none at all opens nothing',
    appliesTo: hasWebhooks,
    async check(open) {
      const { bench, delivery } = await deliverOrder(open);
      const almost = new Secret(`${bench.secret.reveal()} `);
      for (const secrets of [[], [new Secret('')], [new Secret('another')], [almost]]) {
        expect(isAccepted(bench.channel, delivery, secrets)).toBe(false);
      }
    },
  },
  {
    name: 'a delivery without body or without headers is refused, never an error',
    appliesTo: hasWebhooks,
    async check(open) {
      const { bench, delivery } = await deliverOrder(open);
      const { receivedAt } = delivery;
      const empty = Buffer.alloc(0);
      for (const forged of [
        { ...delivery, rawBody: empty },
        { rawBody: delivery.rawBody, headers: {}, receivedAt },
        { rawBody: empty, headers: {}, receivedAt },
      ]) {
        expect(isAccepted(bench.channel, forged, [bench.secret])).toBe(false);
      }
    },
  },
];
