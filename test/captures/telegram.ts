import type { Keyboard } from '../../bots/telegram/keyboard.ts';
import { type Part, renderTelegram } from '../../bots/telegram/render.ts';
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
body{width:412px;background:#c9dcb4;
  background-image:linear-gradient(160deg,#d7e5bd,#a9cf9f 60%,#bcd8ac);
  font:15.5px/1.38 ${SANS};color:#000;padding:0 8px 14px}
header{margin:0 -8px 12px;background:#fff;padding:10px 16px;display:flex;gap:12px;
  align-items:center;
  box-shadow:0 1px 1px #0002}
header i{width:40px;height:40px;border-radius:50%;background:linear-gradient(#6ec9f3,#3d9bd6);
  color:#fff;
  font:500 18px/40px ${SANS};text-align:center}
header b{font-weight:500;font-size:16.5px;display:block}header span{color:#8a949b;
  font-size:13.5px}
.in,.out{max-width:360px;width:fit-content;margin-bottom:3px;border-radius:15px;position:relative;
  box-shadow:0 1px 1px #0000001c}
.in{background:#fff;border-bottom-left-radius:5px}
.out{background:#eeffde;margin:10px 0 8px auto;border-bottom-right-radius:5px}
.words{padding:7px 11px 8px;white-space:pre-wrap;overflow-wrap:anywhere;display:flow-root}
time{float:right;margin:5px -2px -4px 12px;font-size:12px;color:#9aa3a9}
.out time{color:#62ac55}
img{display:block;width:360px;border-radius:14px 14px 0 0}
b{font-weight:600}
code{font-family:${MONO};font-size:13.5px;color:#2a6fb0}
pre{font-family:${MONO};font-size:13px;line-height:1.42;margin:4px 0;padding:7px 9px;
  background:#eef4f9;
  border-left:3px solid #4fa3dc;border-radius:5px;white-space:pre;overflow:hidden}
.file{display:flex;gap:11px;padding:10px 12px 0}.file i{width:42px;height:42px;border-radius:50%;
  background:#4fa3dc;color:#fff;text-align:center;font:normal 20px/42px ${SANS}}
.file b{display:block;font-weight:500}.file span{color:#8a949b;font-size:13px}
.keys{width:360px;margin:3px 0 4px}.keys div{display:flex;gap:4px;margin-bottom:4px}
.keys button{flex:1;border:0;border-radius:8px;background:#5f8757cc;color:#fff;
  font:500 14.5px/38px ${SANS};
  height:38px;padding:0 8px}
.keys .success{background:#3fa34d}.keys .danger{background:#d9534f}
`;

const HEADER = '<header><i>S</i><div><b>Shelftalk</b><span>bot</span></div></header>';

export const photographTelegram: Photographer = async (stage) => {
  const draw = (turns: readonly Turn[]) =>
    toDocument({ css: CSS, body: HEADER + turns.map((turn) => drawTurn(turn)).join('') });
  const drawTurn = ({ at, said, answer }: Turn) => {
    const time = `<time>${escapeHtml(stage.formatTime(at))}</time>`;
    const line = said === null ? '' : escapeHtml(said);
    const out =
      said === null ? '' : `<div class="out"><div class="words">${line}${time}</div></div>`;
    return (
      out +
      renderTelegram(answer, stage)
        .map((part) => drawPart(part, time))
        .join('')
    );
  };
  const sale = [
    await stage.say('stock hoodie-m'),
    // More than what is done without asking.
    await stage.say('sold 25 mug-red in mumbai'),
    await stage.say('yes'),
  ];
  const chart = [await stage.say('chart hoodie-m'), await stage.say('top')];
  const which = [
    await stage.say('sold 2 kurta'),
    await stage.say('KURTA-M'),
    await stage.say('Delhi'),
    await stage.say('stock low'),
  ];
  return [
    { name: 'telegram-sale', width: 412, html: draw(sale) },
    { name: 'telegram-chart', width: 412, html: draw(chart) },
    { name: 'telegram-questions', width: 412, html: draw(which) },
  ];
};

function drawPart(part: Part, time: string): string {
  const { kind, html, upload, keyboard } = part;
  // A block of code has room around it; the line breaks beside it are not shown.
  const shown = html.replaceAll(/\n<pre>/g, '<pre>').replaceAll(/<\/pre>\n/g, '</pre>');
  const words = html === '' ? '' : `<div class="words">${shown}${time}</div>`;
  const picture = upload && kind === 'photo' ? toDataUrl(upload.bytes, 'image/png') : null;
  const media =
    picture === null
      ? upload
        ? `<div class="file"><i>↓</i><div><b>${escapeHtml(upload.name)}</b>` +
          `<span>${upload.bytes.length} B</span></div></div>`
        : ''
      : `<img src="${picture}">`;
  return `<div class="in">${media}${words}</div>${keyboard ? drawKeys(keyboard) : ''}`;
}

function drawKeys(keyboard: Keyboard): string {
  const rows = keyboard.map((row) => {
    const keys = row.map(
      ({ text, style = '' }) => `<button class="${style}">${escapeHtml(text)}</button>`,
    );
    return `<div>${keys.join('')}</div>`;
  });
  return `<div class="keys">${rows.join('')}</div>`;
}
