/**
 * The front-ends that there are. A further one is a folder and an entry here; the conformance suite
 * and the start of the program iterate this list.
 *
 * What a front-end needs of the environment it reads itself, from the variables of `core/config`;
 * its SDK is loaded only when it is on.
 */
import type { ChatSettings } from '../core/config/config.ts';
import type { FrontEnd, FrontEndDeps, FrontEndKind } from './front-end/front-end.ts';
import { readSlackSettings } from './slack/settings.ts';
import { readTelegramSettings } from './telegram/settings.ts';
import { readWhatsAppSettings } from './whatsapp/settings.ts';

export interface FrontEndEntry {
  readonly id: string;
  /** As people call it, and what else they call it. */
  readonly title: string;
  readonly alsoCalled: readonly string[];
  /** For tests that compare what front-ends show. */
  load(): Promise<FrontEndKind<unknown>>;
  /**
   * Null: it is off. Throws ConfigRefused when it is configured by half; the message names the
   * variable and both ways out.
   */
  prepare(chat: ChatSettings): { open(deps: FrontEndDeps): Promise<FrontEnd> } | null;
}

/** Keeps the type of a front-end's settings between its reader and its opener. */
export function frontEnd<Settings>(o: {
  id: string;
  title: string;
  alsoCalled?: readonly string[];
  load: () => Promise<FrontEndKind<Settings>>;
  readSettings: (chat: ChatSettings) => Settings | null;
}): FrontEndEntry {
  return {
    id: o.id,
    title: o.title,
    alsoCalled: o.alsoCalled ?? [],
    load: o.load as () => Promise<FrontEndKind<unknown>>,
    prepare(chat) {
      const settings = o.readSettings(chat);
      if (settings === null) return null;
      return { open: async (deps) => (await o.load()).open(settings, deps) };
    },
  };
}

export const frontEnds: readonly FrontEndEntry[] = [
  frontEnd({
    ...{ id: 'slack', title: 'Slack' },
    load: async () => (await import('./slack/index.ts')).slack,
    readSettings: readSlackSettings,
  }),
  frontEnd({
    ...{ id: 'telegram', title: 'Telegram', alsoCalled: ['tg'] },
    load: async () => (await import('./telegram/index.ts')).telegram,
    readSettings: readTelegramSettings,
  }),
  frontEnd({
    ...{ id: 'whatsapp', title: 'WhatsApp', alsoCalled: ['whats app', 'wa', 'whatsap'] },
    load: async () => (await import('./whatsapp/index.ts')).whatsapp,
    readSettings: readWhatsAppSettings,
  }),
];
