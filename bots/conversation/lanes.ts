/** Work of one name is done in its order, one after the other; names do not wait for each other. */
export interface Lanes {
  run<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  /** Resolves when nothing runs or waits. */
  settle(): Promise<void>;
}

export function createLanes(): Lanes {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(name, work) {
      const before = last.get(name) ?? Promise.resolve();
      const own = before.then(work);
      const end = own.then(
        () => undefined,
        () => undefined,
      );
      last.set(name, end);
      void end.then(() => {
        if (last.get(name) === end) last.delete(name);
      });
      return own;
    },
    async settle() {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
