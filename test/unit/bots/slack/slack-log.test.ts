import { expect, test } from 'vitest';
import { createSdkLog } from '../../../../bots/slack/sdk-log.ts';
import { createLogger } from '../../../../core/base/log.ts';
import { Secret } from '../../../../core/base/secret.ts';

test('what the library warns of is logged without tokens, tickets and addresses of hooks', () => {
  const lines: string[] = [];
  const log = createLogger({ level: 'debug', write: (line) => void lines.push(line) });
  const secrets = [new Secret('a-signing-secret')];
  const sdk = createSdkLog({ log, level: 'warn', secrets });
  sdk.debug('xoxb-1-a is not even written');
  sdk.warn('WebSocket error at wss://wss.slack.com/link/?ticket=abc&app_id=1 with xapp-1-A1-2-b');
  sdk.error('POST https://hooks.slack.com/actions/T1/2/3 failed:', new Error('a-signing-secret'));
  expect(lines.length).toBe(2);
  expect(lines[0]).toContain('WebSocket error at [address] with [secret]');
  expect(lines[1]).toContain('POST [address] failed: Error: [secret]');
  expect(lines.join('')).not.toMatch(/ticket|xapp-|xoxb-|hooks\.slack|a-signing/);
});
