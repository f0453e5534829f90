import { existsSync } from 'node:fs';
import type { Secret } from '../../core/base/secret.ts';
import { type ChatSettings, ConfigRefused } from '../../core/config/config.ts';
import type { WebTimes } from './web-times.ts';

/** A linked session of WhatsApp Web, driven by a browser. */
export interface WebSettings {
  readonly transport: 'web';
  readonly chromiumPath: string;
  /** Digits with the country's code: paired by a code instead of a QR picture. */
  readonly pairNumber: string | null;
  /** Questions come as polls too. */
  readonly hasPolls: boolean;
  /** A page to use instead of WhatsApp's own, kept as `<folder>/<version>.html`. */
  readonly page?: { readonly folder: string; readonly version: string };
  /** Shorter in tests that let time run out. */
  readonly times?: Partial<WebTimes>;
}

/** Meta's official interface. */
export interface CloudSettings {
  readonly transport: 'cloud';
  readonly token: Secret;
  readonly phoneNumberId: string;
  readonly appSecret: Secret;
  readonly verifyToken: Secret;
  /** An approved template with one parameter for its body: what is said outside of 24 hours. */
  readonly template: { readonly name: string; readonly language: string } | null;
  /** Where the interface is; default: Meta's. */
  readonly apiRoot?: string;
}

export type WhatsAppSettings = WebSettings | CloudSettings;

/** What the environment says of WhatsApp. */
export type WhatsAppVariables = Pick<
  ChatSettings,
  | 'WHATSAPP_ENABLED'
  | 'WHATSAPP_PAIR_NUMBER'
  | 'WHATSAPP_POLLS'
  | 'CHROMIUM_PATH'
  | 'WHATSAPP_CLOUD_TOKEN'
  | 'WHATSAPP_CLOUD_PHONE_NUMBER_ID'
  | 'WHATSAPP_CLOUD_APP_SECRET'
  | 'WHATSAPP_CLOUD_VERIFY_TOKEN'
  | 'WHATSAPP_CLOUD_TEMPLATE'
>;

const CHROMIUM_PATH = '/usr/bin/chromium';

const CLOUD_NAMES = [
  'WHATSAPP_CLOUD_TOKEN',
  'WHATSAPP_CLOUD_PHONE_NUMBER_ID',
  'WHATSAPP_CLOUD_APP_SECRET',
  'WHATSAPP_CLOUD_VERIFY_TOKEN',
] as const;

function refuse(name: keyof WhatsAppVariables, words: string): ConfigRefused {
  return new ConfigRefused(`${name} ${words}`, { facts: { variables: [name] } });
}

/**
 * Null: WhatsApp is off. Throws ConfigRefused for half a configuration, naming what is missing.
 */
export function readWhatsAppSettings(
  given: WhatsAppVariables,
  o: { hasFile: (path: string) => boolean } = { hasFile: existsSync },
): WhatsAppSettings | null {
  const isCloud = CLOUD_NAMES.some((name) => given[name] !== undefined);
  const isWeb = given.WHATSAPP_ENABLED === 'yes';
  if (!isCloud && given.WHATSAPP_CLOUD_TEMPLATE !== undefined) {
    throw refuse('WHATSAPP_CLOUD_TOKEN', 'is missing. Set it, or unset WHATSAPP_CLOUD_TEMPLATE.');
  }
  if (isCloud && isWeb) {
    throw refuse(
      'WHATSAPP_ENABLED',
      'links a phone, and WHATSAPP_CLOUD_TOKEN uses the official interface. Set one of the two.',
    );
  }
  if (isCloud) return readCloud(given);
  if (isWeb) return readWeb(given, o);
  if (given.WHATSAPP_PAIR_NUMBER !== undefined) {
    throw refuse('WHATSAPP_ENABLED', 'is missing. Set it to yes, or unset WHATSAPP_PAIR_NUMBER.');
  }
  return null;
}

function readCloud(given: WhatsAppVariables): CloudSettings {
  const {
    WHATSAPP_CLOUD_TOKEN: token,
    WHATSAPP_CLOUD_PHONE_NUMBER_ID: phoneNumberId,
    WHATSAPP_CLOUD_APP_SECRET: appSecret,
    WHATSAPP_CLOUD_VERIFY_TOKEN: verifyToken,
  } = given;
  if (!token || !phoneNumberId || !appSecret || !verifyToken) {
    const missing = CLOUD_NAMES.filter((name) => given[name] === undefined);
    const set = CLOUD_NAMES.filter((name) => given[name] !== undefined);
    throw new ConfigRefused(
      missing
        .map((name) => `${name} is missing. Set it, or unset ${set.join(', ')} to turn it off.`)
        .join('\n'),
      { facts: { variables: missing } },
    );
  }
  const template = readTemplate(given.WHATSAPP_CLOUD_TEMPLATE);
  return { transport: 'cloud', token, phoneNumberId, appSecret, verifyToken, template };
}

/** "stock_alert:en", as the configuration has checked it. */
function readTemplate(text: string | undefined): CloudSettings['template'] {
  const [name, language] = text?.split(':') ?? [];
  return name && language ? { name, language } : null;
}

function readWeb(given: WhatsAppVariables, o: { hasFile: (path: string) => boolean }): WebSettings {
  const chromiumPath = given.CHROMIUM_PATH ?? CHROMIUM_PATH;
  if (!o.hasFile(chromiumPath)) {
    throw refuse(
      'CHROMIUM_PATH',
      `is no browser: there is no ${chromiumPath}. Install Chromium, or unset WHATSAPP_ENABLED.`,
    );
  }
  return {
    transport: 'web',
    chromiumPath,
    pairNumber: given.WHATSAPP_PAIR_NUMBER ?? null,
    hasPolls: given.WHATSAPP_POLLS === 'yes',
  };
}
