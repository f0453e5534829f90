/**
 * Where an answer belongs, in the `replyTo` of a message: the topic of a forum, the message of a
 * group that is answered, and the message of ours whose button was pressed.
 */
export interface ReplyPlace {
  readonly threadId: number | null;
  readonly answeredId: number | null;
  readonly pressedId: number | null;
}

const NOWHERE: ReplyPlace = { threadId: null, answeredId: null, pressedId: null };
const PART = /^([tap])(\d{1,15})$/;

export function toReplyTo(place: Partial<ReplyPlace>): string | null {
  const { threadId, answeredId, pressedId } = { ...NOWHERE, ...place };
  const parts = [
    threadId === null ? null : `t${threadId}`,
    answeredId === null ? null : `a${answeredId}`,
    pressedId === null ? null : `p${pressedId}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('.');
}

/** What it does not understand is left out. */
export function fromReplyTo(replyTo: string | null): ReplyPlace {
  const found = new Map<string, number>();
  for (const part of replyTo?.split('.') ?? []) {
    const [, letter, digits] = PART.exec(part) ?? [];
    if (letter !== undefined) found.set(letter, Number(digits));
  }
  return {
    threadId: found.get('t') ?? null,
    answeredId: found.get('a') ?? null,
    pressedId: found.get('p') ?? null,
  };
}
