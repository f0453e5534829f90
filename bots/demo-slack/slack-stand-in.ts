/**
 * A Slack of our own on loopback: the Web API, sockets, and a workspace with people in it.
 *
 * Who uses it: the demo, so that alerts to a team can be seen without an account, and the tests,
 * which hand in a `check` that holds every call against the published shapes. It keeps Slack's
 * rules as far as they are known (who may post where, triggers that run out, answers that are used
 * up) and is not Slack.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../core/base/clock.ts';
import { type AppLink, createAppLink } from './app-link.ts';
import type { People } from './people.ts';
import { createPressing } from './people-press.ts';
import { createWriting } from './people-write.ts';
import { type Args, answerHook, createMethods, type Method, Refusal } from './web-api.ts';
import { acceptSocket } from './web-socket.ts';
import { createWorkspace, type PostedMessage, type Workspace } from './workspace.ts';

export interface SlackCall {
  readonly method: string;
  readonly args: Args;
}

/** What the next call of a method is answered with instead. */
export type Fault =
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'rate-limit'; readonly afterSeconds: number }
  | { readonly kind: 'status'; readonly status: number; readonly page: string }
  | { readonly kind: 'cut' };

export interface SlackStandIn {
  readonly workspace: Workspace;
  readonly people: People;
  readonly link: AppLink;
  readonly botToken: string;
  readonly appToken: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** With a slash at the end. */
  apiUrl(): string;
  addPerson(o: { id: string; name: string }): void;
  addChannel(o: { id: string; name: string; hasApp?: boolean }): void;
  /** In a conversation or all, oldest first. */
  messages(channel?: string): readonly PostedMessage[];
  calls(method?: string): readonly SlackCall[];
  failNext(method: string, fault: Fault): void;
  /** What was sent that Slack would not take. */
  defects(): readonly string[];
}

export interface StandInOptions {
  readonly clock: Clock;
  readonly port?: number;
  /** What is wrong with a call, in words. */
  readonly check?: (call: SlackCall) => readonly string[];
  readonly botToken?: string;
  readonly appToken?: string;
}

const BODY_BYTES_MAX = 8_388_608;

class LoopbackSlack implements SlackStandIn {
  readonly workspace: Workspace;
  readonly people: People;
  readonly link: AppLink;
  readonly botToken: string;
  readonly appToken: string;
  readonly #options: StandInOptions;
  readonly #methods: Readonly<Record<string, Method>>;
  readonly #calls: SlackCall[] = [];
  readonly #faults = new Map<string, Fault[]>();
  readonly #defects: string[] = [];
  readonly #tickets = new Set<string>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(options: StandInOptions) {
    const { clock } = options;
    this.#options = options;
    this.botToken = options.botToken ?? 'xoxb-stand-in-bot';
    this.appToken = options.appToken ?? 'xapp-stand-in-app';
    this.workspace = createWorkspace(clock);
    this.link = createAppLink(clock);
    const origin = () => this.#origin();
    const { workspace, link } = this;
    const deps = { workspace, link, clock, origin };
    this.people = { ...createWriting(deps), ...createPressing(deps) };
    this.#methods = createMethods({ workspace, clock, origin });
    this.#server.on('upgrade', (request, socket) => this.#upgrade(request, socket));
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host: '127.0.0.1', port: this.#options.port ?? 0 }, () => resolve());
    });
  }

  stop(): Promise<void> {
    for (const socket of this.link.sockets()) socket.cut();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  apiUrl(): string {
    return `${this.#origin()}/api/`;
  }

  addPerson(o: { id: string; name: string }): void {
    this.workspace.people.set(o.id, o);
  }

  addChannel({ id, name, hasApp = true }: { id: string; name: string; hasApp?: boolean }): void {
    const channel = { id, name, directWith: null, hasApp, isArchived: false };
    this.workspace.conversations.set(id, channel);
  }

  messages(channel?: string): readonly PostedMessage[] {
    return this.workspace.messages.filter((one) => !channel || one.channel === channel);
  }

  calls(method?: string): readonly SlackCall[] {
    return this.#calls.filter((call) => !method || call.method === method);
  }

  failNext(method: string, fault: Fault): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), fault]);
  }

  defects(): readonly string[] {
    return [...this.#defects];
  }

  #origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const [, area = '', name = ''] = pathname.split('/');
      const body = await readBody(request);
      if (area === 'api') this.#answerCall(request, response, { method: name, body });
      else if (area === 'upload') await this.#takeUpload(request, response, { id: name, body });
      else if (area === 'files') this.#handOut(request, response, name);
      else if (area === 'hooks') this.#takeHook(response, { id: name, body });
      else sendJson(response, 404, { ok: false });
    } catch (error) {
      this.#defects.push(String(error));
      if (!response.headersSent) sendJson(response, 500, { ok: false, error: 'stand_in_defect' });
    }
  }

  #answerCall(
    request: IncomingMessage,
    response: ServerResponse,
    o: { method: string; body: Buffer },
  ): void {
    const { method } = o;
    const args = Object.fromEntries(new URLSearchParams(o.body.toString('utf8')));
    const fault = this.#faults.get(method)?.shift();
    if (fault) {
      misbehave(response, fault);
      return;
    }
    try {
      sendJson(response, 200, this.#call(request, method, args));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendJson(response, 200, { ok: false, error: error.error });
    }
  }

  #call(request: IncomingMessage, method: string, args: Args): unknown {
    const isSocket = method === 'apps.connections.open';
    const token = isSocket ? this.appToken : this.botToken;
    if (request.headers.authorization !== `Bearer ${token}`) throw new Refusal('invalid_auth');
    this.#calls.push({ method, args });
    if (isSocket) return { ok: true, url: this.#openTicket() };
    const known = this.#methods[method];
    if (!known) throw new Refusal('unknown_method');
    const strange = Object.keys(args).filter((name) => !known.args.includes(name));
    const wrong = this.#options.check?.({ method, args }) ?? [];
    const defects = [...strange.map((name) => `${method} has no ${name}`), ...wrong];
    this.#defects.push(...defects);
    if (defects.length > 0) throw new Refusal('invalid_arguments');
    return known.run(args);
  }

  async #takeUpload(
    request: IncomingMessage,
    response: ServerResponse,
    o: { id: string; body: Buffer },
  ): Promise<void> {
    const known = this.workspace.files.get(o.id);
    if (!known) return sendJson(response, 404, { ok: false });
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(o.body), { headers }).formData();
    for (const [, value] of form) {
      if (typeof value === 'string') continue;
      const bytes = new Uint8Array(await value.arrayBuffer());
      this.workspace.files.set(o.id, { ...known, bytes });
    }
    response.writeHead(200).end(`OK - ${o.body.length}`);
  }

  #handOut(request: IncomingMessage, response: ServerResponse, id: string): void {
    const file = this.workspace.files.get(id);
    if (request.headers.authorization !== `Bearer ${this.botToken}` || !file) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>');
      return;
    }
    response.writeHead(200, { 'content-type': file.mimetype }).end(file.bytes);
  }

  #takeHook(response: ServerResponse, o: { id: string; body: Buffer }): void {
    const args = JSON.parse(o.body.toString('utf8')) as Args;
    const wrong = this.#options.check?.({ method: 'response_url', args }) ?? [];
    this.#defects.push(...wrong);
    this.#calls.push({ method: 'response_url', args });
    try {
      answerHook(this.workspace, o.id, args);
      response.writeHead(200).end('ok');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      response.writeHead(404).end(error.error);
    }
  }

  #openTicket(): string {
    const ticket = this.workspace.nextId('ticket');
    this.#tickets.add(ticket);
    return `${this.#origin().replace('http:', 'ws:')}/link/?ticket=${ticket}`;
  }

  #upgrade(request: IncomingMessage, stream: Duplex): void {
    const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket');
    if (!ticket || !this.#tickets.delete(ticket)) {
      stream.destroy();
      return;
    }
    const socket = acceptSocket(request, stream, {
      message: (text) => this.link.acknowledge(text),
      closed: () => this.link.removeSocket(socket),
    });
    this.link.addSocket(socket);
    socket.send(JSON.stringify({ type: 'hello', num_connections: this.link.sockets().length }));
  }
}

export function createSlackStandIn(options: StandInOptions): SlackStandIn {
  return new LoopbackSlack(options);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new Error('A body of more than 8 MB came in.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function misbehave(response: ServerResponse, fault: Fault): void {
  switch (fault.kind) {
    case 'error':
      sendJson(response, 200, { ok: false, error: fault.error });
      return;
    case 'rate-limit':
      response.writeHead(429, { 'retry-after': String(fault.afterSeconds) }).end();
      return;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end(fault.page);
      return;
    case 'cut':
      response.destroy();
  }
}
