import type { Role } from './role.ts';

export const LANGUAGES = ['en', 'hinglish', 'hi', 'es'] as const;
/** What a person is answered in, where a sentence is not about stock. */
export type Language = (typeof LANGUAGES)[number];

export interface HomeLocation {
  readonly locationId: number;
  readonly code: string;
  readonly name: string;
}

export interface Person {
  readonly personId: number;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  /** Where they are when they name no place. */
  readonly home: HomeLocation | null;
}

/** A person on a front-end. */
export interface Identity {
  readonly personId: number;
  readonly frontEnd: string;
  /** As the platform names them for ever. */
  readonly externalId: string;
  /** As the platform shows them. Data. */
  readonly shownName: string | null;
  /** The direct chat in which they are reached; null: none is known. */
  readonly chatId: string | null;
  readonly linkedAt: Date;
  readonly seenAt: Date;
}
