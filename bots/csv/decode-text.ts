// The bytes of a file as people's programs save it: UTF-8, or UTF-16 as spreadsheets offer it.

const UTF8_MARK = [0xef, 0xbb, 0xbf] as const;
const LITTLE_MARK = [0xff, 0xfe] as const;
const BIG_MARK = [0xfe, 0xff] as const;
// Of plain text every second byte is 0 in UTF-16; a few are enough to tell.
const SAMPLE_BYTES = 200;
const ZEROS_MIN = 0.3;

/** Null: it is no text. Old one-byte encodings are read as Western European. */
export function decodeText(bytes: Uint8Array): string | null {
  const text = decode(bytes);
  return text.includes('\u0000') ? null : text;
}

function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, UTF8_MARK)) return read('utf-8', bytes);
  if (startsWith(bytes, LITTLE_MARK)) return read('utf-16le', bytes);
  if (startsWith(bytes, BIG_MARK)) return read('utf-16be', bytes);
  const guessed = guessWide(bytes);
  if (guessed) return read(guessed, bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return read('windows-1252', bytes);
  }
}

const read = (encoding: string, bytes: Uint8Array) => new TextDecoder(encoding).decode(bytes);

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((each, index) => bytes[index] === each);
}

function guessWide(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (sample.length < 4 || bytes.length % 2 === 1) return null;
  const zerosAt = (offset: number) =>
    sample.filter((byte, index) => byte === 0 && index % 2 === offset).length / sample.length;
  if (zerosAt(1) > ZEROS_MIN) return 'utf-16le';
  return zerosAt(0) > ZEROS_MIN ? 'utf-16be' : null;
}
