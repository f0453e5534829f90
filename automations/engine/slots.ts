/** At most so many at a time; the others wait for their turn. */
export function createSlots(max: number): <Value>(run: () => Promise<Value>) => Promise<Value> {
  let free = max;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
