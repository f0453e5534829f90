import { errorClass } from '../../core/base/errors.ts';
import type { InboundFile } from '../front-end/inbound-message.ts';
import type { SlackFile } from './wire.ts';

/** The file could not be fetched in the time there is before Slack wants its answer. */
export class FileNotFetched extends errorClass('slack_file_not_fetched', 'later') {}

export type Downloaded =
  | { readonly file: InboundFile }
  /** `isCsv`: it is what the message is about; anything else only came along. */
  | { readonly refused: string; readonly isCsv: boolean };

const FILE_BYTES_MAX = 1_048_576;
const FILES_HOST = 'files.slack.com';
// Slack gives us three seconds for all of it.
const TIMEOUT_MS = 2_000;
const NAME_LENGTH_MAX = 200;

const looksLikeCsv = (file: SlackFile): boolean =>
  file.filetype === 'csv' || file.mimetype === 'text/csv' || /\.csv$/i.test(file.name ?? '');

/**
 * Fetches a CSV file with our token, which goes to Slack and nowhere else. Throws FileNotFetched
 * when Slack does not hand it out.
 */
export async function downloadFile(o: {
  file: SlackFile;
  token: string;
  apiUrl: string;
}): Promise<Downloaded> {
  const { file } = o;
  if (!looksLikeCsv(file)) return { refused: 'Only CSV files can be read.', isCsv: false };
  const tooLarge = { refused: 'A CSV file has at most 1 MB.', isCsv: true };
  if ((file.size ?? 0) > FILE_BYTES_MAX) return tooLarge;
  const url = readFileUrl(file.url_private_download ?? file.url_private ?? '', o.apiUrl);
  if (!url) return { refused: 'That file cannot be fetched.', isCsv: true };
  const bytes = await fetchBytes(url, o.token);
  if (!bytes) return tooLarge;
  const name = (file.name ?? 'file.csv').slice(0, NAME_LENGTH_MAX);
  return { file: { name, mediaType: 'text/csv', bytes } };
}

function readFileUrl(text: string, apiUrl: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isSlack = url.protocol === 'https:' && url.hostname === FILES_HOST;
  return isSlack || url.origin === new URL(apiUrl).origin ? url : null;
}

/** Null: it is larger than what was announced. */
async function fetchBytes(url: URL, token: string): Promise<Uint8Array | null> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // Without the right to read it, Slack shows a page to log in.
    const isPage = response.headers.get('content-type')?.includes('text/html');
    if (response.status !== 200 || isPage || !response.body) {
      throw new FileNotFetched('Slack did not hand the file out. Give the app files:read.', {
        facts: { status: response.status },
      });
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.byteLength;
      if (size > FILE_BYTES_MAX) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof FileNotFetched) throw error;
    throw new FileNotFetched('The file could not be fetched from Slack.', { cause: error });
  }
}
