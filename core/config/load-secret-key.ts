import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Secret } from '../base/secret.ts';
import { type Config, ConfigRefused } from './config.ts';

const FILE_NAME = 'secret.key';
const KEY_BYTES = 32;

/**
 * The key for stored credentials: SECRET_KEY, or the one kept in the data folder, made at the
 * first start. Two processes that start at once end up with the same key.
 */
export async function loadSecretKey(
  config: Pick<Config, 'secretKey' | 'dataDir'>,
): Promise<Secret> {
  if (config.secretKey) return config.secretKey;
  const file = path.join(config.dataDir, FILE_NAME);
  const known = await readKey(file);
  if (known) return known;
  await mkdir(config.dataDir, { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, randomBytes(KEY_BYTES).toString('base64url'), { mode: 0o600 });
  try {
    // A link appears complete or not at all, and never replaces a key that somebody else made.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const made = await readKey(file);
  if (!made) throw new ConfigRefused(`${file} cannot be read. Set SECRET_KEY, or restore it.`);
  return made;
}

async function readKey(file: string): Promise<Secret | undefined> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (text.length < KEY_BYTES) {
    throw new ConfigRefused(
      `${file} is damaged. Restore it from a backup; deleting it makes every stored ` +
        'channel credential unreadable.',
    );
  }
  return new Secret(text);
}
