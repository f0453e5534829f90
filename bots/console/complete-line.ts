import type { CommandCard } from '../commands/command-card.ts';
import type { Core } from '../commands/context.ts';

const NAMES_KEPT_MS = 10_000;
const OFFERED_MAX = 60;

/** What Tab offers: commands at the start of a line, names of the seller's own things after it. */
export function createCompleter(deps: {
  core: Core;
  sellerId: number;
  commands: readonly CommandCard[];
}): (line: string) => Promise<[string[], string]> {
  const { core, sellerId, commands } = deps;
  let known: { names: string[]; sinceMs: number } | null = null;

  async function names(): Promise<string[]> {
    const nowMs = core.clock.monotonicMs();
    if (known && nowMs - known.sinceMs < NAMES_KEPT_MS) return known.names;
    const [skus, locations, accounts] = await Promise.all([
      core.catalog.listSkus(sellerId),
      core.catalog.listLocations(sellerId),
      core.catalog.listAccounts(sellerId),
    ]);
    const found = [
      ...skus.map(({ code }) => code),
      ...locations.map(({ name }) => name),
      ...accounts.map(({ name }) => name),
    ];
    known = { names: found, sinceMs: nowMs };
    return found;
  }

  return async (line) => {
    const atStart = commands.map(({ name }) => name).filter((name) => name.startsWith(line));
    const typed = /\S*$/.exec(line)?.[0] ?? '';
    const isStart = typed === line.trimStart();
    const found = isStart ? [] : startingWith(await names(), typed);
    // A command of two words is still a command after its first one.
    const whole = atStart.map((name) => `${name} `);
    if (whole.length > 0 && (isStart || found.length === 0)) return [whole, line];
    return [found.slice(0, OFFERED_MAX).map((name) => `${name} `), typed];
  };
}

/** Names are found in any case: whoever types in small letters may go on so. */
function startingWith(names: readonly string[], typed: string): string[] {
  const lower = typed.toLowerCase();
  const found = names.filter((name) => name.toLowerCase().startsWith(lower));
  if (typed === lower) return found.map((name) => name.toLowerCase());
  return found.map((name) => typed + name.slice(typed.length));
}
