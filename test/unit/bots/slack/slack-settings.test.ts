import { expect, test } from 'vitest';
import { frontEnds } from '../../../../bots/front-ends.ts';
import { parseConfig } from '../../../../core/config/config.ts';

const prepare = (env: Record<string, string>) =>
  frontEnds.find(({ id }) => id === 'slack')?.prepare(parseConfig(env).chat);

const SLACK_BOT_TOKEN = 'xoxb-1-a';
const SLACK_APP_TOKEN = 'xapp-1-a';
const SLACK_SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

test('Slack is off without a word about it, and on with a bot token and one way to be reached', () => {
  expect(prepare({})).toBeNull();
  expect(prepare({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN })).toMatchObject({});
  expect(prepare({ SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET })).toMatchObject({});
  expect(prepare({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET })).toMatchObject({});
});

test('a Slack that is configured by half names the variable that is missing, and both ways out', () => {
  const half: [Record<string, string>, RegExp][] = [
    [{ SLACK_APP_TOKEN }, /^SLACK_BOT_TOKEN is missing.*unset SLACK_APP_TOKEN/],
    [{ SLACK_SIGNING_SECRET }, /^SLACK_BOT_TOKEN is missing.*unset SLACK_SIGNING_SECRET/],
    [{ SLACK_BOT_TOKEN }, /^SLACK_APP_TOKEN is missing.*SLACK_SIGNING_SECRET.*unset SLACK_BOT/],
  ];
  for (const [env, message] of half) expect(() => prepare(env)).toThrow(message);
});

test('swapped tokens are noticed before Slack is asked, and not printed', () => {
  const swapped = { SLACK_BOT_TOKEN: SLACK_APP_TOKEN, SLACK_APP_TOKEN: SLACK_BOT_TOKEN };
  expect(() => prepare(swapped)).toThrow(/^SLACK_BOT_TOKEN is another kind of token.*xoxb-/);
  expect(() => prepare({ SLACK_BOT_TOKEN, SLACK_APP_TOKEN: SLACK_BOT_TOKEN })).toThrow(/xapp-/);
  expect(() => prepare(swapped)).not.toThrow(/xapp-1-a/);
});
