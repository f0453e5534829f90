import { existsSync } from 'node:fs';
import type { Secret } from '../../core/base/secret.ts';
import { ConfigRefused } from '../../core/config/config.ts';

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

/** What the environment says of WhatsApp; undefined: unset. */
export interface WhatsAppVariables {
  readonly WHATSAPP_ENABLED?: boolean | undefined;
  readonly WHATSAPP_PAIR_NUMBER?: string | undefined;
  readonly WHATSAPP_POLLS?: boolean | undefined;
  readonly CHROMIUM_PATH?: string | undefined;
  readonly WHATSAPP_CLOUD_TOKEN?: Secret | undefined;
  readonly WHATSAPP_CLOUD_PHONE_NUMBER_ID?: string | undefined;
  readonly WHATSAPP_CLOUD_APP_SECRET?: Secret | undefined;
  readonly WHATSAPP_CLOUD_VERIFY_TOKEN?: Secret | undefined;
  /** "stock_alert:en". */
  readonly WHATSAPP_CLOUD_TEMPLATE?: string | undefined;
}

const CHROMIUM_PATH = '/usr/bin/chromium';
const PHONE_DIGITS = /^[1-9]\d{6,14}$/;
const TEMPLATE = /^([a-z0-9_]{1,512}):([a-z]{2}(?:_[A-Z]{2})?)$/;

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
  if (!isCloud && given.WHATSAPP_CLOUD_TEMPLATE !== undefined) {
    throw refuse('WHATSAPP_CLOUD_TOKEN', 'is missing. Set it, or unset WHATSAPP_CLOUD_TEMPLATE.');
  }
  if (isCloud && given.WHATSAPP_ENABLED) {
    throw refuse(
      'WHATSAPP_ENABLED',
      'links a phone, and WHATSAPP_CLOUD_TOKEN uses the official interface. Set one of the two.',
    );
  }
  if (isCloud) return readCloud(given);
  if (given.WHATSAPP_ENABLED) return readWeb(given, o);
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
  if (!/^\d{5,20}$/.test(phoneNumberId)) {
    throw refuse('WHATSAPP_CLOUD_PHONE_NUMBER_ID', 'must be the id of the number: digits only.');
  }
  const template = readTemplate(given.WHATSAPP_CLOUD_TEMPLATE);
  return { transport: 'cloud', token, phoneNumberId, appSecret, verifyToken, template };
}

function readTemplate(text: string | undefined): CloudSettings['template'] {
  if (text === undefined) return null;
  const [, name, language] = TEMPLATE.exec(text) ?? [];
  if (!name || !language) {
    throw refuse(
      'WHATSAPP_CLOUD_TEMPLATE',
      'must be the name and the language of an approved template. Set it like stock_alert:en.',
    );
  }
  return { name, language };
}

function readWeb(given: WhatsAppVariables, o: { hasFile: (path: string) => boolean }): WebSettings {
  const chromiumPath = given.CHROMIUM_PATH ?? CHROMIUM_PATH;
  if (!o.hasFile(chromiumPath)) {
    throw refuse(
      'CHROMIUM_PATH',
      `names no browser: ${chromiumPath} is not there. Install Chromium, or unset WHATSAPP_ENABLED.`,
    );
  }
  const pairNumber = given.WHATSAPP_PAIR_NUMBER?.replace(/[\s+()-]/g, '') ?? null;
  if (pairNumber !== null && !PHONE_DIGITS.test(pairNumber)) {
    throw refuse(
      'WHATSAPP_PAIR_NUMBER',
      "must be the phone's number with its country code. Set it like 919800000000.",
    );
  }
  return {
    transport: 'web',
    chromiumPath,
    pairNumber,
    hasPolls: given.WHATSAPP_POLLS ?? false,
  };
}
