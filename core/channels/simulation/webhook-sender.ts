import { assert } from '../../base/assert.ts';
import type { Clock } from '../../base/clock.ts';
import type { FaultPlan } from './fault-plan.ts';

/** Ready to go: signed, and with the sender's id of the delivery in its headers. */
export interface OutgoingWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Set for shops that never repeat a webhook. */
  readonly isSentOnce?: boolean;
  /** Told once: was it answered 2xx in the end? */
  readonly onSettled?: (isAccepted: boolean) => void;
}

/** Sends at least once, one after another as things happened, the way a careful shop would. */
export interface WebhookSender {
  /** Null: nobody listens, and nothing is kept for later. */
  subscribe(url: string | null): void;
  send(webhook: OutgoingWebhook): void;
  /** Sends what the fault 'reorder-webhooks' holds back, newest first. */
  releaseHeld(): void;
  /** Releases what is held and resolves when nothing waits. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Real shops wait minutes to hours; a test that proves a retry must not. */
const RETRY_DELAYS_MS: readonly number[] = [50, 200, 800];
const ANSWER_MS_MAX = 5_000;
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

class LoopbackSender implements WebhookSender {
  readonly #clock: Clock;
  readonly #faults: FaultPlan;
  readonly #stopping = new AbortController();
  readonly #waiting: OutgoingWebhook[] = [];
  #held: OutgoingWebhook[] = [];
  #url: string | null = null;
  #pump: Promise<void> | null = null;

  constructor(o: { clock: Clock; faults: FaultPlan }) {
    this.#clock = o.clock;
    this.#faults = o.faults;
  }

  subscribe(url: string | null): void {
    assert(
      url === null || LOOPBACK_HOSTS.has(new URL(url).hostname),
      'A simulator calls nobody beyond this machine.',
    );
    this.#url = url;
  }

  send(webhook: OutgoingWebhook): void {
    if (this.#url === null || this.#stopping.signal.aborted) return;
    const fault = this.#faults.takeForWebhook();
    if (fault === 'drop-webhooks') return;
    if (fault === 'reorder-webhooks') this.#held.push(webhook);
    else this.#enqueue(fault === 'duplicate-webhooks' ? [webhook, webhook] : [webhook]);
    if (!this.#faults.isPlanned('reorder-webhooks')) this.releaseHeld();
  }

  releaseHeld(): void {
    const released = this.#held.reverse();
    this.#held = [];
    this.#enqueue(released);
  }

  async settle(): Promise<void> {
    this.releaseHeld();
    while (this.#pump) await this.#pump;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#waiting.length = 0;
    this.#held = [];
    while (this.#pump) await this.#pump;
  }

  #enqueue(webhooks: readonly OutgoingWebhook[]): void {
    this.#waiting.push(...webhooks);
    if (this.#waiting.length > 0) this.#pump ??= this.#drain();
  }

  async #drain(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      await this.#deliver(next);
    }
    this.#pump = null;
  }

  async #deliver(webhook: OutgoingWebhook): Promise<void> {
    const delaysMs = webhook.isSentOnce ? [0] : [0, ...RETRY_DELAYS_MS];
    for (const delayMs of delaysMs) {
      if (delayMs > 0) await this.#clock.sleep(delayMs, this.#stopping.signal);
      if (this.#url === null || this.#stopping.signal.aborted) return;
      if (!(await this.#post(this.#url, webhook))) continue;
      webhook.onSettled?.(true);
      return;
    }
    webhook.onSettled?.(false);
  }

  async #post(url: string, webhook: OutgoingWebhook): Promise<boolean> {
    const timeout = new AbortController();
    const cancel = this.#clock.after(ANSWER_MS_MAX, () => timeout.abort());
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...webhook.headers },
        body: webhook.body,
        redirect: 'manual',
        signal: AbortSignal.any([timeout.signal, this.#stopping.signal]),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    } finally {
      cancel();
    }
  }
}

export function createWebhookSender(o: { clock: Clock; faults: FaultPlan }): WebhookSender {
  return new LoopbackSender(o);
}
