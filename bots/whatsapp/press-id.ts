// What a button carries and comes back with: the question and the option, from 0.

const PRESS_ID = /^q:([a-z0-9]{1,32}):(\d{1,3})$/;

export const toPressId = (o: { questionId: string; option: number }): string =>
  `q:${o.questionId}:${o.option}`;

/** Null: not a button of ours. */
export function readPressId(id: string): { questionId: string; option: number } | null {
  const [, questionId, option] = PRESS_ID.exec(id) ?? [];
  if (questionId === undefined || option === undefined) return null;
  return { questionId, option: Number.parseInt(option, 10) };
}
