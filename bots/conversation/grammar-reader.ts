import type { AccountRef, LocationRef, SkuRef } from '../commands/slot.ts';
import type { Reader, Understood, Vocabulary } from '../language/understanding.ts';
import { fold, matchNames } from './match-names.ts';
import { nearestCommand } from './nearest-command.ts';
import { readCommands } from './read-commands.ts';

const YES = ['yes', 'y', 'ok', 'haan', 'sí', 'si', 'हाँ', '👍'];
const NO = ['no', 'none', 'cancel', 'never mind', 'nevermind', 'stop', 'forget it', 'nahi', 'नहीं'];

/** The command grammar behind the port of the readers. */
export const grammarReader: Reader = {
  async read(text, scene): Promise<Understood> {
    const said = fold(text.trim().replace(/[.!]+$/, ''));
    if (YES.includes(said)) return { kind: 'yes' };
    if (NO.includes(said)) return { kind: 'no' };
    const { commands, now, timeZone } = scene;
    const lookups = toLookups(scene.vocabulary);
    const understood = await readCommands.understand(text, { commands, lookups, now, timeZone });
    if (understood.kind === 'draft') {
      return { kind: 'drafts', drafts: [understood.draft], instead: null };
    }
    const near = nearestCommand(text, commands)?.name ?? null;
    return { kind: 'unclear', near, unknown: null };
  },
};

function toLookups({ skus, locations, accounts }: Vocabulary) {
  return {
    findSkus: async (text: string): Promise<readonly SkuRef[]> => {
      const exact = skus.filter(({ code }) => fold(code) === fold(text));
      if (exact.length > 0) return exact;
      const words = fold(text).split(/[^\p{L}\p{N}]+/u);
      return skus.filter(({ code, title }) => {
        const known = fold(`${code} ${title}`).split(/[^\p{L}\p{N}]+/u);
        return words.every((word) =>
          known.some(
            (each) => each === word || (word.length > 2 && each.startsWith(word.replace(/s$/, ''))),
          ),
        );
      });
    },
    findLocations: (text: string) =>
      matchNames(locations, text, ({ code, name }) => [code, name]) as unknown as LocationRef[],
    findAccounts: (text: string) =>
      matchNames(accounts, text, ({ publicId, name }) => [
        publicId,
        name,
      ]) as unknown as AccountRef[],
  };
}
