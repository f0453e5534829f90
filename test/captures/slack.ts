import { type Reply, reply } from '../../bots/reply/reply.ts';
import type { Button, RichText, SlackBlock, StaticSelect } from '../../bots/slack/blocks.ts';
import { toHomeView } from '../../bots/slack/home.ts';
import { unescapeText } from '../../bots/slack/plain-text.ts';
import { renderSlack, type SlackPart } from '../../bots/slack/render.ts';
import { settleCard } from '../../bots/slack/settle-card.ts';
import {
  type CaptureStage,
  escapeHtml,
  MONO,
  type Photographer,
  SANS,
  type Turn,
  toDataUrl,
  toDocument,
} from './picture.ts';

const WIDTH = 640;

const CSS = `
body{width:${WIDTH}px;background:#fff;font:15px/1.467 Lato,${SANS};color:#1d1c1d}
.bar{height:50px;border-bottom:1px solid #ddd;padding:0 20px;font-weight:900;font-size:17px;
  line-height:50px;display:flex;gap:8px}
.bar span{color:#616061;font-weight:400;font-size:13px}
.bar a{font-weight:700;font-size:13px;color:#616061;padding:0 8px}
.bar a.on{color:#1d1c1d;border-bottom:2px solid #611f69}
main{padding:12px 20px 20px}
.message{display:flex;gap:8px;padding:7px 0}
.face{width:36px;height:36px;border-radius:6px;flex:none;color:#fff;text-align:center;
  font:700 17px/36px ${SANS};background:#2f6f8f}
.app .face{background:#174a3c}
.who{font-weight:900}.who i{font:700 10px/14px ${SANS};background:#e8e8e8;color:#616061;
  border-radius:2px;padding:1px 3px;margin:0 4px;vertical-align:1px}
.who time{font-weight:400;font-size:12px;color:#616061;margin-left:6px}
.body{min-width:0;flex:1}
h1{font-size:18px;line-height:1.3;font-weight:900;margin:6px 0 4px}
.rich{margin:3px 0;white-space:pre-wrap;overflow-wrap:anywhere}
pre{font:12px/1.5 ${MONO};background:#f8f8f8;border:1px solid #dddddd;border-radius:4px;
  padding:8px;margin:6px 0;white-space:pre;overflow:hidden}
code{font:12px/1.5 ${MONO};background:#f8f8f8;border:1px solid #ddd;border-radius:3px;
  color:#c01343;padding:2px 3px}
.context{font-size:12.5px;color:#616061;margin:6px 0}
.actions{display:flex;flex-wrap:wrap;gap:8px;margin:8px 0}
.actions b{border:1px solid #bbb;border-radius:4px;padding:0 12px;height:32px;font:700 13px/30px
  ${SANS};background:#fff}
.actions .primary{background:#007a5a;border-color:#007a5a;color:#fff}
.actions .danger{background:#e01e5a;border-color:#e01e5a;color:#fff}
.actions .menu{font-weight:400;min-width:200px}.actions .menu::after{content:'⌄';float:right}
img{max-width:460px;border-radius:8px;border:1px solid #ddd;display:block;margin:4px 0}
.name{font-size:13px;color:#616061}
hr{border:0;border-top:1px solid #ddd;margin:8px 0}
.home h1{font-size:20px}
`;

export const photographSlack: Photographer = async (stage) => {
  const direct = bar('Shelftalk', 'App');
  const talk = [
    await stage.say('stock hoodie-m'),
    await stage.say('sold 3 hoodie-m in mumbai'),
    await stage.say('why hoodie-m'),
  ];
  const chart = [await stage.say('chart hoodie-m'), await stage.say('sold 2 kurta')];
  const channel = bar('# warehouse', '4 members');
  return [
    shot('slack-automation', channel + main(await drawAutomation(stage))),
    shot('slack-talk', direct + main(talk.map((turn) => drawTurn(turn, stage)))),
    shot('slack-chart', direct + main(chart.map((turn) => drawTurn(turn, stage)))),
    shot('slack-approval', direct + main(await drawApproval(stage))),
    shot('slack-home', drawHome(await overviewOf(stage), stage)),
  ];
};

const shot = (name: string, body: string) => ({
  ...{ name, width: WIDTH },
  html: toDocument({ css: CSS, body }),
});
const bar = (title: string, small: string) =>
  `<div class="bar">${escapeHtml(title)}<span>${escapeHtml(small)}</span></div>`;
const main = (inner: readonly string[]) => `<main>${inner.join('')}</main>`;

function drawTurn({ at, said, answer }: Turn, stage: CaptureStage): string {
  const time = stage.formatTime(at);
  const asked = said === null ? '' : drawMessage('asha', time, drawWords(said), 'person');
  return asked + drawAnswer(answer, time, stage);
}

function drawAnswer(answer: Reply, time: string, stage: CaptureStage): string {
  return renderSlack(answer, stage)
    .map((part) => drawMessage('Shelftalk', time, drawPart(part), 'app'))
    .join('');
}

function drawMessage(name: string, time: string, inner: string, kind: 'app' | 'person'): string {
  const letter = name.slice(0, 1).toUpperCase();
  const badge = kind === 'app' ? '<i>APP</i>' : '';
  const who = `<div class="who">${escapeHtml(name)}${badge}<time>${escapeHtml(time)}</time></div>`;
  return (
    `<div class="message ${kind}"><div class="face">${letter}</div>` +
    `<div class="body">${who}${inner}</div></div>`
  );
}

const drawWords = (text: string) => `<div class="rich">${escapeHtml(text)}</div>`;

function drawPart(part: SlackPart): string {
  if (part.kind === 'message') return part.blocks.map(drawBlock).join('');
  const name = `<div class="name">${escapeHtml(part.name)}</div>`;
  return /\.png$/.test(part.name)
    ? `${name}<img src="${toDataUrl(part.bytes, 'image/png')}">`
    : name;
}

const plain = ({ text }: { text: string }) => escapeHtml(unescapeText(text));

function drawBlock(block: SlackBlock): string {
  switch (block.type) {
    case 'header':
      return `<h1>${plain(block.text)}</h1>`;
    case 'context':
      return `<div class="context">${block.elements.map(plain).join(' ')}</div>`;
    case 'divider':
      return '<hr>';
    case 'actions':
      return `<div class="actions">${block.elements.map(drawElement).join('')}</div>`;
    case 'rich_text':
      return block.elements
        .map(({ type, elements }) => {
          const inner = elements.map(drawRich).join('');
          return type === 'rich_text_preformatted'
            ? `<pre>${inner}</pre>`
            : `<div class="rich">${inner}</div>`;
        })
        .join('');
    case 'input':
      return `<div class="rich">${plain(block.label)}</div>`;
  }
}

function drawElement(element: Button | StaticSelect): string {
  return element.type === 'button'
    ? `<b class="${element.style ?? ''}">${plain(element.text)}</b>`
    : `<b class="menu">${plain(element.placeholder)}</b>`;
}

function drawRich({ text, style }: RichText): string {
  const escaped = escapeHtml(text);
  return style?.code ? `<code>${escaped}</code>` : style?.bold ? `<b>${escaped}</b>` : escaped;
}

/** A rule is made, and what its team then reads. */
async function drawAutomation(stage: CaptureStage): Promise<string[]> {
  const turns = [
    await stage.say(
      'When stock drops below 10 units on any SKU, send a Slack notification to the warehouse team',
    ),
    await stage.say('yes'),
  ];
  await stage.say('sold 7 hoodie-xl in mumbai');
  return [...turns, ...(await stage.toldToTeam())].map((turn) => drawTurn(turn, stage));
}

/** A big change that was pressed, what is said to that, and one that still waits for a press. */
async function drawApproval(stage: CaptureStage): Promise<string[]> {
  const asked = await stage.say('set price hoodie-m 899');
  const answer = await stage.say('yes');
  const open = await stage.say('sold 30 tee-m in mumbai');
  const pressed = drawTurn({ ...asked, answer: { ...asked.answer, blocks: [] } }, stage);
  const settled = drawMessage(
    'Shelftalk',
    stage.formatTime(asked.at),
    settle(asked.answer, stage).map(drawBlock).join(''),
    'app',
  );
  return [pressed, settled, drawTurn({ ...answer, said: null }, stage), drawTurn(open, stage)];
}

function settle(asked: Reply, stage: CaptureStage): readonly SlackBlock[] {
  const blocks = renderSlack(asked, stage).flatMap((part) =>
    part.kind === 'message' ? part.blocks : [],
  );
  const question = asked.blocks.find((block) => block.kind === 'choices');
  const questionId = question?.questionId ?? '';
  const label = question?.choices[0]?.label ?? '';
  return settleCard({ blocks, questionId, label, by: 'asha' }).blocks as readonly SlackBlock[];
}

/** What the desk shows there: the stock, what is missing, and how the shops keep up. */
async function overviewOf(stage: CaptureStage): Promise<Reply> {
  const turns = [await stage.say('stock'), await stage.say('shortages'), await stage.say('sync')];
  return reply(...turns.flatMap(({ answer }) => answer.blocks));
}

function drawHome(overview: Reply, stage: CaptureStage): string {
  const view = toHomeView(overview, stage);
  const tabs = '<a class="on">Home</a><a>Messages</a><a>About</a>';
  return (
    `<div class="bar">Shelftalk ${tabs}</div>` +
    `<main class="home">${view.blocks.map(drawBlock).join('')}</main>`
  );
}
