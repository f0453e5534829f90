import { randomInt } from 'node:crypto';

const SEED_MAX = 1_000_000;

/** SEED, or a fresh one; printed with the one command that repeats the run. */
export function chooseSeed(command: string): number {
  const given = Number.parseInt(process.env.SEED ?? '', 10);
  const seed = Number.isSafeInteger(given) ? given : randomInt(SEED_MAX);
  say(`Repeat with: SEED=${seed} ${command}`);
  return seed;
}

/** Figures for people: printed whether the test passes or not. */
export function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.map((line) => `  ${line}`).join('\n')}\n`);
}

const SAID_LENGTH_MAX = 160;

/** A log in a few lines: every event with its error, and how often. */
export function summarize(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const said = shorten(line);
    counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  return [...counts].map(([said, count]) => (count > 1 ? `${count} × ${said}` : said));
}

function shorten(line: string): string {
  try {
    const { level, event, error } = JSON.parse(line) as {
      level?: string;
      event?: string;
      error?: { message?: string; facts?: { reason?: string } };
    };
    const said = [level, event, error?.message, error?.facts?.reason].filter(Boolean).join(' ');
    return said.slice(0, SAID_LENGTH_MAX);
  } catch {
    return line.slice(0, SAID_LENGTH_MAX);
  }
}
