import { describe, expect, test } from 'vitest';
import {
  choices,
  done,
  headline,
  note,
  refusal,
  reply,
  table,
  text,
} from '../../../../bots/reply/reply.ts';
import { toModal } from '../../../../bots/slack/forms.ts';
import { toHomeView } from '../../../../bots/slack/home.ts';
import { slack } from '../../../../bots/slack/index.ts';
import { renderSlack } from '../../../../bots/slack/render.ts';
import { loadSlackRules } from '../../../support/slack-schema.ts';

const look = { formatNumber: (value: number) => new Intl.NumberFormat('en-IN').format(value) };
const render = (answer: ReturnType<typeof reply>) => renderSlack(answer, look);
const rules = await loadSlackRules();

const blocksOf = (answer: ReturnType<typeof reply>) =>
  render(answer).flatMap((part) => (part.kind === 'message' ? part.blocks : []));

describe('the schema made from Slack’s own types', () => {
  test('it holds the limits that the comments name, and turns down what breaks them', () => {
    expect(rules.limitCount).toBeGreaterThanOrEqual(98);
    const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
    const button = (length: number) => ({ type: 'button', action_id: 'a', text: plain(length) });
    const option = { text: plain(3), value: '1' };
    const menu = (count: number) => ({
      ...{ type: 'static_select', placeholder: plain(3), action_id: 'a' },
      options: Array.from({ length: count }, () => option),
    });
    const actions = (elements: unknown[]) => ({ type: 'actions', elements });
    const right = [
      { type: 'header', text: plain(150) },
      { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_000) } },
      actions(Array.from({ length: 25 }, () => button(75))),
      actions([menu(100)]),
    ];
    expect(right.flatMap((block) => rules.checkBlocks([block]))).toEqual([]);
    const wrong = [
      { type: 'nonsense' },
      { type: 'header' },
      { type: 'header', text: plain(151) },
      { type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3_001) } },
      actions(Array.from({ length: 26 }, () => button(3))),
      actions([button(76)]),
      actions([{ type: 'button', action_id: 'a' }]),
      actions([menu(101)]),
      { type: 'divider', text: 'extra' },
      { type: 'context', elements: Array.from({ length: 11 }, () => plain(3)) },
    ];
    for (const block of wrong) {
      expect([block, rules.checkBlocks([block]).length > 0]).toEqual([block, true]);
    }
  });
});

describe('a reply as a message', () => {
  test('the figure stands first, then words, a table, small print and the buttons', () => {
    const answer = reply(
      headline('1,499', 'HOODIE-M'),
      text('Sold today.'),
      table(['Shop', 'Shows'], [['Kala', 120000]]),
      note('As of 18:04.'),
      choices('Sell?', [{ label: 'Yes' }, { label: 'No', tone: 'bad' }], {
        style: 'confirm',
        questionId: 'q1',
      }),
    );
    const blocks = blocksOf(answer);
    expect(blocks.map(({ type }) => type)).toEqual([
      ...['header', 'rich_text', 'rich_text', 'context', 'rich_text', 'actions'],
    ]);
    expect(blocks[0]).toMatchObject({ text: { text: '1,499  HOODIE-M' } });
    expect(JSON.stringify(blocks[2])).toContain('Kala  1,20,000');
    expect(blocks[5]).toMatchObject({
      elements: [
        { action_id: 'q:q1:0', style: 'primary', text: { text: 'Yes' } },
        { action_id: 'q:q1:1', style: 'danger', text: { text: 'No' } },
      ],
    });
    expect(rules.checkBlocks(blocks)).toEqual([]);
  });

  test('a question that cannot be pressed lists its answers by number', () => {
    const sizes = [{ label: 'M', detail: '21 left' }, { label: 'L' }];
    const shown = slack.toPlainText(reply(choices('Which size?', sizes)));
    expect(shown).toBe('Which size?\n1. M — 21 left\n2. L');
  });

  test('a label or a detail that does not fit on a button is written out above it', () => {
    const long = `Fleece hoodie ${'charcoal '.repeat(12)}M`;
    const labels = [{ label: long }, { label: 'Mug', detail: 'blue' }];
    const blocks = blocksOf(reply(choices('Which?', labels, { questionId: 'q1' })));
    expect(rules.checkBlocks(blocks)).toEqual([]);
    const shown = slack.toPlainText(reply(choices('Which?', labels, { questionId: 'q1' })));
    expect(shown).toContain(`1. ${long}`);
    expect(shown).toContain('2. Mug — blue');
  });

  test('a hundred and twenty choices stay within a menu, and all of them can be read', () => {
    const many = Array.from({ length: 120 }, (_, at) => ({ label: `SKU-${at}`, detail: 'x & y' }));
    const answer = reply(choices('Which?', many, { questionId: 'q1' }));
    expect(rules.checkBlocks(blocksOf(answer))).toEqual([]);
    expect(slack.toPlainText(answer)).toContain('120. SKU-119 — x & y');
  });

  test('a heading with many signs that are escaped stays within what Slack takes', () => {
    for (const length of [10, 30, 60, 200]) {
      const words = '&<>'.repeat(length);
      const blocks = blocksOf(reply(headline('3', words), note(words)));
      expect(rules.checkBlocks(blocks)).toEqual([]);
      const shown = slack.toPlainText(reply(headline('3', words)));
      expect(shown.replace(/\n/g, '  ')).toBe(`3  ${words}`);
    }
  });

  test('a refusal says what can be typed instead', () => {
    expect(slack.toPlainText(refusal('There is no such SKU.', 'stock hoodie-m'))).toBe(
      '⚠️ There is no such SKU.\nTry stock hoodie-m',
    );
  });

  test('control and direction characters of a title do not reach the screen', () => {
    const title = 'a\u202eb\u0007c\u200bd';
    const shown = slack.toPlainText(done(text(title), table(['T'], [[title]]), note(title)));
    for (const hidden of ['\u202e', '\u0007', '\u200b']) expect(shown).not.toContain(hidden);
    expect(blocksOf(reply(text(''), note(''), headline('', '')))).toBeDefined();
    expect(rules.checkBlocks(blocksOf(reply(text(''), note(' '), headline('', ''))))).toEqual([]);
  });

  test('the forms and the page are within the limits too', () => {
    const overview = reply(...Array.from({ length: 300 }, (_, at) => text(`Line ${at}`)));
    const views = [toModal('count'), toModal('received'), toHomeView(overview, look)];
    for (const view of [...views, toHomeView(null, look)]) {
      expect(rules.check({ method: 'views.open', args: { view } })).toEqual([]);
      expect(view?.blocks.length).toBeLessThanOrEqual(100);
    }
    expect(toModal('constructor')).toBeNull();
  });
});
