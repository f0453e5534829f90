import { LANGUAGES, type Language } from '../people/person.ts';
import { done, headline, note, reply, table, text } from '../reply/reply.ts';
import { type AnyCommand, defineCommand } from './command.ts';
import { location, word } from './slot.ts';

const NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  hinglish: 'Hinglish',
  hi: 'Hindi',
  es: 'Spanish',
};
const SPELLINGS = {
  en: ['english', 'angrezi', 'inglés', 'ingles'],
  hi: ['hindi', 'हिन्दी', 'हिंदी'],
  hinglish: ['roman hindi'],
  es: ['spanish', 'español', 'espanol', 'castellano'],
} as const satisfies Record<Language, readonly string[]>;

/** What a person sets for themselves: nobody else sees it, so nobody is asked. */
export const meCommands: readonly AnyCommand[] = [
  defineCommand({
    name: 'me',
    aliases: ['who am i', 'whoami', 'my role'],
    summary: 'Show who you are to me, and on which apps.',
    examples: ['me'],
    group: 'people',
    risk: 'read',
    slots: {},
    async run({ people, seller, person, formats }) {
      const { personId, name, role, home, language } = person;
      const known = await people.identities(seller.sellerId, personId);
      return reply(
        headline(name, role),
        table(
          ['App', 'As', { title: 'Last seen', dropOrder: 1 }],
          known.map(({ frontEnd, shownName, externalId, seenAt }) => [
            frontEnd,
            shownName ?? externalId,
            formats.instant(seenAt),
          ]),
        ),
        note(`Home: ${home?.name ?? 'none, I ask'}. Language: ${NAMES[language]}.`),
        note('For another app: my code'),
      );
    },
  }),
  defineCommand({
    name: 'home',
    aliases: ['my home', 'set home'],
    summary: 'Set where you are when you name no place.',
    examples: ['home Mumbai'],
    group: 'people',
    risk: 'write',
    role: 'viewer',
    slots: { location: location({ marks: ['in', 'at', 'to', 'is'], about: 'which location' }) },
    async run({ people, seller, person, changed }, { location }) {
      const { locationId, name } = location;
      await people.setHome(seller.sellerId, { personId: person.personId, locationId });
      const before = person.home?.name ?? null;
      const because = `Say: home ${before ?? 'and another place'}`;
      changed({ what: 'Home', before, after: name, undo: { kind: 'none', because } });
      return done(text(`Your home is ${name}: there I count when you name no place.`, 'good'));
    },
  }),
  defineCommand({
    name: 'language',
    aliases: ['set language', 'lang'],
    summary: 'Set what I answer you in: en, hinglish, hi or es.',
    examples: ['language hinglish'],
    group: 'people',
    risk: 'write',
    role: 'viewer',
    slots: { language: word(SPELLINGS, 'which language') },
    async run({ people, seller, person, changed }, { language }) {
      const chosen = LANGUAGES.find((each) => each === language) ?? 'en';
      const { personId } = person;
      await people.setLanguage(seller.sellerId, { personId, language: chosen });
      const because = `Say: language ${person.language}`;
      changed({
        what: 'Language',
        ...{ before: NAMES[person.language], after: NAMES[chosen] },
        undo: { kind: 'none', because },
      });
      return done(text(`From now on I answer you in ${NAMES[chosen]}.`, 'good'));
    },
  }),
];
