/** Wakes one waiting loop. A ring while nobody waits is kept for the next wait, and only once. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, or at once when it has rung since the last wait. */
  wait(): Promise<void>;
}

export function createBell(): Bell {
  let next = Promise.withResolvers<void>();
  let isRung = false;
  return {
    ring() {
      isRung = true;
      next.resolve();
    },
    async wait() {
      if (!isRung) await next.promise;
      isRung = false;
      next = Promise.withResolvers<void>();
    },
  };
}
