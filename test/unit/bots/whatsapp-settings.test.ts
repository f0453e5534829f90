import { expect, test } from 'vitest';
import { readWhatsAppSettings } from '../../../bots/whatsapp/settings.ts';
import { parseConfig } from '../../../core/config/config.ts';

const read = (env: Record<string, string>, hasFile = true) =>
  readWhatsAppSettings(parseConfig(env).chat, { hasFile: () => hasFile });

const CLOUD = {
  WHATSAPP_CLOUD_TOKEN: 'a-token',
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_CLOUD_APP_SECRET: 'a-secret',
  WHATSAPP_CLOUD_VERIFY_TOKEN: 'a-word',
};

test('WhatsApp is off until it is asked for', () => {
  expect(read({})).toBeNull();
  expect(read({ WHATSAPP_ENABLED: 'no' })).toBeNull();
});

test('WhatsApp over a linked phone needs a browser and nothing else', () => {
  expect(read({ WHATSAPP_ENABLED: 'yes' })).toEqual({
    transport: 'web',
    chromiumPath: '/usr/bin/chromium',
    pairNumber: null,
    hasPolls: false,
  });
  const all = {
    WHATSAPP_ENABLED: 'yes',
    WHATSAPP_PAIR_NUMBER: '919812345678',
    WHATSAPP_POLLS: 'yes',
    CHROMIUM_PATH: '/opt/chromium',
  };
  expect(read(all)).toMatchObject({
    chromiumPath: '/opt/chromium',
    pairNumber: '919812345678',
    hasPolls: true,
  });
  expect(() => read({ WHATSAPP_ENABLED: 'yes' }, false)).toThrow(/^CHROMIUM_PATH .*chromium/);
});

test('half of the official interface is refused with the name of what is missing', () => {
  expect(read(CLOUD)).toMatchObject({ transport: 'cloud', template: null });
  expect(read({ ...CLOUD, WHATSAPP_CLOUD_TEMPLATE: 'stock_alert:en_US' })).toMatchObject({
    template: { name: 'stock_alert', language: 'en_US' },
  });
  for (const name of Object.keys(CLOUD)) {
    const { [name as keyof typeof CLOUD]: _, ...half } = CLOUD;
    expect(() => read(half)).toThrow(new RegExp(`^${name} is missing`));
  }
});

test('two ways to WhatsApp at once, and a way that is not on, are refused', () => {
  expect(() => read({ ...CLOUD, WHATSAPP_ENABLED: 'yes' })).toThrow(/^WHATSAPP_ENABLED/);
  expect(() => read({ WHATSAPP_PAIR_NUMBER: '919812345678' })).toThrow(/WHATSAPP_ENABLED/);
  expect(() => read({ WHATSAPP_CLOUD_TEMPLATE: 'a:en' })).toThrow(/WHATSAPP_CLOUD_TOKEN/);
});
