import type { Secret } from '../../core/base/secret.ts';
import { type ChatSettings, ConfigRefused } from '../../core/config/config.ts';

/** What the environment says about Slack. */
export type SlackVariables = Pick<
  ChatSettings,
  'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN' | 'SLACK_SIGNING_SECRET'
>;

export interface SlackSettings {
  readonly botToken: Secret;
  /** socket: a connection from here to Slack. http: Slack calls `/chat/slack`. */
  readonly transport:
    | { readonly kind: 'socket'; readonly appToken: Secret }
    | { readonly kind: 'http'; readonly signingSecret: Secret };
  /** Where Slack's Web API is, with a slash at the end. */
  readonly apiUrl: string;
}

export const SLACK_API_URL = 'https://slack.com/api/';

/**
 * Null: Slack is off. With both an app token and a signing secret the socket is
 * used, because it needs no address of ours. Throws ConfigRefused for half a configuration.
 */
export function readSlackSettings(set: SlackVariables): SlackSettings | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = set;
  if (!botToken) {
    if (appToken) throw missing('SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN');
    if (signingSecret) throw missing('SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET');
    return null;
  }
  refuseOtherToken('SLACK_BOT_TOKEN', botToken, 'xoxb-');
  if (appToken) {
    refuseOtherToken('SLACK_APP_TOKEN', appToken, 'xapp-');
    return { botToken, transport: { kind: 'socket', appToken }, apiUrl: SLACK_API_URL };
  }
  if (!signingSecret) {
    throw new ConfigRefused(
      'SLACK_APP_TOKEN is missing. Set it for Socket Mode, or set SLACK_SIGNING_SECRET when ' +
        'Slack reaches this server by HTTP, or unset SLACK_BOT_TOKEN to turn Slack off.',
      { facts: { variables: ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'] } },
    );
  }
  return { botToken, transport: { kind: 'http', signingSecret }, apiUrl: SLACK_API_URL };
}

function missing(name: string, because: string): ConfigRefused {
  return new ConfigRefused(`${name} is missing. Set it, or unset ${because} to turn Slack off.`, {
    facts: { variables: [name] },
  });
}

/** The tokens of an app look alike and are easily swapped. */
function refuseOtherToken(name: string, token: Secret, prefix: string): void {
  if (token.reveal().startsWith(prefix)) return;
  throw new ConfigRefused(`${name} is another kind of token: it begins with ${prefix}. Set that.`, {
    facts: { variables: [name] },
  });
}
