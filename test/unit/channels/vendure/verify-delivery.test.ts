import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../core/base/secret.ts';
import { signDelivery, verifyDelivery } from '../../../../core/channels/vendure/verify-delivery.ts';

const NOW = new Date('2026-03-01T09:00:00Z');
const NOW_SECONDS = String(NOW.getTime() / 1000);
const BODY = Buffer.from('{"event":"order.placed","orderCode":"ABC"}');
const ID = 'msg_1';

interface Sent {
  readonly id?: string | undefined;
  readonly timestamp?: string | undefined;
  readonly body?: Buffer;
  /** What is signed, where it is not what is sent. */
  readonly signedTimestamp?: string;
  readonly signature?: string | undefined;
  readonly secrets?: readonly Secret[];
}

function deliver(sent: Sent) {
  const { id = ID, timestamp = NOW_SECONDS, body = BODY } = sent;
  const signed = { id, timestamp: sent.signedTimestamp ?? timestamp, rawBody: BODY };
  const signature = 'signature' in sent ? sent.signature : signDelivery({ ...signed, secret: 's' });
  const headers = {
    'webhook-id': 'id' in sent ? sent.id : id,
    'webhook-timestamp': 'timestamp' in sent ? sent.timestamp : timestamp,
    'webhook-signature': signature,
  };
  const secrets = sent.secrets ?? [new Secret('s')];
  return verifyDelivery({ rawBody: body, headers, receivedAt: NOW }, secrets).kind;
}

const at = (seconds: number) => String(NOW.getTime() / 1000 + seconds);

describe('who sent an event of a Vendure shop', () => {
  it('an event that was signed just now is accepted', () => {
    expect(deliver({})).toBe('verified');
  });

  it('the signature is the one other programs make', () => {
    // printf '%s' 'msg_1.1772355600.{"event":…}' | openssl dgst -sha256 -hmac s -binary | base64
    expect(deliver({ signature: 'v1,SbEAKodjpaCKJbygsn0kzRINZNSnd/1mm4LbeWn7p9A=' })).toBe(
      'verified',
    );
  });

  it('clocks may be five minutes apart either way, and not a second more', () => {
    for (const seconds of [-300, -1, 0, 300]) {
      expect(deliver({ timestamp: at(seconds) })).toBe('verified');
    }
    for (const seconds of [-301, 301, -86_400, 86_400]) {
      expect(deliver({ timestamp: at(seconds) })).toBe('refused');
    }
  });

  it('a delivery sent again an hour later is refused, and so is its time made new', () => {
    const old = at(-3_600);
    expect(deliver({ timestamp: old })).toBe('refused');
    expect(deliver({ timestamp: NOW_SECONDS, signedTimestamp: old })).toBe('refused');
  });

  it.each([
    'NaN',
    'Infinity',
    '',
    ' ',
    `${NOW_SECONDS}.0`,
    `+${NOW_SECONDS}`,
    `-${NOW_SECONDS}`,
    ` ${NOW_SECONDS}`,
    `${NOW_SECONDS}, ${NOW_SECONDS}`,
    '1e99',
    '1772355e3',
    '0x69A3F0D0',
    '١٧٧٢٣٥٥٦٠٠',
    `${NOW_SECONDS}000`,
  ])('the time %j is none, even when it is signed', (timestamp) => {
    expect(deliver({ timestamp })).toBe('refused');
  });

  it('without id, time or signature nothing is accepted', () => {
    expect(deliver({ id: undefined })).toBe('refused');
    expect(deliver({ timestamp: undefined })).toBe('refused');
    expect(deliver({ signature: undefined })).toBe('refused');
    expect(deliver({ signature: '' })).toBe('refused');
  });

  it('one changed byte, another id, another secret or another scheme is refused', () => {
    const good = signDelivery({ id: ID, timestamp: NOW_SECONDS, rawBody: BODY, secret: 's' });
    expect(deliver({ body: Buffer.from(`${BODY} `) })).toBe('refused');
    expect(deliver({ id: 'msg_2', signature: good })).toBe('refused');
    expect(deliver({ secrets: [new Secret('t')] })).toBe('refused');
    expect(deliver({ secrets: [] })).toBe('refused');
    expect(deliver({ signature: good.replace('v1,', 'v2,') })).toBe('refused');
    expect(deliver({ signature: good.slice('v1,'.length) })).toBe('refused');
  });

  it('a Vendure account without a secret accepts nobody', () => {
    const signature = signDelivery({ id: ID, timestamp: NOW_SECONDS, rawBody: BODY, secret: '' });
    expect(deliver({ signature, secrets: [new Secret('')] })).toBe('refused');
  });

  it('while a secret is changed, one right signature among several is enough', () => {
    const signed = { id: ID, timestamp: NOW_SECONDS, rawBody: BODY };
    const [old, current] = ['old', 'new'].map((secret) => signDelivery({ ...signed, secret }));
    const secrets = [new Secret('new')];
    expect(deliver({ signature: `${old} ${current}`, secrets })).toBe('verified');
    expect(deliver({ signature: `${old}`, secrets: [new Secret('old'), ...secrets] })).toBe(
      'verified',
    );
    expect(deliver({ signature: `${old}`, secrets })).toBe('refused');
    expect(deliver({ signature: `v1a,YXN5bW1ldHJpYw== ${current}`, secrets })).toBe('verified');
    expect(deliver({ signature: `${`${old} `.repeat(20)}${current}`, secrets })).toBe('refused');
  });

  it('a list of signatures with anything else in it is refused', () => {
    const good = signDelivery({ id: ID, timestamp: NOW_SECONDS, rawBody: BODY, secret: 's' });
    for (const list of [`${good}, ${good}`, ` ${good}`, `${good} `, `x ${good}`, `${good};`]) {
      expect(deliver({ signature: list })).toBe('refused');
    }
  });
});
