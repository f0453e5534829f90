import { printable } from '../reply/text-width.ts';

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What Telegram makes a link, a mention or a command of by itself, wherever it finds it. */
const LIVE = [
  /:\/\//,
  /@[\p{L}\p{N}_]/u,
  /#[\p{N}_]*\p{L}/u,
  /\$[A-Z]/,
  /(^|[^\p{L}\p{N}_/])\/[A-Za-z0-9_]/u,
  /[\p{L}\p{N}]\.\p{L}{2}/u,
];

function isLive(word: string): boolean {
  return LIVE.some((pattern) => pattern.test(word));
}

/**
 * One line of anybody's words, as HTML in which nothing can be pressed, nobody is called and
 * nothing is formatted. Telegram looks for links and names in every text but code, so such a word
 * is shown as code: every character stays, and it is dead.
 */
export function inertHtml(line: string): string {
  return printable(line).replaceAll(/\S+/g, (word) => {
    const escaped = escapeHtml(word);
    return isLive(word) ? `<code>${escaped}</code>` : escaped;
  });
}

/** The same in bold, for figures; code cannot be bold. */
export function boldHtml(line: string): string {
  const html = inertHtml(line);
  return html === '' || html.includes('<code>') ? html : `<b>${html}</b>`;
}
