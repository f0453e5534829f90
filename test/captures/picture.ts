/**
 * A picture of what somebody sees on a front-end, made from the messages as they are rendered.
 *
 * Each front-end has a file here that dresses its own messages like the app that shows them, and a
 * line in `run.ts`. `npm run captures` writes `docs/captures/<name>.png`.
 */
import type { Reply } from '../../bots/reply/reply.ts';

export interface Picture {
  /** Name of the file, without an ending. */
  readonly name: string;
  /** CSS pixels; twice as many in the file. */
  readonly width: number;
  /** A whole document; `toDocument` makes one. */
  readonly html: string;
}

/** A line that a person wrote, or a button that was pressed, and the answer. */
export interface Turn {
  readonly at: Date;
  readonly said: string | null;
  readonly answer: Reply;
}

/** A shop with its people, for the pictures to talk to: the real engine and the real commands. */
export interface CaptureStage {
  readonly formatNumber: (value: number) => string;
  /** "14:05", by the shop's clock. */
  readonly formatTime: (at: Date) => string;
  say(text: string): Promise<Turn>;
  /** What rules have told the warehouse team so far. */
  toldToTeam(): Promise<readonly Turn[]>;
}

export type Photographer = (stage: CaptureStage) => Promise<readonly Picture[]>;

/** Fonts as a phone has them, where this machine has them too. */
export const SANS =
  "Roboto, Inter, 'Helvetica Neue', 'DejaVu Sans', 'Noto Color Emoji', sans-serif";
export const MONO = "'Roboto Mono', 'DejaVu Sans Mono', 'Noto Color Emoji', monospace";

export function toDocument(o: { css: string; body: string }): string {
  const base = '*{box-sizing:border-box}html,body{margin:0;padding:0}';
  return (
    `<!doctype html><html><head><meta charset="utf-8"><style>${base}${o.css}</style></head>` +
    `<body>${o.body}</body></html>`
  );
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function toDataUrl(bytes: Uint8Array, mediaType: string): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
}
