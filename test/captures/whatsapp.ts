import type { OutgoingMessage, PressKind } from '../../bots/whatsapp/outgoing-message.ts';
import { renderReply } from '../../bots/whatsapp/render-reply.ts';
import {
  escapeHtml,
  MONO,
  type Photographer,
  SANS,
  type Turn,
  toDataUrl,
  toDocument,
} from './picture.ts';

const CSS = `
body{width:412px;background:#efe7de;font:15px/1.36 ${SANS};color:#111b21;padding:0 10px 16px}
header{margin:0 -10px 12px;background:#fff;padding:9px 14px;display:flex;gap:12px;
  align-items:center;border-bottom:1px solid #0001}
header i{width:40px;height:40px;border-radius:50%;background:#1daa61;color:#fff;
  font:500 18px/40px ${SANS};text-align:center}
header b{font-weight:500;font-size:16.5px;display:block}header span{color:#667781;font-size:13px}
.in,.out{max-width:350px;width:fit-content;margin-bottom:4px;border-radius:9px;
  box-shadow:0 1px .5px #0b141a21;overflow:hidden}
.in{background:#fff;border-top-left-radius:0}
.out{background:#d9fdd3;margin:10px 0 8px auto;border-top-right-radius:0}
.words{padding:6px 9px 7px;white-space:pre-wrap;overflow-wrap:anywhere;display:flow-root}
time{float:right;margin:6px 0 -3px 12px;font-size:11.5px;color:#667781}
.out time:after{content:'  ✓✓';color:#53bdeb}
b{font-weight:600}i{font-style:italic}
code{font-family:${MONO};font-size:13.5px;background:#0b141a0d;border-radius:4px;padding:1px 4px}
pre{font-family:${MONO};font-size:13px;line-height:1.42;margin:3px 0;white-space:pre}
img{display:block;width:342px;margin:4px 4px 0;border-radius:6px}
.file{display:flex;gap:11px;margin:4px 4px 0;padding:10px 12px;background:#f5f6f6;
  border-radius:6px;width:300px}
.file i{width:34px;height:40px;border-radius:4px;background:#1daa61;color:#fff;
  font:600 10px/40px ${SANS};text-align:center}
.file span{color:#667781;font-size:12.5px;display:block}
.keys div{border-top:1px solid #0b141a14;color:#027eb5;text-align:center;font-weight:500;
  padding:10px 8px}
.poll{padding:9px 11px 8px;width:320px}.poll b{font-size:15.5px}
.poll small{display:block;color:#667781;margin:4px 0 10px}
.poll div{display:flex;gap:10px;margin:10px 0;border-bottom:5px solid #0b141a14;padding-bottom:8px;
  border-radius:2px}
.poll div:before{content:'';width:19px;height:19px;border:2px solid #8696a0;border-radius:50%}
.sheet{background:#fff;border-radius:14px;margin:10px 0 0;padding:14px 16px;
  box-shadow:0 1px 6px #0003}
.sheet h1{font:500 16px ${SANS};margin:0 0 8px}
.sheet div{padding:9px 0;border-top:1px solid #0b141a14}.sheet small{display:block;color:#667781}
`;

const HEADER = '<header><i>S</i><div><b>Shelftalk</b><span>online</span></div></header>';

export const photographWhatsApp: Photographer = async (stage) => {
  const draw = (turns: readonly Turn[], press: PressKind) => {
    const body = turns.map(({ at, said, answer }) => {
      const time = `<time>${escapeHtml(stage.formatTime(at))}</time>`;
      const line = `<div class="words">${escapeHtml(said ?? '')}${time}</div>`;
      const { formatNumber } = stage;
      const shown = renderReply(answer, { press, formatNumber }).map((one) => drawOne(one, time));
      return (said === null ? '' : `<div class="out">${line}</div>`) + shown.join('');
    });
    return toDocument({ css: CSS, body: HEADER + body.join('') });
  };
  const sale = [await stage.say('stock hoodie-m'), await stage.say('sold 3 hoodie-m in mumbai')];
  const chart = [await stage.say('chart hoodie-m'), await stage.say('low stock')];
  const which = [await stage.say('sold 2 kurta')];
  await stage.say('no');
  const confirm = [await stage.say('received 40 tee-m in delhi')];
  return [
    { name: 'whatsapp-sale', width: 412, html: draw(sale, 'none') },
    { name: 'whatsapp-chart', width: 412, html: draw(chart, 'none') },
    { name: 'whatsapp-confirm', width: 412, html: draw(confirm, 'buttons') },
    { name: 'whatsapp-list', width: 412, html: draw(which, 'buttons') },
    { name: 'whatsapp-poll', width: 412, html: draw(which, 'polls') },
  ];
};

function drawOne(message: OutgoingMessage, time: string): string {
  switch (message.kind) {
    case 'text':
      return bubble(words(message.text, time));
    case 'buttons':
      return bubble(words(message.text, time) + keys(message.titles.map((title) => `↩ ${title}`)));
    case 'list':
      return bubble(words(message.text, time) + keys(['☰ Choose'])) + drawSheet(message.rows);
    case 'poll': {
      const options = message.options.map((option) => `<div>${escapeHtml(option)}</div>`);
      const question = `<b>${escapeHtml(message.question)}</b><small>Select one</small>`;
      return bubble(`<div class="poll">${question}${options.join('')}${time}</div>`);
    }
    case 'picture': {
      const image = `<img src="${toDataUrl(message.png, 'image/png')}">`;
      return bubble(image + words(message.caption, time));
    }
    case 'file': {
      const size = `<span>${message.bytes.length} B</span>`;
      const name = `<div>${escapeHtml(message.name)}${size}</div>`;
      return bubble(`<div class="file"><i>CSV</i>${name}</div>${words('', time)}`);
    }
  }
}

const bubble = (inner: string) => `<div class="in">${inner}</div>`;

const keys = (titles: readonly string[]) =>
  `<div class="keys">${titles.map((title) => `<div>${escapeHtml(title)}</div>`).join('')}</div>`;

const words = (text: string, time: string) => `<div class="words">${toHtml(text)}${time}</div>`;

/** What opens when a list is tapped. */
function drawSheet(rows: readonly { title: string; description: string | null }[]): string {
  const drawn = rows.map(
    ({ title, description }) =>
      `<div>${escapeHtml(title)}<small>${escapeHtml(description ?? '')}</small></div>`,
  );
  return `<div class="sheet"><h1>Choose</h1>${drawn.join('')}</div>`;
}

/** WhatsApp's markup, as its app shows it. */
function toHtml(text: string): string {
  return escapeHtml(text)
    .replaceAll(/\n?```([^`]*)```\n?/g, '<pre>$1</pre>')
    .replaceAll(/`([^`\n]+)`/g, '<code>$1</code>')
    .replaceAll(/(?<![\p{L}\p{N}])\*(\S|\S[^\n]*?\S)\*(?![\p{L}\p{N}])/gu, '<b>$1</b>')
    .replaceAll(/(?<![\p{L}\p{N}])_(\S|\S[^\n]*?\S)_(?![\p{L}\p{N}])/gu, '<i>$1</i>');
}
