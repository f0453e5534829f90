import type { Fault } from '../simulator.ts';

export type CallFaultKind = Exclude<Fault['kind'], `${string}-webhooks`>;
export type WebhookFaultKind = Extract<Fault['kind'], `${string}-webhooks`>;
export type CallFault = Fault & { readonly kind: CallFaultKind };

/** Faults waiting to happen, oldest first. The first that matches is taken, and counts as hit. */
export interface FaultPlan {
  inject(fault: Fault): void;
  clear(): void;
  takeForCall(effect: 'read' | 'write'): CallFault | null;
  takeForWebhook(): WebhookFaultKind | null;
  isPlanned(kind: Fault['kind']): boolean;
}

const WEBHOOK_KINDS: ReadonlySet<string> = new Set<WebhookFaultKind>([
  'reorder-webhooks',
  'duplicate-webhooks',
  'drop-webhooks',
]);

/** A stale write or a late read would be no fault at all, whatever `on` says. */
const ONLY_ON: Readonly<Partial<Record<Fault['kind'], 'read' | 'write'>>> = {
  'stale-read': 'read',
  'apply-late': 'write',
};

function isWebhookFault(fault: Fault): fault is Fault & { readonly kind: WebhookFaultKind } {
  return WEBHOOK_KINDS.has(fault.kind);
}

function isCallFault(fault: Fault): fault is CallFault {
  return !isWebhookFault(fault);
}

function isOnCall(fault: Fault, effect: 'read' | 'write'): boolean {
  const on = fault.on ?? 'any';
  const onlyOn = ONLY_ON[fault.kind] ?? effect;
  return onlyOn === effect && (on === 'any' || on === effect);
}

interface Planned<Kind extends Fault> {
  readonly fault: Kind;
  left: number;
}

export function createFaultPlan(): FaultPlan {
  let planned: Planned<Fault>[] = [];
  const take = <Kind extends Fault>(matches: (fault: Fault) => fault is Kind): Kind | null => {
    for (const entry of planned) {
      const { fault } = entry;
      if (!matches(fault)) continue;
      entry.left -= 1;
      if (entry.left <= 0) planned = planned.filter((other) => other !== entry);
      return fault;
    }
    return null;
  };
  return {
    inject(fault) {
      const left = fault.count ?? Number.POSITIVE_INFINITY;
      if (left > 0) planned.push({ fault, left });
    },
    clear() {
      planned = [];
    },
    takeForCall(effect) {
      return take((fault): fault is CallFault => isCallFault(fault) && isOnCall(fault, effect));
    },
    takeForWebhook: () => take(isWebhookFault)?.kind ?? null,
    isPlanned: (kind) => planned.some((entry) => entry.fault.kind === kind),
  };
}
