// What comes back with an answer: in which thread it belongs, which card was pressed, which slash
// command is waiting. Kept with the message, so it is one line of text and names no secret.

export interface Route {
  /** The first message of the thread to answer in. */
  readonly thread?: string;
  /** The message whose button was pressed. */
  readonly card?: string;
  /** Who is answered. */
  readonly user?: string;
  /** The conversation a slash command was typed in. */
  readonly place?: string;
  /** Under which name the address for an answer that only its asker sees is remembered. */
  readonly hook?: string;
}

const NAMES = ['thread', 'card', 'user', 'place', 'hook'] as const;

export function toReplyTo(route: Route): string | null {
  const set = new URLSearchParams();
  for (const name of NAMES) if (route[name]) set.set(name, route[name]);
  return set.size === 0 ? null : set.toString();
}

export function fromReplyTo(replyTo: string | null): Route {
  const found = new URLSearchParams(replyTo ?? '');
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = found.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}
