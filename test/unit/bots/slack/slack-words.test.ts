import { expect, test } from 'vitest';
import { escapeText, readWrittenText, unescapeText } from '../../../../bots/slack/plain-text.ts';
import { fromReplyTo, toReplyTo } from '../../../../bots/slack/route.ts';

const read = (raw: string) => readWrittenText(raw, 'U0BOT');

test('what Slack writes in angle brackets is read as a person reads it', () => {
  expect(read('<@U0BOT> stock hoodie-m').text).toBe('stock hoodie-m');
  expect(read('ask <@U1|ravi> in <#C1|stock>').text).toBe('ask @ravi in #stock');
  expect(read('see <https://a.example/x|the list> and <mailto:a@b.in|a@b.in>').text).toBe(
    'see the list and a@b.in',
  );
  expect(read('<!channel> 3 &lt; 4 &amp;amp; 5').text).toBe('@channel 3 < 4 &amp; 5');
  expect(read('`sold 3 hoodie-m`').text).toBe('sold 3 hoodie-m');
});

test('quoted lines are told apart from what is written below them', () => {
  expect(read('&gt; sold 50 mug\n&gt; now\nwhy?')).toMatchObject({
    text: 'why?',
    quoted: 'sold 50 mug\nnow',
  });
  expect(read('3 &gt; 2')).toMatchObject({ text: '3 > 2', quoted: null });
});

test('escaped and read again, every text is what it was', () => {
  for (const text of ['a & b', '<!channel>', '&lt;', '&amp;lt;', 'é 🧥 ३']) {
    expect(unescapeText(escapeText(text))).toBe(text);
    expect(escapeText(text)).not.toMatch(/[<>]/);
  }
});

test('where an answer belongs survives being kept as text', () => {
  const route = { thread: '1.2', card: '3.4', user: 'U1', place: 'C1', hook: '5.6&=' };
  expect(fromReplyTo(toReplyTo(route))).toEqual(route);
  expect(toReplyTo({})).toBeNull();
  expect(fromReplyTo(null)).toEqual({});
});
