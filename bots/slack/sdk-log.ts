import type { Logger } from '../../core/base/log.ts';
import type { Secret } from '../../core/base/secret.ts';

const TOKEN = /\bx(ox[a-z]|app)-[\w-]+/g;
// The address of a socket is a ticket to it, the one of a hook lets anybody post.
const ADDRESS = /\b(wss?|https?):\/\/[^\s"')]+/g;

const unheard = (..._words: readonly unknown[]): void => {};

/**
 * What the library says, as lines of our log: warnings and errors only, because below that it
 * prints every call and every message. `level` is the library's own name for that.
 */
export function createSdkLog<Level>(o: { log: Logger; level: Level; secrets: readonly Secret[] }) {
  const say = (...words: readonly unknown[]) => {
    const text = words.map(String).join(' ');
    const hidden = o.secrets.reduce(
      (shown, each) => shown.replaceAll(each.reveal(), '[secret]'),
      text,
    );
    const note = hidden.replace(TOKEN, '[secret]').replace(ADDRESS, '[address]');
    o.log.warn('slack_library', { note });
  };
  return {
    debug: unheard,
    info: unheard,
    warn: say,
    error: say,
    setLevel: () => {},
    getLevel: () => o.level,
    setName: () => {},
  };
}
