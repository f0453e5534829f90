import type { MenuEntry } from '../front-end/front-end.ts';

/** The platform's limits for a bot's menu. */
const NAME_LENGTH_MAX = 32;
const SUMMARY_LENGTH_MAX = 256;
const ENTRIES_MAX = 100;

/** "add sku" is /add_sku there. */
export function toSlash(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return plain.replace(/^_+|_+$/g, '').slice(0, NAME_LENGTH_MAX);
}

export function toBotCommands(
  menu: readonly MenuEntry[],
): { readonly command: string; readonly description: string }[] {
  const bySlash = new Map<string, string>();
  for (const { name, summary } of menu) {
    const slash = toSlash(name);
    if (slash !== '' && summary !== '' && !bySlash.has(slash)) bySlash.set(slash, summary);
  }
  return [...bySlash]
    .slice(0, ENTRIES_MAX)
    .map(([command, summary]) => ({ command, description: summary.slice(0, SUMMARY_LENGTH_MAX) }));
}

/** "add_sku" is the command "add sku", where there is such a one. */
export function fromSlash(slash: string, menu: readonly MenuEntry[]): string {
  const lower = slash.toLowerCase();
  return menu.find(({ name }) => toSlash(name) === lower)?.name ?? lower.replaceAll('_', ' ');
}
