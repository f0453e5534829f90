// One caller of one of the shop's GraphQL APIs. Vendure names the session in a response header of
// the first call that needs one (a cart, a log-in); every later call carries it as a bearer token.

// Fifty buyers at once wait for each other; where the machine is busy too, for minutes.
const CALL_MS_MAX = 300_000;

export interface GraphqlAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly GraphqlError[];
}

export interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

/** The shop broke its promise: no GraphQL answer, or errors beside it. */
export class ShopCallFailed extends Error {
  readonly code = 'SHOP_CALL_FAILED';
  readonly retry = 'never';
  readonly errors: readonly GraphqlError[];

  constructor(url: string, answer: GraphqlAnswer) {
    const reasons = answer.errors.map((error) => error.message).join('; ');
    super(`${url} answered ${answer.status}: ${reasons}. See the shop's log.`);
    this.errors = answer.errors;
  }
}

export class GraphqlSession {
  readonly url: string;
  #token: string | undefined;

  constructor(url: string) {
    this.url = url;
  }

  get token(): string | undefined {
    return this.#token;
  }

  async post(query: string, variables: object): Promise<GraphqlAnswer> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(CALL_MS_MAX),
    });
    // Empty: the shop does not know the token it was sent. Absent: nothing new.
    const named = response.headers.get('vendure-auth-token');
    this.#token = named === '' ? undefined : (named ?? this.#token);
    const body = (await response.json()) as { data?: unknown; errors?: GraphqlError[] };
    return { status: response.status, data: body.data, errors: body.errors ?? [] };
  }

  /** The `data` of the answer; throws ShopCallFailed on any GraphQL error. */
  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const answer = await this.post(query, variables);
    if (answer.errors.length > 0) throw new ShopCallFailed(this.url, answer);
    return answer.data as Data;
  }
}
