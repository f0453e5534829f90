/** Lines that belong together; `isFenced` in letters of even width. */
export interface Piece {
  readonly lines: readonly string[];
  readonly isFenced: boolean;
  /** A line stays free before and after it. */
  readonly isApart: boolean;
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Puts pieces together into as few texts of at most `lengthMax` as keep their order. A piece is
 * broken between lines only where it does not fit into one text, and a line only then too.
 */
export function packTexts(o: {
  pieces: readonly Piece[];
  lengthMax: number;
  fence: string;
}): string[] {
  const { lengthMax, fence } = o;
  const texts: string[] = [];
  let open: { text: string; isApart: boolean } | null = null;
  for (const piece of o.pieces) {
    for (const part of partsOf(piece, lengthMax, fence)) {
      const gap: string = open && (open.isApart || piece.isApart) ? '\n\n' : '\n';
      if (open && open.text.length + gap.length + part.length <= lengthMax) {
        open = { text: open.text + gap + part, isApart: piece.isApart };
      } else {
        if (open) texts.push(open.text);
        open = { text: part, isApart: piece.isApart };
      }
    }
  }
  return open ? [...texts, open.text] : texts;
}

function partsOf(piece: Piece, lengthMax: number, fence: string): string[] {
  // A line break inside of the fence would be shown.
  const wrap = (body: string) => (piece.isFenced ? fence + body + fence : body);
  const room = lengthMax - wrap('').length;
  const parts: string[] = [];
  let body: string | null = null;
  for (const line of piece.lines.flatMap((each) => cutLine(each, room))) {
    if (body === null) body = line;
    else if (body.length + 1 + line.length <= room) body += `\n${line}`;
    else {
      parts.push(body);
      body = line;
    }
  }
  return (body === null ? parts : [...parts, body]).map(wrap);
}

function cutLine(line: string, lengthMax: number): string[] {
  if (line.length <= lengthMax) return [line];
  const cut: string[] = [];
  let kept = '';
  for (const { segment } of GRAPHEMES.segment(line)) {
    if (kept !== '' && kept.length + segment.length > lengthMax) {
      cut.push(kept);
      kept = '';
    }
    // A pile of combining marks can be longer than a message by itself.
    kept += segment.slice(0, lengthMax);
  }
  return [...cut, kept];
}
