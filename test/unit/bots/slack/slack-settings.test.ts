import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { frontEnds } from '../../../../bots/front-ends.ts';
import { FORM_NAMES } from '../../../../bots/slack/forms.ts';
import { WHOLE_COMMAND } from '../../../../bots/slack/read-interaction.ts';
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

test('the manifest that an app is made from asks for what the front-end uses', () => {
  const file = new URL('../../../../bots/slack/app-manifest.json', import.meta.url);
  const { features, oauth_config, settings } = JSON.parse(readFileSync(file, 'utf8'));
  const shortcuts = features.shortcuts.map(({ callback_id: id }: { callback_id: string }) => id);
  expect(shortcuts).toEqual(FORM_NAMES);
  const commands = features.slash_commands.map(({ command }: { command: string }) => command);
  expect(commands).toContain(WHOLE_COMMAND);
  expect(features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_enabled: true });
  expect(settings).toMatchObject({
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
    event_subscriptions: {
      bot_events: expect.arrayContaining(['app_home_opened', 'app_mention', 'message.im']),
    },
  });
  // To write, to open a direct chat, to send a chart, to read a CSV file.
  const scopes = ['chat:write', 'im:write', 'files:write', 'files:read', 'commands'];
  expect(oauth_config.scopes.bot).toEqual(expect.arrayContaining(scopes));
});
