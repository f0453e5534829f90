/**
 * The people of a seller: who may do what, and on which front-ends they are.
 *
 * Who calls it: the conversation and the commands about people. An identity comes into being in one
 * way only, by a code that an owner made and that is good once, for ten minutes. Every wrong, used
 * or expired code gets the same answer, and whoever sends five of them is no longer heard.
 * It must never leave a seller without an owner, and never say which part of a code was wrong.
 */
import type { Clock } from '../../core/base/clock.ts';
import type { Random } from '../../core/base/random.ts';
import { cleanText } from '../../core/base/text.ts';
import type { Database } from '../../core/database/database.ts';
import { drawLinkCode, hashLinkCode, normalizeLinkCode } from './link-code.ts';
import {
  countTry,
  ensureFirstPerson,
  forgetFailures,
  forgetOldCodes,
  insertCode,
  insertIdentity,
  insertPerson,
  listIdentities,
  listPeople,
  lockOwners,
  markRemoved,
  readAskAbove,
  setAskAbove,
  setHome,
  setLanguage,
  setRole,
  startAskAbove,
  useCode,
} from './people-store.ts';
import type { Identity, Language, Person } from './person.ts';
import type { Role } from './role.ts';

export interface LinkRequest {
  readonly frontEnd: string;
  readonly externalId: string;
  readonly shownName: string | null;
  /** Null: it was asked among others, where nobody is reached alone. */
  readonly chatId: string | null;
  /** As typed. */
  readonly code: string;
}

/** For somebody new, or for another front-end of somebody who is here. */
export type CodePurpose =
  | { readonly kind: 'new'; readonly role: Role; readonly name: string }
  | { readonly kind: 'own'; readonly personId: number };

export interface People {
  list(sellerId: number): Promise<readonly Person[]>;
  identities(sellerId: number, personId?: number): Promise<readonly Identity[]>;
  /** Replaces the code that the same person made for the same purpose before. */
  makeCode(
    sellerId: number,
    o: { by: number; purpose: CodePurpose },
  ): Promise<{ code: string; expiresAt: Date }>;
  /** Null: the code does not work, for whichever reason. */
  link(sellerId: number, o: LinkRequest): Promise<{ personId: number } | null>;
  setRole(
    sellerId: number,
    o: { personId: number; role: Role },
  ): Promise<'changed' | 'last-owner' | 'gone'>;
  /** At once: what they write from now on is a stranger's, and what they were asked is closed. */
  remove(sellerId: number, personId: number): Promise<'removed' | 'last-owner' | 'gone'>;
  setHome(sellerId: number, o: { personId: number; locationId: number | null }): Promise<void>;
  setLanguage(sellerId: number, o: { personId: number; language: Language }): Promise<void>;
  /** Changes of at most so many units of one SKU are done without asking. */
  askAbove(sellerId: number): Promise<number>;
  setAskAbove(sellerId: number, units: number): Promise<void>;
  /** What holds until somebody sets it. */
  startAskAbove(sellerId: number, units: number): Promise<void>;
  /** Whoever sits there is the oldest owner, who is made when there is nobody yet. */
  ensureOwner(
    sellerId: number,
    o: { name: string; frontEnd: string; externalId: string },
  ): Promise<void>;
  /** Adds somebody without a code: for those who set a shop up, never for what people say. */
  add(sellerId: number, o: { name: string; role: Role }): Promise<number>;
  addIdentity(
    sellerId: number,
    o: { personId: number; frontEnd: string; externalId: string; chatId: string | null },
  ): Promise<void>;
  forgetOldCodes(): Promise<void>;
}

export const CODE_MINUTES = 10;
export const TRIES_MAX = 5;
/** After five wrong codes nothing from there is tried for so long. */
const LOCKED_MS = 60 * 60_000;
const MINUTE_MS = 60_000;
const NAME_LENGTH_MAX = 60;

interface PeopleDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
}

export function createPeople(deps: PeopleDeps): People {
  const { database, clock } = deps;
  const db = (sellerId: number) => database.forSeller(sellerId);
  return {
    list: (sellerId) => listPeople(db(sellerId), sellerId),
    identities: (sellerId, personId) =>
      listIdentities(db(sellerId), { sellerId, ...(personId === undefined ? {} : { personId }) }),
    makeCode: (sellerId, o) => makeCode(deps, sellerId, o),
    link: (sellerId, o) => link(deps, sellerId, o),
    setRole: (sellerId, { personId, role }) =>
      unlessLastOwner(deps, { sellerId, personId, staysOwner: role === 'owner' }, async (tx) =>
        (await setRole(tx, { sellerId, personId, role })) ? 'changed' : 'gone',
      ),
    remove: (sellerId, personId) =>
      unlessLastOwner(deps, { sellerId, personId, staysOwner: false }, async (tx) =>
        (await markRemoved(tx, { sellerId, personId, at: clock.now() })) ? 'removed' : 'gone',
      ),
    setHome: (sellerId, o) => setHome(db(sellerId), { sellerId, ...o }),
    setLanguage: (sellerId, o) => setLanguage(db(sellerId), { sellerId, ...o }),
    askAbove: (sellerId) => readAskAbove(db(sellerId), sellerId),
    setAskAbove: (sellerId, units) => setAskAbove(db(sellerId), { sellerId, units }),
    startAskAbove: (sellerId, units) => startAskAbove(db(sellerId), { sellerId, units }),
    ensureOwner: (sellerId, o) => ensureOwner(deps, sellerId, o),
    add: (sellerId, o) =>
      insertPerson(db(sellerId), { ...o, sellerId, name: cleanName(o.name), at: clock.now() }),
    async addIdentity(sellerId, o) {
      await insertIdentity(db(sellerId), { ...o, sellerId, shownName: null, at: clock.now() });
    },
    forgetOldCodes() {
      const before = (ms: number) => new Date(clock.now().getTime() - ms);
      const bounds = { codesBefore: before(MINUTE_MS), failuresBefore: before(LOCKED_MS) };
      return forgetOldCodes(database.sweep, bounds);
    },
  };
}

/** What is shown of a name: whole characters, on one line. */
export function cleanName(name: string): string {
  return cleanText(name)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, NAME_LENGTH_MAX)
    .toWellFormed();
}

type Tx = Parameters<typeof lockOwners>[0];

async function unlessLastOwner<Answer>(
  { database }: PeopleDeps,
  o: { sellerId: number; personId: number; staysOwner: boolean },
  change: (tx: Tx) => Promise<Answer>,
): Promise<Answer | 'last-owner'> {
  const { sellerId, personId, staysOwner } = o;
  return database.forSeller(sellerId).transaction(async (tx) => {
    const owners = await lockOwners(tx, sellerId);
    const isLast = owners.length === 1 && owners[0] === personId;
    return isLast && !staysOwner ? 'last-owner' : change(tx);
  });
}

async function makeCode(
  { database, clock, random }: PeopleDeps,
  sellerId: number,
  o: { by: number; purpose: CodePurpose },
): Promise<{ code: string; expiresAt: Date }> {
  const code = drawLinkCode(random);
  const at = clock.now();
  const expiresAt = new Date(at.getTime() + CODE_MINUTES * MINUTE_MS);
  const { purpose } = o;
  const isNew = purpose.kind === 'new';
  await database.forSeller(sellerId).transaction((tx) =>
    insertCode(tx, {
      ...{ sellerId, at, expiresAt, madeBy: o.by },
      hash: hashLinkCode(sellerId, normalizeLinkCode(code) ?? ''),
      personId: isNew ? null : purpose.personId,
      role: isNew ? purpose.role : null,
      name: isNew ? cleanName(purpose.name) : null,
    }),
  );
  return { code, expiresAt };
}

async function link(
  { database, clock }: PeopleDeps,
  sellerId: number,
  o: LinkRequest,
): Promise<{ personId: number } | null> {
  const { frontEnd, externalId, chatId } = o;
  const at = clock.now();
  const sender = { sellerId, frontEnd, externalId };
  return database.forSeller(sellerId).transaction(async (tx) => {
    // Counted before it is looked at: however many come at once, only five are looked at.
    const countedSince = new Date(at.getTime() - LOCKED_MS);
    if ((await countTry(tx, { ...sender, at, countedSince })) > TRIES_MAX) return null;
    const code = normalizeLinkCode(o.code);
    if (code === null) return null;
    const found = await useCode(tx, { sellerId, hash: hashLinkCode(sellerId, code), at });
    if (!found) return null;
    const { role, name } = found;
    const personId =
      found.personId ??
      (await insertPerson(tx, { sellerId, name: name ?? '', role: role ?? 'viewer', at }));
    const shownName = o.shownName === null ? null : cleanName(o.shownName);
    if (!(await insertIdentity(tx, { ...sender, personId, shownName, chatId, at }))) return null;
    await forgetFailures(tx, sender);
    return { personId };
  });
}

async function ensureOwner(
  { database, clock }: PeopleDeps,
  sellerId: number,
  o: { name: string; frontEnd: string; externalId: string },
): Promise<void> {
  const at = clock.now();
  await database.forSeller(sellerId).transaction(async (tx) => {
    const personId = await ensureFirstPerson(tx, { sellerId, name: cleanName(o.name), at });
    if (personId === null) return;
    const { frontEnd, externalId } = o;
    const identity = { sellerId, frontEnd, externalId, personId, shownName: null, at };
    await insertIdentity(tx, { ...identity, chatId: externalId });
  });
}
