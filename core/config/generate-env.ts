import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { renderEnvExample } from './render-env.ts';

await writeFile(path.resolve(import.meta.dirname, '../../.env.example'), renderEnvExample());
