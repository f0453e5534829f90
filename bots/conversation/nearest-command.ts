import type { AnyCommand } from '../commands/command.ts';

const NAME_LENGTH_MIN = 3;

/** The command whose name is typed almost like this; null when none is close. */
export function nearestCommand(typed: string, commands: readonly AnyCommand[]): AnyCommand | null {
  const lower = typed.toLowerCase();
  let best: { command: AnyCommand; distance: number } | null = null;
  for (const command of commands) {
    for (const name of [command.name, ...command.aliases].filter(isLong)) {
      const head = lower.split(' ').slice(0, name.split(' ').length).join(' ');
      const distance = editDistance(head, name);
      if (
        distance <= Math.max(1, Math.floor(name.length / 3)) &&
        distance < (best?.distance ?? 9)
      ) {
        best = { command, distance };
      }
    }
  }
  return best?.command ?? null;
}

/** Of a shorter name every word would be near. */
function isLong(name: string): boolean {
  return name.length >= NAME_LENGTH_MIN;
}

/** Inserted, missing, wrong and swapped letters count one each. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
