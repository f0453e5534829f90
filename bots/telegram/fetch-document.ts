import type { InboundFile } from '../front-end/inbound-message.ts';
import type { BotApi } from './bot-api.ts';
import { fileSchema, type TelegramDocument } from './wire.ts';

export type Fetched =
  | { readonly kind: 'file'; readonly file: InboundFile }
  | { readonly kind: 'unwanted'; readonly because: string }
  | { readonly kind: 'later'; readonly reason: string };

const BYTES_MAX = 1_048_576;
const TOO_LARGE = 'The file has more than 1 MB, so it was not read. Send it in pieces.';
const NOT_CSV = 'Only CSV files are read here. Save the table as CSV and send that.';
const GONE = 'The file could not be fetched from Telegram. Send it again.';
const WANTED_NAME = /\.(csv|tsv|txt)$/i;
const WANTED_TYPE = /^text\/|csv|ms-excel$/i;

/** A table that somebody sends; anything else is not even fetched. */
export async function fetchDocument(api: BotApi, document: TelegramDocument): Promise<Fetched> {
  const { file_id, file_name = 'file', mime_type = 'application/octet-stream' } = document;
  if ((document.file_size ?? 0) > BYTES_MAX) return { kind: 'unwanted', because: TOO_LARGE };
  if (!WANTED_NAME.test(file_name) && !WANTED_TYPE.test(mime_type)) {
    return { kind: 'unwanted', because: NOT_CSV };
  }
  const found = await api.call('getFile', { file_id });
  if (found.kind === 'unreached') return { kind: 'later', reason: found.reason };
  if (found.kind === 'refused') {
    const isPassing = found.code === 429 || found.code >= 500;
    if (isPassing) return { kind: 'later', reason: found.description };
    return { kind: 'unwanted', because: GONE };
  }
  const path = fileSchema.safeParse(found.result).data?.file_path;
  if (path === undefined) return { kind: 'unwanted', because: GONE };
  const download = await api.download(path, BYTES_MAX);
  switch (download.kind) {
    case 'ok':
      return {
        kind: 'file',
        file: { name: file_name, mediaType: mime_type, bytes: download.bytes },
      };
    case 'too-large':
      return { kind: 'unwanted', because: TOO_LARGE };
    case 'gone':
      return { kind: 'unwanted', because: GONE };
    case 'unreached':
      return { kind: 'later', reason: download.reason };
  }
}
