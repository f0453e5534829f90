import { renderConsole } from '../../bots/reply/render-console.ts';
import { escapeHtml, MONO, type Photographer, type Turn, toDocument } from './picture.ts';

const WIDTH = 80;

const CSS = `
body{width:760px;background:#e6e8eb;padding:14px}
main{background:#14191f;border-radius:10px;box-shadow:0 6px 20px #0004;overflow:hidden}
header{background:#242b33;height:34px;padding:11px 14px;display:flex;gap:8px}
header i{width:12px;height:12px;border-radius:50%;background:#4a545f}
pre{margin:0;padding:16px 18px 20px;color:#d7dde3;font:13.5px/1.5 ${MONO};white-space:pre}
.p{color:#6fc3df}.c1{font-weight:700;color:#fff}.c2{color:#7f8b96}.c31{color:#ff7b72}
.c32{color:#7ee2a8}.c33{color:#f2cc60}
`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it reads what a terminal would read
const COLOURED = /\u001b\[(\d+)m(.*?)\u001b\[0m/g;

export const photographConsole: Photographer = async (stage) => {
  const turns = [
    await stage.say('stock mug-red'),
    await stage.say('sold 3 mug-red in mumbai'),
    await stage.say('why mug-red'),
  ];
  const look = { width: WIDTH, hasColour: true, formatNumber: stage.formatNumber };
  const draw = ({ said, answer }: Turn) =>
    [
      `<span class="p">›</span> ${escapeHtml(said ?? '')}`,
      ...renderConsole(answer, look).map(drawLine),
      '',
    ].join('\n');
  const body =
    '<main><header><i></i><i></i><i></i></header>' +
    `<pre>${turns.map(draw).join('\n').trimEnd()}</pre></main>`;
  return [{ name: 'console', width: 760, html: toDocument({ css: CSS, body }) }];
};

function drawLine(line: string): string {
  const escaped = escapeHtml(line);
  return escaped.replaceAll(COLOURED, '<span class="c$1">$2</span>');
}
