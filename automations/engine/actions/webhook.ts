import { type ActionOf, type Carrier, done, refused } from '../carrier.ts';

export const carryWebhook: Carrier<ActionOf<'webhook'>> = {
  kind: 'webhook',
  async carryOut({ callWebhook, readSecret, clock }, o) {
    const { action, stored, sellerId, firing } = o;
    const { occurrence } = stored;
    const body = {
      automation: stored.number,
      version: stored.version,
      happenedAt: stored.happenedAt.toISOString(),
      subject: occurrence.subject,
      sku: firing.sku,
      location: firing.locationName,
      account: firing.accountName,
      order: occurrence.orderNumber,
      figure: occurrence.figure,
      figureBefore: occurrence.figureBefore,
      valueMinor: occurrence.valueMinor,
      stock: firing.stock,
    };
    const answer = await callWebhook({
      ...{ url: action.url, key: stored.key, body: JSON.stringify(body) },
      ...{ secret: await readSecret(sellerId), at: clock.now() },
    });
    if (answer.ok) return done(`Called ${new URL(action.url).host}: ${answer.status}.`);
    return answer.isFinal ? refused(answer.because) : { kind: 'later', because: answer.because };
  },
};
