import type { ChannelSession } from '../channels/channel.ts';
import type { Sessions } from '../channels/open-sessions.ts';
import type { CallAnswer } from '../channels/outcome.ts';
import type { AccountPlace } from './cursor-store.ts';

/**
 * One question to a shop. Locked out, it is asked once more with the credentials as they are now:
 * another process may have been given new ones, and the account must not be stopped by old ones.
 * Throws AccountUnusable.
 */
export async function askShop<Value>(
  sessions: Sessions,
  place: AccountPlace,
  ask: (session: ChannelSession) => Promise<CallAnswer<Value>>,
): Promise<CallAnswer<Value>> {
  const { session } = await sessions.open(place);
  const answer = await ask(session);
  if (answer.kind !== 'needs-reauth') return answer;
  sessions.forget(place);
  const fresh = await sessions.open(place);
  return ask(fresh.session);
}
