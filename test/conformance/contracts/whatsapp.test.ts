import { afterAll, beforeAll, expect, it } from 'vitest';
import { reply, text } from '../../../bots/reply/reply.ts';
import { readCloudWebhook } from '../../../bots/whatsapp/cloud-inbound.ts';
import { describeContract } from '../../support/contracts.ts';
import { type CloudStage, openCloudStage } from '../../support/whatsapp-cloud.ts';
import {
  openWhatsAppContract,
  WHATSAPP_CONTRACT,
  type WhatsAppContract,
} from '../../support/whatsapp-contract.ts';
import { postWebhook } from '../../support/whatsapp-graph.ts';
import {
  CHOOSE,
  CONFIRM,
  everywhere,
  HOSTILE,
  REFUSED,
  STOCK,
  WIDE,
} from '../../support/whatsapp-replies.ts';

const OURS = { phoneNumberId: '106540352242922' };

describeContract(WHATSAPP_CONTRACT, (files) => {
  let contract: WhatsAppContract;
  let stage: CloudStage;

  beforeAll(async () => {
    contract = openWhatsAppContract(files);
    stage = await openCloudStage({
      check: contract.checkMessage,
      settings: { template: { name: 'stock_alert', language: 'en' } },
    });
  });
  afterAll(() => stage.close());

  it('has something to say: what breaks it is refused', () => {
    const to = {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '16505551234',
    };
    const button = (title: string) => ({ type: 'reply', reply: { id: title, title } });
    const interactive = (buttons: unknown[]) => ({
      ...to,
      type: 'interactive',
      interactive: { type: 'button', body: { text: 'x' }, action: { buttons } },
    });
    expect(contract.checkMessage({ ...to, type: 'text', text: { body: 'hi' } })).toBeNull();
    expect(contract.checkMessage(interactive([button('Yes')]))).toBeNull();
    expect(contract.checkMessage({ ...to, type: 'text' })).not.toBeNull();
    expect(contract.checkMessage({ ...to, type: 'text', text: { body: 5 } })).not.toBeNull();
    expect(contract.checkMessage({ to: '1', type: 'text', text: { body: 'x' } })).not.toBeNull();
    expect(contract.checkMessage({ ...to, type: 'poll' })).not.toBeNull();
    expect(contract.checkMessage(interactive(['A', 'B', 'C', 'D'].map(button)))).not.toBeNull();
    expect(contract.checkMessage(interactive([button('x'.repeat(21))]))).not.toBeNull();
  });

  it('every kind of reply goes out in a form that Meta publishes', async () => {
    const png = new Uint8Array([137, 80, 78, 71]);
    const bytes = new TextEncoder().encode('sku\n');
    const replies = [STOCK, WIDE, CONFIRM, CHOOSE, REFUSED, everywhere(HOSTILE)];
    const long = reply(text('x'.repeat(9_000)));
    const media = reply(
      { kind: 'image', png, name: 'a.png', alt: HOSTILE.repeat(20) },
      { kind: 'file', bytes, name: 'a.csv', mediaType: 'text/csv' },
    );
    const to = { chatId: '16505551234@c.us', replyTo: null };
    for (const [index, answer] of [...replies, long, media].entries()) {
      const outcome = await stage.frontEnd.send({ to, reply: answer, key: String(index) });
      expect(outcome.kind).toBe('sent');
    }
    stage.graph.refuseNext({ status: 400, code: 131_047 });
    const late = await stage.frontEnd.send({ to, reply: STOCK, key: 'late' });
    expect(late.kind).toBe('sent');
    expect(stage.graph.wrong).toEqual([]);
    const kinds = new Set(stage.graph.sent.map(({ type }) => type));
    expect(kinds).toEqual(new Set(['text', 'interactive', 'image', 'document', 'template']));
  });

  it('every published webhook is answered 200, and those that people write are read', async () => {
    expect(contract.webhooks.size).toBe(16);
    const read = new Map<string, unknown>();
    for (const [name, body] of contract.webhooks) {
      expect(await postWebhook(stage.webhookUrl, body), name).toBe(200);
      const [message] = readCloudWebhook(body, OURS)?.messages ?? [];
      if (message) read.set(name, message.content);
    }
    const typed = (words: string) => ({ kind: 'text', text: words });
    expect(Object.fromEntries(read)).toEqual({
      'Text Message': typed('Does it come in another color?'),
      'Text Message with Context (Product Inquiry)': typed('Is this still available?'),
      'Text Message from Click to WhatsApp Ad': typed('Hello! Can I get more info on this?'),
      'Image Message': typed('Taj Mahal'),
      'Button Message': typed('Unsubscribe'),
      'Interactive List Reply Message': typed('Priority Mail Express'),
      'Interactive Button Reply Message': typed('Cancel'),
    });
  });

  it('a published message names the person, the message and the time', () => {
    const [message] = readCloudWebhook(contract.webhooks.get('Text Message'), OURS)?.messages ?? [];
    expect(message).toMatchObject({
      messageId: 'wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=',
      sender: { id: '16505551234@c.us', name: 'Sheena Nelson' },
      standing: 'typed',
      media: null,
      at: new Date(1_749_416_383_000),
    });
  });
});
