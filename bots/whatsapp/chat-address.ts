/**
 * Who somebody is on WhatsApp, for ever. Both transports name a person by the same id, so that
 * whoever was linked over one is known on the other.
 */
const PERSON = /^(\d{5,20})@c\.us$/;

export const toPersonId = (digits: string): string => `${digits}@c.us`;

/** The number that the official interface sends to; null: a group, or an id without a number. */
export function readPhoneDigits(chatId: string): string | null {
  return PERSON.exec(chatId)?.[1] ?? null;
}

export const isGroup = (chatId: string): boolean => chatId.endsWith('@g.us');

/** A person as the linked session names them: by number, or by an id that hides it. */
export const isPerson = (chatId: string): boolean =>
  chatId.endsWith('@c.us') || chatId.endsWith('@lid');
