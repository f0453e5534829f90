import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assert } from '../../base/assert.ts';
import type { Clock } from '../../base/clock.ts';
import { toError } from '../../base/errors.ts';
import { parseJson } from '../../base/lossless-json.ts';
import type { CallFault, FaultPlan } from './fault-plan.ts';
import {
  jsonReply,
  type PreparedCall,
  pageReply,
  type SimulatedApi,
  type SimulatedReply,
  type SimulatedRequest,
} from './simulated-api.ts';

/** A shop's API takes far less in one call; more is a defect of the caller. */
const BODY_BYTES_MAX = 1_048_576;
const LATE_MS_USUAL = 200;
const SLOW_MS_USUAL = 200;

export interface SimulatorServer {
  /** Listens on 127.0.0.1; resolves when calls are welcome. */
  start(): Promise<void>;
  /** Cuts every connection and forgets what was to be applied late. Rejects after a defect. */
  stop(): Promise<void>;
  /** "http://127.0.0.1:port"; throws before `start`. */
  origin(): string;
  calls(): { readonly read: number; readonly write: number; readonly refused: number };
}

type Reaction = { readonly reply: SimulatedReply } | 'cut' | 'silence';

function headersOf(message: IncomingMessage): Record<string, string | undefined> {
  const joined: Record<string, string | undefined> = {};
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    joined[name] = values?.join(', ');
  }
  return joined;
}

/** Null: too much was sent. */
async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toRequest(message: IncomingMessage, rawBody: Buffer): SimulatedRequest {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: headersOf(message),
    body: rawBody.length === 0 ? null : parseJson(rawBody),
  };
}

function send(response: ServerResponse, reply: SimulatedReply): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-type': reply.contentType });
  response.end(reply.text);
}

class LoopbackServer implements SimulatorServer {
  readonly #api: SimulatedApi;
  readonly #faults: FaultPlan;
  readonly #clock: Clock;
  readonly #port: number;
  readonly #counts = { read: 0, write: 0, refused: 0 };
  readonly #late = new Set<() => void>();
  readonly #server = createServer((message, response) => void this.#serve(message, response));
  #stopping = new AbortController();
  // A defect of a simulator must reach whoever runs the test, and not pass for a fault.
  #defect: Error | null = null;

  constructor(o: { api: SimulatedApi; faults: FaultPlan; clock: Clock; port: number }) {
    this.#api = o.api;
    this.#faults = o.faults;
    this.#clock = o.clock;
    this.#port = o.port;
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stopping = new AbortController();
      this.#server.once('error', reject);
      this.#server.listen({ host: '127.0.0.1', port: this.#port }, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    for (const cancel of this.#late) cancel();
    this.#late.clear();
    return new Promise((resolve, reject) => {
      this.#server.close(() => (this.#defect ? reject(this.#defect) : resolve()));
      this.#server.closeAllConnections();
    });
  }

  origin(): string {
    const address = this.#server.address() as AddressInfo | null;
    assert(address, 'The simulator is not started: call start() first.');
    return `http://127.0.0.1:${address.port}`;
  }

  calls(): { readonly read: number; readonly write: number; readonly refused: number } {
    return { ...this.#counts };
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const reaction = await this.#react(message);
      if (reaction === 'cut') response.destroy();
      else if (reaction !== 'silence' && !response.destroyed) send(response, reaction.reply);
    } catch (error) {
      if (message.destroyed && !message.complete) return;
      this.#defect ??= toError(error);
      if (response.destroyed || response.headersSent) return;
      send(response, jsonReply({ simulatorDefect: toError(error).message }, { status: 500 }));
    }
  }

  async #react(message: IncomingMessage): Promise<Reaction> {
    const rawBody = await readBody(message);
    if (rawBody === null) {
      return this.#refuse(jsonReply({ error: 'too large' }, { status: 413 }));
    }
    const call = this.#api.prepare(toRequest(message, rawBody));
    const fault = call.effect === 'refused' ? null : this.#faults.takeForCall(call.effect);
    return fault ? this.#misbehave(call, fault) : this.#answer(call);
  }

  async #misbehave(call: PreparedCall, fault: CallFault): Promise<Reaction> {
    const { faultReplies } = this.#api;
    switch (fault.kind) {
      case 'rate-limit':
        return this.#refuse(faultReplies.rateLimited({ afterMs: fault.afterMs ?? null }));
      case 'unauthorized':
        return this.#refuse(faultReplies.unauthorized());
      case 'server-error':
        return this.#refuse(faultReplies.serverError());
      case 'error-body-200':
        return this.#refuse(faultReplies.errorBody());
      case 'hang':
        this.#counts.refused += 1;
        return 'silence';
      case 'lose-reply':
        this.#answer(call);
        return 'cut';
      case 'apply-late':
        if (call.effect === 'write') this.#applyLate(call.run, fault.afterMs ?? LATE_MS_USUAL);
        this.#counts.write += 1;
        return { reply: pageReply('Gateway time-out', { status: 504 }) };
      case 'stale-read':
        return this.#answer(call, 'before');
      case 'slow': {
        const reaction = this.#answer(call);
        await this.#clock.sleep(fault.afterMs ?? SLOW_MS_USUAL, this.#stopping.signal);
        return reaction;
      }
    }
  }

  #answer(call: PreparedCall, when: 'now' | 'before' = 'now'): Reaction {
    this.#counts[call.effect] += 1;
    if (call.effect === 'refused') return { reply: call.reply };
    return { reply: call.effect === 'read' ? call.answer(when) : call.run() };
  }

  #refuse(reply: SimulatedReply): Reaction {
    this.#counts.refused += 1;
    return { reply };
  }

  #applyLate(run: () => SimulatedReply, delayMs: number): void {
    const cancel = this.#clock.after(delayMs, () => {
      this.#late.delete(cancel);
      try {
        run();
      } catch (error) {
        this.#defect ??= toError(error);
      }
    });
    this.#late.add(cancel);
  }
}

export function createSimulatorServer(o: {
  api: SimulatedApi;
  faults: FaultPlan;
  clock: Clock;
  port: number;
}): SimulatorServer {
  return new LoopbackServer(o);
}
