/** Every answer of the server that is no page: a code for programs and a line for people. */
export interface Answer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The caller should come again after this. */
  readonly retryAfterSeconds?: number;
}

const RETRY_AFTER_SECONDS = 5;

/** What the server says. No text ever comes from the request or from an error. */
export const ANSWERS = {
  ok: { status: 200, code: 'ok', message: 'Taken in.' },
  badBody: { status: 400, code: 'bad_body', message: 'The body is not the JSON that we read.' },
  badRequest: { status: 400, code: 'bad_request', message: 'This is no request that we read.' },
  refused: { status: 401, code: 'refused', message: 'The signature is not right.' },
  notFound: { status: 404, code: 'not_found', message: 'There is nothing here.' },
  notAllowed: { status: 405, code: 'method_not_allowed', message: 'Use POST here.' },
  tooSlow: { status: 408, code: 'request_timeout', message: 'The request took too long.' },
  tooLarge: { status: 413, code: 'body_too_large', message: 'A body has at most 1 MB.' },
  encoded: {
    status: 415,
    code: 'content_encoding_refused',
    message: 'Send the body as it is, without a content encoding.',
  },
  headersTooLarge: { status: 431, code: 'headers_too_large', message: 'The headers are too long.' },
  broken: { status: 500, code: 'internal', message: 'Something went wrong on our side.' },
  unavailable: {
    status: 503,
    code: 'not_stored',
    message: 'It could not be stored. Send it again later.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  },
} as const satisfies Record<string, Answer>;

export const toBody = ({ code, message }: Answer) => ({ code, message });

/** For errors before there is a request: a whole answer as it goes over the wire. */
export function toRawAnswer(answer: Answer): string {
  const body = JSON.stringify(toBody(answer));
  return [
    `HTTP/1.1 ${answer.status} ${answer.code}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
