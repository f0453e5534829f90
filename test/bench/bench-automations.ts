/**
 * npm run bench:automations [-- --quick]
 *
 * From an entry of the ledger to the committed message of the rule that it sets off, with 1,000
 * rules and 300 orders a second on an own durable Postgres; and what one fact costs by how many
 * rules it concerns and by how many there are. The last line is JSON.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../../core/base/clock.ts';
import { silentLogger } from '../../core/base/log.ts';
import { Secret } from '../../core/base/secret.ts';
import { APP_ROLE, SWEEP_ROLE } from '../../core/database/connection-config.ts';
import { EMBEDDED_OWNER, startEmbeddedPostgres } from '../../core/database/embedded.ts';
import { migrate } from '../../core/database/migrate.ts';
import { EMBEDDED_DATABASE } from '../../core/database/session-store.ts';
import { measureEvaluation } from './measure-evaluation.ts';
import { openRuleShop } from './rule-shop.ts';
import { quantileOf } from './statistics.ts';

const ORDERS_PER_SECOND = 300;
const RULES = 1_000;
const REQUIRED_MS = { p50: 100, p99: 1_000 };
const isQuick = process.argv.includes('--quick');
const SECONDS = isQuick ? 5 : 20;

const say = (line: string) => process.stdout.write(`${line}\n`);

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'shelftalk-bench-'));
// Postgres may run as another account, which must be able to pass.
await chmod(dataDir, 0o755);
const postgres = await startEmbeddedPostgres({ dataDir, log: silentLogger, clock: systemClock });
try {
  process.exitCode = await bench();
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function bench(): Promise<number> {
  const cores = os.cpus().length;
  say(
    `${cores} cores; load average ${os
      .loadavg()
      .map((each) => each.toFixed(1))
      .join(' ')}`,
  );
  const costs = measureEvaluation();
  say('one fact:  rules  concerned      µs');
  for (const { rules, concerned, micros } of costs.cells) {
    const columns = [rules, concerned].map((each) => String(each).padStart(6)).join('     ');
    say(`          ${columns}  ${micros.toFixed(1).padStart(6)}`);
  }
  say(`100 times the rules, as many concerned: ${costs.byAll.toFixed(2)} times the cost`);
  say(`100 times as many concerned: ${costs.byConcerned.toFixed(1)} times the cost`);

  const urlOf = (user: string) =>
    new Secret(postgres.urlFor({ user, database: EMBEDDED_DATABASE }));
  await migrate({ ownerUrl: urlOf(EMBEDDED_OWNER), log: silentLogger, clock: systemClock });
  const urls = { owner: urlOf(EMBEDDED_OWNER), app: urlOf(APP_ROLE), sweep: urlOf(SWEEP_ROLE) };
  const shop = await openRuleShop({ urls, rules: RULES });
  const run = await shop.run({ ordersPerSecond: ORDERS_PER_SECOND, seconds: SECONDS });
  await shop.close();
  const [p50, p99] = [quantileOf(run.latenciesMs, 0.5), quantileOf(run.latenciesMs, 0.99)];
  say(
    `${RULES} rules, ${Math.round(run.ordersPerSecond)} orders/s for ${SECONDS} s: ` +
      `${run.latenciesMs.length} messages, ${run.facts} entries heard`,
  );
  say(`trigger to action: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  const isMet = p50 < REQUIRED_MS.p50 && p99 < REQUIRED_MS.p99;
  say(`required ${REQUIRED_MS.p50} ms and ${REQUIRED_MS.p99} ms: ${isMet ? 'met' : 'NOT met'}`);
  say(
    JSON.stringify({
      trigger_to_action_ms_p50: Math.round(p50),
      trigger_to_action_ms_p99: Math.round(p99),
      orders_per_second: Math.round(run.ordersPerSecond),
      cost_by_all_rules: Math.round(costs.byAll * 100) / 100,
      cost_by_concerned_rules: Math.round(costs.byConcerned * 10) / 10,
    }),
  );
  return isMet || isQuick ? 0 : 1;
}
