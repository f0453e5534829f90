import { type Clock, systemClock } from './clock.ts';
import type { Facts } from './errors.ts';
import { redactFacts } from './redact.ts';

/** One JSON object a line. `event` is a stable snake_case name, everything else goes to facts. */
export interface Logger {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
  /** The same log, with these facts on every line. */
  child(facts: Facts): Logger;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

// The terminal chat talks on stdout, so the log keeps to stderr.
function writeToStderr(line: string): void {
  process.stderr.write(line);
}

export function createLogger(o: {
  level: LogLevel;
  write?: (line: string) => void;
  clock?: Pick<Clock, 'now'>;
  facts?: Facts;
}): Logger {
  const { level, write = writeToStderr, clock = systemClock, facts: always = {} } = o;
  const lowest = LOG_LEVELS.indexOf(level);
  const lineOf = (name: LogLevel) => (event: string, facts?: Facts) => {
    if (LOG_LEVELS.indexOf(name) < lowest) return;
    const head = { at: clock.now(), level: name, event };
    // The head comes first for the eye and last for the value: no fact may pose as it.
    const line = { ...head, ...redactFacts({ ...always, ...facts }), ...head };
    write(`${JSON.stringify(line)}\n`);
  };
  return {
    debug: lineOf('debug'),
    info: lineOf('info'),
    warn: lineOf('warn'),
    error: lineOf('error'),
    child: (facts) => createLogger({ ...o, facts: { ...always, ...facts } }),
  };
}

export const silentLogger: Logger = createLogger({ level: 'silent' });
