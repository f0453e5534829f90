/** Every group of nodes that reach each other, as sorted lists. */
export function findCycles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const cycles = new Map<string, string[]>();
  for (const start of edges.keys()) {
    const forward = reach(edges, start);
    if (!forward.has(start)) continue;
    const together = [...forward].filter((node) => reach(edges, node).has(start)).sort();
    cycles.set(together.join(' '), together);
  }
  return [...cycles.values()];
}

/** What can be reached from a node in one step or more. */
function reach(edges: ReadonlyMap<string, ReadonlySet<string>>, start: string): Set<string> {
  const seen = new Set<string>();
  const open = [...(edges.get(start) ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    open.push(...(edges.get(node) ?? []));
  }
  return seen;
}
