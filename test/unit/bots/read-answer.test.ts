import { describe, expect, it } from 'vitest';
import { createPendingQuestions } from '../../../bots/conversation/pending-questions.ts';
import { readAnswer } from '../../../bots/conversation/read-answer.ts';

const askedAt = new Date('2026-11-23T07:00:00Z');
const question = {
  draft: { command: 'sold', slots: { quantity: 3, sku: 'HOODIE-M' } },
  slot: 'location',
  options: [
    { value: 'MUM', names: ['MUM', 'Mumbai'] },
    { value: 'DEL', names: ['DEL', 'Delhi'] },
  ],
  messageId: '1',
  frontEnd: 'console',
  askedAt,
};
const minutesLater = (minutes: number) => new Date(askedAt.getTime() + minutes * 60_000);

describe('the answer to a question', () => {
  it.each(['2', ' 2. ', '#2', 'delhi', 'DEL'])('“%s” chooses the second', (typed) => {
    expect(readAnswer(typed, question)).toEqual({
      kind: 'chosen',
      draft: { command: 'sold', slots: { quantity: 3, sku: 'HOODIE-M', location: 'DEL' } },
    });
  });

  it.each(['0', '3', '99'])('“%s” is none of the numbers', (typed) => {
    expect(readAnswer(typed, question)).toEqual({ kind: 'out-of-range' });
  });

  it.each(['no', 'never mind', 'Cancel'])('“%s” is a no', (typed) => {
    expect(readAnswer(typed, question)).toEqual({ kind: 'declined' });
  });

  it.each(['stock', '2 and 1', 'sold 2 mug-red', 'd'])('“%s” is another matter', (typed) => {
    expect(readAnswer(typed, question)).toBeNull();
  });
});

describe('an open question', () => {
  it('waits five minutes, once, and for the person who was asked', () => {
    const questions = createPendingQuestions();
    questions.ask('1:ann', question);
    expect(questions.take('1:bob', minutesLater(1))).toBeNull();
    expect(questions.take('1:ann', minutesLater(4))).toBe(question);
    expect(questions.take('1:ann', minutesLater(4))).toBeNull();
    questions.ask('1:ann', question);
    expect(questions.take('1:ann', minutesLater(6))).toBeNull();
  });
});
