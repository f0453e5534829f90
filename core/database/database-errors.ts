import { DatabaseError } from 'pg';
import { errorClass, ShelftalkError } from '../base/errors.ts';

/** No answer from Postgres: down, restarting, full or unreachable. The outcome may be unknown. */
export class DatabaseUnavailable extends errorClass('database_unavailable', 'later') {}

/** Postgres gave up this time: a deadlock, a lock or statement time-out. Nothing was changed. */
export class DatabaseBusy extends errorClass('database_busy', 'later') {}

/** Postgres refused these values (SQLSTATE class 22 or 23). `facts.constraint` says by what. */
export class DataRefused extends errorClass('data_refused', 'never') {}

/** The statement itself is wrong, or this login may not run it. */
export class StatementFailed extends errorClass('statement_failed', 'never') {}

/** A row was promised and not found, or several were found where one was promised. */
export class UnexpectedRowCount extends errorClass('unexpected_row_count', 'never') {}

/** The server, its folder or its login is not fit for use; the message says what to do. */
export class DatabaseUnfit extends errorClass('database_unfit', 'never') {}

const BUSY = new Set(['40001', '40P01', '55P03', '57014']);
// Connection, resources, operator intervention (shutdown, crash), system error.
const UNAVAILABLE_CLASSES = new Set(['08', '53', '57', '58']);
const REFUSED_CLASSES = new Set(['22', '23']);
const NO_LOGIN_CLASSES = new Set(['28', '3D']);

function factsOf(error: DatabaseError): Record<string, unknown> {
  // Not `detail`, `hint` or `where`: they quote the values of the row.
  const { code, constraint, table, column, schema } = error;
  return { sqlState: code, constraint, table, column, schema };
}

/** Turns what the driver throws into a class of ours; our own errors pass through. */
export function toDatabaseError(thrown: unknown): unknown {
  if (thrown instanceof ShelftalkError) return thrown;
  // The driver throws these for parameters that it cannot send: a defect in the caller.
  if (thrown instanceof TypeError || thrown instanceof RangeError) return thrown;
  if (!(thrown instanceof DatabaseError)) {
    // Everything else that is not an answer of the server concerns the connection.
    const code = (thrown as NodeJS.ErrnoException | undefined)?.code;
    return new DatabaseUnavailable('Postgres does not answer. Trying again later helps.', {
      facts: { reason: code },
      cause: thrown,
    });
  }
  const state = thrown.code ?? '';
  const options = { facts: factsOf(thrown), cause: withoutRowValues(thrown) };
  if (BUSY.has(state)) return new DatabaseBusy(`Postgres was busy (${state}).`, options);
  if (UNAVAILABLE_CLASSES.has(state.slice(0, 2))) {
    return new DatabaseUnavailable(`Postgres is not available (${state}).`, options);
  }
  if (NO_LOGIN_CLASSES.has(state.slice(0, 2))) {
    const remedy = 'Check the login and the database name in DATABASE_URL.';
    return new DatabaseUnfit(`Postgres refuses the login (${state}). ${remedy}`, options);
  }
  if (REFUSED_CLASSES.has(state.slice(0, 2))) {
    const what = thrown.constraint ? `${state}, ${thrown.constraint}` : state;
    return new DataRefused(`Postgres refused the values (${what}).`, options);
  }
  return new StatementFailed(`A statement failed (${state}): ${thrown.message}`, options);
}

function withoutRowValues(error: DatabaseError): Error {
  const cause = new Error(error.message);
  cause.name = 'PostgresError';
  return cause;
}

const UNIQUE_VIOLATION = '23505';

/** True when a UNIQUE constraint (or the one named) refused the row. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof DataRefused) || error.facts.sqlState !== UNIQUE_VIOLATION) return false;
  return constraint === undefined || error.facts.constraint === constraint;
}

/** The violated CHECK, FOREIGN KEY, UNIQUE or NOT NULL constraint, when there is one. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof DataRefused)) return undefined;
  return typeof error.facts.constraint === 'string' ? error.facts.constraint : undefined;
}
