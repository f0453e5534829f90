import { describe, expect, test } from 'vitest';
import { commands } from '../../../bots/commands/registry.ts';
import { frontEnds } from '../../../bots/front-ends.ts';
import { ROLES } from '../../../bots/people/role.ts';
import {
  choices,
  headline,
  note,
  offers,
  type Reply,
  reply,
  table,
  text,
} from '../../../bots/reply/reply.ts';
import { toBotCommands } from '../../../bots/telegram/menu.ts';
import { faces } from './faces/index.ts';
import { HOSTILE } from './hostile-strings.ts';
import { findLost } from './reply-content.ts';
import { sampleReplies } from './sample-replies.ts';

test('every front-end that there is is looked at here', () => {
  const looked = faces.map(({ id }) => id);
  expect(frontEnds.length).toBeGreaterThan(2);
  expect(frontEnds.map(({ id }) => id).filter((id) => !looked.includes(id))).toEqual([]);
});

test('every command has a role, a line that can be typed, and its place in every menu', () => {
  const roles: readonly string[] = [...ROLES, 'anyone'];
  const wrong = commands.filter(
    ({ role, examples, summary }) =>
      !roles.includes(role) || examples.length === 0 || summary.trim() === '',
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
  expect(toBotCommands(commands)).toHaveLength(commands.length);
});

test('a front-end says the same in its own plain text as it shows', async () => {
  const lost: string[] = [];
  for (const { id, load } of frontEnds) {
    const kind = await load();
    expect(kind.id).toBe(id);
    for (const [name, sample] of Object.entries(sampleReplies)) {
      // Numbers are grouped by each in its own way there.
      const shown = kind.toPlainText(sample).replaceAll(/(?<=\d)[,.\u00a0\u202f](?=\d{2,3})/g, '');
      lost.push(...findLost(sample, shown).map((piece) => `${id}, ${name}: ${piece}`));
    }
  }
  expect(lost).toEqual([]);
});

describe.each(faces)('$id', ({ show, findLive }) => {
  test.each(Object.entries(sampleReplies))('shows %s without loss', (_name, sample) => {
    expect(findLost(sample, show(sample))).toEqual([]);
    expect(findLive(sample)).toEqual([]);
  });

  test('shows hostile words as the words they are', () => {
    const live = HOSTILE.flatMap((words) => repliesWith(words).flatMap(findLive));
    expect(live).toEqual([]);
  });

  test('says the words of a hostile title all the same', () => {
    const lost = HOSTILE.filter((words) => words.length < 200).flatMap((words) =>
      findLost(reply(text(words)), show(reply(text(words)))),
    );
    expect(lost).toEqual([]);
  });
});

/** In every place of a reply where words from outside may stand. */
function repliesWith(words: string): Reply[] {
  const offered = [{ label: words, detail: words }, { label: words }];
  const said = { label: words, line: words, command: 'stock', slots: { sku: words } };
  return [
    reply(headline(words, words), note(words)),
    reply(text(words, 'warn'), text(`before ${words} after`, 'quiet')),
    reply(table(['SKU', words], [[words, 3]])),
    reply(choices(words, offered, { questionId: 'q1w2e3r4t5' }), choices(words, offered)),
    reply(offers([said], { questionId: 'q1w2e3r4t5' }), offers([said])),
    reply({ kind: 'error', text: words, tryThis: words }),
    reply({ kind: 'file', bytes: new Uint8Array([1]), name: words, mediaType: 'text/csv' }),
  ];
}
