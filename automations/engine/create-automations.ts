import { randomBytes } from 'node:crypto';
import type { Clock } from '../../core/base/clock.ts';
import type { Logger } from '../../core/base/log.ts';
import type { Random } from '../../core/base/random.ts';
import type { Queryable } from '../../core/database/queryable.ts';
import type { Engine } from '../../core/engine.ts';
import { nameSku, sayAction } from '../render/sentence.ts';
import { listToApprove, refuseWaiting } from './action-store.ts';
import type { Automations } from './automations.ts';
import { daysBefore, runBackTest } from './back-test.ts';
import { type CallWebhook, createCallWebhook } from './call-webhook.ts';
import { decideWaiting } from './decide-waiting.ts';
import {
  checkSaving,
  createRule,
  type EditDeps,
  reviseAutomation,
  setAutomationState,
} from './edit-rules.ts';
import { explainNot } from './explain-not.ts';
import {
  ensureHead,
  keepSecret,
  lockHead,
  readHead,
  readNewest,
  readSecret,
  setStop,
  skipTo,
} from './head-store.ts';
import { createHearing } from './hearing.ts';
import type { AutomationPorts } from './ports.ts';
import { createCatalogReader } from './read-catalog.ts';
import type { AutomationRun } from './records.ts';
import { listRules, readRule, readRuleVersion } from './rule-store.ts';
import { countOutcomes, listKeys, listRuns } from './run-store.ts';
import * as todo from './todo-store.ts';

export interface AutomationsDeps {
  readonly core: Pick<
    Engine,
    'catalog' | 'pricing' | 'ledger' | 'database' | 'leases' | 'signals' | 'vault'
  >;
  readonly ports: AutomationPorts;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Default: https to the open internet only. */
  readonly callWebhook?: CallWebhook;
}

const DAY_MS = 86_400_000;
const HISTORY_MAX = 100;
const WAITING_LISTED_MAX = 100;
const SECRET_BYTES = 32;

/** Everything of automations, put together. Call `listen` before `engine.start`. */
export function createAutomations(given: AutomationsDeps): Automations {
  const { core, clock } = given;
  const readCatalog = createCatalogReader(core);
  const readWebhookSecret = (sellerId: number) => openSecret(given, sellerId);
  const deps = {
    ...given,
    callWebhook: given.callWebhook ?? createCallWebhook(),
    ...{ readCatalog, readSecret: readWebhookSecret },
  };
  const hearing = createHearing(deps);
  const dbOf = (sellerId: number) => core.database.forSeller(sellerId);
  return {
    ...rulesOf(deps),
    ...explanationsOf(deps),
    ...switchOf(deps),
    ...todosOf(deps),
    ...{ readCatalog, readWebhookSecret },
    async listWaiting(sellerId) {
      const catalog = await readCatalog(sellerId);
      const names = given.ports.namesOf(catalog);
      const waiting = await listToApprove(dbOf(sellerId), { sellerId, limit: WAITING_LISTED_MAX });
      return waiting.map(({ actionId, action, state, result, number, authorId, ...rest }) => ({
        ...{ actionId, action, state, result, number, authorId, doneAt: null },
        does: nameSku(sayAction(action, names), catalog.sku(rest.occurrence.skuId ?? -1)?.code),
        skuId: rest.occurrence.skuId,
        happenedAt: rest.happenedAt,
      }));
    },
    decide: (sellerId, o) =>
      decideWaiting({ ...deps, carry: (name) => hearing.carry(name) }, sellerId, o),
    wake: (sellerId) => hearing.wake(sellerId),
    listen: () => hearing.listen(),
    start: () => hearing.start(),
    stop: () => hearing.stop(),
    settle: () => hearing.settle(),
  };

  function rulesOf(edit: EditDeps) {
    const dayAgo = () => new Date(clock.now().getTime() - DAY_MS);
    return {
      create: (sellerId, o) => createRule(edit, sellerId, o),
      check: (sellerId, { rule, authorId, except = null }) =>
        checkSaving(edit, dbOf(sellerId), {
          ...{ sellerId, rule, authorId },
          except: except ?? null,
        }),
      revise: (sellerId, o) => reviseAutomation(edit, sellerId, o),
      list: (sellerId) => listRules(dbOf(sellerId), { sellerId, dayAgo: dayAgo() }),
      async show(sellerId, number) {
        const found = await readRule(dbOf(sellerId), { sellerId, number, dayAgo: dayAgo() });
        return found && found.state !== 'removed' ? found : null;
      },
      setState: (sellerId, o) => setAutomationState(edit, sellerId, o),
      remove: (sellerId, o) => setAutomationState(edit, sellerId, { ...o, state: 'removed' }),
      restore: (sellerId, o) =>
        setAutomationState(edit, sellerId, { ...o, state: 'paused', isRestored: true }),
    } satisfies Partial<Automations>;
  }
}

function explanationsOf(deps: EditDeps & Pick<AutomationsDeps, 'log'>) {
  const { core, clock, ports, readCatalog } = deps;
  const dbOf = (sellerId: number) => core.database.forSeller(sellerId);
  const find = async (sellerId: number, number: number) => {
    const dayAgo = new Date(clock.now().getTime() - DAY_MS);
    return (await readRule(dbOf(sellerId), { sellerId, number, dayAgo })) ?? null;
  };
  return {
    history: (sellerId, { number, limit = HISTORY_MAX }) =>
      listRuns(dbOf(sellerId), { sellerId, number, limit: Math.min(limit, HISTORY_MAX) }),
    countToday(sellerId, number) {
      const since = new Date(clock.now().getTime() - DAY_MS);
      return countOutcomes(dbOf(sellerId), { sellerId, number, since });
    },
    async whyFired(sellerId, number) {
      const automation = await find(sellerId, number);
      if (!automation) return null;
      const [run] = await listRuns(dbOf(sellerId), { sellerId, number, limit: 1 });
      if (!run) return null;
      const { version } = run;
      const rule = await readRuleVersion(dbOf(sellerId), { sellerId, number, version });
      const seen = await markUndelivered(ports, dbOf(sellerId), { sellerId, run });
      return { automation, run: seen, rule: rule ?? automation.rule };
    },
    async whyNot(sellerId, { number, skuId = null }) {
      const automation = await find(sellerId, number);
      if (!automation || automation.state === 'removed') return null;
      const catalog = await readCatalog(sellerId);
      const head = await readHead(dbOf(sellerId), sellerId);
      return explainNot(deps, {
        ...{ sellerId, automation, skuId: skuId ?? null, catalog },
        names: ports.namesOf(catalog),
        stoppedAt: head?.stoppedAt ?? null,
      });
    },
    async backTest(sellerId, { rule, days }) {
      const until = clock.now();
      const catalog = await readCatalog(sellerId);
      return runBackTest(core, { sellerId, rule, catalog, from: daysBefore(until, days), until });
    },
  } satisfies Partial<Automations>;
}

/** Told is what has left: a message may still wait for its app. */
async function markUndelivered(
  ports: AutomationPorts,
  db: Queryable,
  { sellerId, run }: { sellerId: number; run: AutomationRun },
): Promise<AutomationRun> {
  const named = await listKeys(db, { sellerId, runId: run.runId });
  const keys = named.map(({ key }) => key);
  const left = await ports.listUndelivered(db, { sellerId, keys });
  const states = new Map(left.map(({ key, state }) => [key, state]));
  const actions = run.actions.map((action) => {
    const key = named.find(({ actionId }) => actionId === action.actionId)?.key ?? '';
    const undelivered = states.get(key);
    return undelivered ? { ...action, undelivered } : action;
  });
  return { ...run, actions };
}

function switchOf({ core, clock }: Pick<AutomationsDeps, 'core' | 'clock'>) {
  return {
    async stopAll(sellerId, personId) {
      const at = clock.now();
      return core.database.forSeller(sellerId).transaction(async (tx) => {
        await ensureHead(tx, { sellerId, at });
        await lockHead(tx, sellerId);
        const because = 'Everything was stopped before it was done.';
        await refuseWaiting(tx, { sellerId, number: null, at, because });
        return setStop(tx, { sellerId, at, by: personId });
      });
    },
    async resumeAll(sellerId, personId) {
      const at = clock.now();
      return core.database.forSeller(sellerId).transaction(async (tx) => {
        if (!(await lockHead(tx, sellerId))) return false;
        if (!(await setStop(tx, { sellerId, at: null, by: personId }))) return false;
        // What happened meanwhile is not made up for.
        await skipTo(tx, { sellerId, ...(await readNewest(tx, sellerId)), at });
        return true;
      });
    },
    async readStop(sellerId) {
      const head = await readHead(core.database.forSeller(sellerId), sellerId);
      const { stoppedAt: at = null, stoppedBy: personId = null } = head ?? {};
      return at && personId !== null ? { at, personId } : null;
    },
  } satisfies Partial<Automations>;
}

function todosOf({ core, clock }: Pick<AutomationsDeps, 'core' | 'clock'>) {
  const dbOf = (sellerId: number) => core.database.forSeller(sellerId);
  return {
    listTasks: (sellerId) => todo.listTasks(dbOf(sellerId), sellerId),
    closeTask: (sellerId, { taskId, personId: by }) =>
      todo.closeTask(dbOf(sellerId), { sellerId, taskId, at: clock.now(), by }),
    listPurchaseDrafts: (sellerId) => todo.listDrafts(dbOf(sellerId), sellerId),
    closePurchaseDraft: (sellerId, { draftId, personId: by }) =>
      todo.closeDraft(dbOf(sellerId), { sellerId, draftId, at: clock.now(), by }),
    listTargets: (sellerId) => todo.listTargets(dbOf(sellerId), sellerId),
    saveTarget: (sellerId, { name, to, madeBy }) =>
      todo.saveTarget(dbOf(sellerId), {
        ...{ sellerId, name, madeBy, at: clock.now(), frontEnd: to.frontEnd },
        chatId: 'chatId' in to ? to.chatId : null,
        personId: 'personId' in to ? to.personId : null,
      }),
    removeTarget: (sellerId, name) => todo.removeTarget(dbOf(sellerId), { sellerId, name }),
  } satisfies Partial<Automations>;
}

/** Made when it is first asked for; of two who make one, the first stays. */
async function openSecret(
  { core, clock }: Pick<AutomationsDeps, 'core' | 'clock'>,
  sellerId: number,
): Promise<string> {
  const db = core.database.forSeller(sellerId);
  const owner = { sellerId, accountPublicId: 'automations', purpose: 'outgoing-webhooks' } as const;
  const known = await readSecret(db, sellerId);
  if (known !== null) return core.vault.open(owner, known);
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  await ensureHead(db, { sellerId, at: clock.now() });
  await keepSecret(db, { sellerId, sealed: core.vault.seal(owner, secret) });
  const kept = await readSecret(db, sellerId);
  return kept === null ? secret : core.vault.open(owner, kept);
}
