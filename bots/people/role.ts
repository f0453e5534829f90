/** Who may do what: a role may do all that the roles below it may. */

export const ROLES = ['owner', 'manager', 'warehouse', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a message may be answered with: a person's role; 'partner', a retail partner, who sees only
 * what is named to partners; 'unlinked', anybody, who can do nothing but link.
 */
export type Standing = Role | 'partner' | 'unlinked';

/** What a command asks for. 'anyone': also from somebody we do not know. */
export type NeededRole = Role | 'anyone';

export function mayRun(standing: Standing, needed: NeededRole): boolean {
  if (needed === 'anyone') return true;
  if (standing === 'partner' || standing === 'unlinked') return false;
  return ROLES.indexOf(standing) <= ROLES.indexOf(needed);
}
