const PIECES = /\s*(?:[+,;]|\band\b)\s*/u;
const NUMBER_BEFORE = /^(\d{1,7})\s*(?:x|×|pcs)?\s+(\S.*)$/iu;
const NUMBER_BEHIND = /^(\S.*?)\s+(?:x|×)?\s*(\d{1,7})$/iu;

/** "2 x MUG + TOWEL": names with their numbers, one where there is none. */
export function splitParts(text: string): { name: string; quantity: number }[] {
  return text
    .split(PIECES)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => {
      const before = NUMBER_BEFORE.exec(piece);
      if (before) return toPart(before[2], before[1]);
      const behind = NUMBER_BEHIND.exec(piece);
      return behind ? toPart(behind[1], behind[2]) : toPart(piece, '1');
    });
}

function toPart(name = '', digits = '1') {
  return { name: name.replace(/^["“”]|["“”]$/g, ''), quantity: Number.parseInt(digits, 10) };
}
