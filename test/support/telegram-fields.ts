/** The fields of a call, however they came: JSON, or multipart with files. */
import type { IncomingMessage } from 'node:http';
import type { SentFile, TelegramContract } from './telegram-contract.ts';

export type Fields = Record<string, unknown>;

export async function readFields(
  request: IncomingMessage,
  o: { method: string; contract: TelegramContract | null },
): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  const [, boundary] = /boundary=(.+)$/.exec(type) ?? [];
  if (boundary !== undefined) return fromMultipart(body, boundary, o);
  return body.length === 0 ? {} : (JSON.parse(body.toString('utf8')) as Fields);
}

interface FormPart {
  readonly name: string;
  readonly fileName: string | null;
  readonly bytes: Buffer;
}

function fromMultipart(
  body: Buffer,
  boundary: string,
  o: { method: string; contract: TelegramContract | null },
): Fields {
  const parts = splitParts(body, boundary);
  const files = new Map<string, SentFile>(
    parts.flatMap(({ name, fileName, bytes }) =>
      fileName === null ? [] : [[name, { name: fileName, bytes: new Uint8Array(bytes) }]],
    ),
  );
  const fields: Fields = {};
  for (const { name, fileName, bytes } of parts) {
    if (fileName !== null) continue;
    const text = bytes.toString('utf8');
    const attached = files.get(text.replace('attach://', ''));
    fields[name] = attached ?? fromText(text, o.contract?.typesOf(o.method, name) ?? null);
  }
  return fields;
}

/** Everything that is no text travels as JSON. */
function fromText(text: string, types: readonly string[] | null): unknown {
  if (types?.includes('String') && !types.includes('Integer')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function splitParts(body: Buffer, boundary: string): FormPart[] {
  const parts: FormPart[] = [];
  const mark = Buffer.from(`--${boundary}`);
  let at = body.indexOf(mark);
  while (at >= 0) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    // Between the marks: a line break, the part, a line break.
    parts.push(readPart(body.subarray(at + mark.length + 2, next - 2)));
    at = next;
  }
  return parts;
}

function readPart(part: Buffer): FormPart {
  const end = part.indexOf('\r\n\r\n');
  const head = part.subarray(0, end).toString('utf8');
  return {
    name: /[;\s]name="([^"]*)"/.exec(head)?.[1] ?? '',
    fileName: /filename="?([^"\r\n]*)"?/.exec(head)?.[1] ?? null,
    bytes: part.subarray(end + 4),
  };
}
