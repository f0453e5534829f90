/**
 * A server on loopback that speaks the OpenAI protocol and says what it was told to say, once each.
 *
 * It is no model: it shows what the product sends, and what it does with an answer, however bad.
 * Every request, and every answer that claims to be a proper one, is held against the published
 * description where that is there; what does not fit is kept in `problems`.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { missingContract, openContract } from './contracts.ts';
import { OPENAI_CONTRACT, type OpenAiContract, openOpenAiContract } from './openai-contract.ts';

export type Scripted =
  /** A completion whose text is this value as JSON. */
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string; readonly end?: 'stop' | 'length' }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'error'; readonly status: number; readonly message?: string }
  /** Anything at all, as 200. */
  | { readonly kind: 'raw'; readonly body: string; readonly type?: string }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Never answers; or begins to, and never ends. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'drip' };

export interface ChatRequest {
  readonly headers: http.IncomingHttpHeaders;
  readonly path: string;
  /** The whole body as it came. */
  readonly text: string;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format: {
      readonly json_schema: { readonly name: string; readonly schema: unknown };
    };
  };
}

export interface OpenAiServer {
  readonly baseURL: string;
  readonly requests: readonly ChatRequest[];
  readonly problems: readonly string[];
  /** False: nothing was held against the published description, which is not there. */
  readonly isChecked: boolean;
  /** What it says next, instead of what it was still to say; after that, its script. */
  say(...answers: readonly Scripted[]): void;
  close(): Promise<void>;
}

/** No commands, or no rule, as it was asked for. */
const NOTHING: Readonly<Record<string, Scripted>> = {
  commands: { kind: 'value', value: { drafts: [] } },
  automation: { kind: 'value', value: { rule: null } },
};
const sayNothing = ({ body }: ChatRequest): Scripted =>
  NOTHING[body.response_format?.json_schema.name ?? ''] ?? { kind: 'refusal' };
const JSON_TYPE = 'application/json';

export async function startOpenAiServer({
  script = sayNothing,
}: {
  /** What it says when it was told nothing else. */
  script?: (request: ChatRequest) => Scripted;
} = {}): Promise<OpenAiServer> {
  const contract =
    missingContract(OPENAI_CONTRACT) === null
      ? openOpenAiContract(openContract(OPENAI_CONTRACT))
      : null;
  const requests: ChatRequest[] = [];
  const problems: string[] = [];
  const waiting: Scripted[] = [];
  const note = (what: string, found: string | null | undefined) => {
    if (found) problems.push(`${what}: ${found}`);
  };

  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const body = JSON.parse(text) as ChatRequest['body'];
    const asked = { headers: request.headers, path: request.url ?? '', text, body };
    requests.push(asked);
    note('request', contract?.checkRequest(body));
    answer(response, waiting.shift() ?? script(asked), { model: body.model, contract, note });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    requests,
    problems,
    isChecked: contract !== null,
    say: (...answers) => void waiting.splice(0, waiting.length, ...answers),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  response: http.ServerResponse,
  scripted: Scripted,
  o: {
    model: string;
    contract: OpenAiContract | null;
    note: (what: string, found: string | null | undefined) => void;
  },
): void {
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': JSON_TYPE }).end(JSON.stringify(body));
  };
  const complete = (message: object, end = 'stop') => {
    const body = toCompletion(o.model, { refusal: null, content: null, ...message }, end);
    o.note('answer', o.contract?.checkAnswer(body));
    send(200, body);
  };
  switch (scripted.kind) {
    case 'value':
      complete({ content: JSON.stringify(scripted.value) });
      return;
    case 'text':
      complete({ content: scripted.text }, scripted.end);
      return;
    case 'refusal':
      complete({ refusal: 'I cannot help with that.' });
      return;
    case 'error': {
      const { status, message = 'That did not work.' } = scripted;
      const body = { error: { message, type: 'error', param: null, code: null } };
      o.note('error', o.contract?.checkError(body));
      send(status, body);
      return;
    }
    case 'raw':
      response.writeHead(200, { 'content-type': scripted.type ?? JSON_TYPE }).end(scripted.body);
      return;
    case 'redirect':
      response.writeHead(307, { location: scripted.to }).end();
      return;
    case 'drip':
      response.writeHead(200, { 'content-type': JSON_TYPE }).write('{"choices": [');
      return;
    case 'hang':
      return;
  }
}

function toCompletion(model: string, message: object, end: string): object {
  return {
    ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1_790_000_000, model },
    choices: [
      { index: 0, message: { role: 'assistant', ...message }, finish_reason: end, logprobs: null },
    ],
    usage: { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1_000 },
  };
}
