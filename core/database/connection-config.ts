import type { ClientConfig } from 'pg';
import type { Secret } from '../base/secret.ts';
import { createValueTypes } from './value-types.ts';

/** The three logins of the service. A URL may carry `options=-c role=…` to become that role. */
export type DatabaseUrls = {
  /** Creates tables and roles; used while migrating only. */
  owner: Secret;
  /** Serves one seller at a time under row-level security. */
  app: Secret;
  /** Finds work across sellers; sees only what sweeps need. */
  sweep: Secret;
};

export const APP_ROLE = 'shelftalk_app';
export const SWEEP_ROLE = 'shelftalk_sweep';

// A dead server is noticed in seconds instead of the two hours of the operating system.
const KEEP_ALIVE_DELAY_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** The same address with one more `-c name=value`; startup options of the URL are kept. */
export function withOption(url: string, option: string): string {
  const parsed = new URL(url);
  const given = parsed.searchParams.get('options');
  parsed.searchParams.set('options', given ? `${given} ${option}` : option);
  return parsed.toString();
}

export function toConnectionConfig(o: {
  url: Secret;
  applicationName: string;
  options?: readonly string[];
}): ClientConfig {
  const url = (o.options ?? []).reduce(withOption, o.url.reveal());
  return {
    connectionString: url,
    application_name: o.applicationName,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: createValueTypes(),
  };
}
