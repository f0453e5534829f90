import { readFileSync } from 'node:fs';
import { type WireOrder, wireOrder } from '../../../../core/channels/vendure/wire.ts';

const FIXTURES = new URL('../../../fixtures/vendure/', import.meta.url);

interface Recording {
  readonly request: { readonly body: { readonly query: string; readonly variables: unknown } };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: { readonly data?: Readonly<Record<string, unknown>> | null };
  };
}

/** What went over the wire between a real Vendure 3.7.3 and its administrator. */
export function recording(name: string): Recording {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));
}

export function recordedOrder(name: string): WireOrder {
  return wireOrder.parse(recording(name).response.body.data?.order);
}

export interface RecordedEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
}

/** What the plugin in that shop posted, and the secret it was signed with. */
export function recordedEvent(name: string): RecordedEvent & { readonly secret: string } {
  const text = readFileSync(new URL(`event-${name}.json`, FIXTURES), 'utf8');
  const event = JSON.parse(text) as RecordedEvent;
  return { ...event, secret: 'the-webhook-secret-of-the-recording' };
}
