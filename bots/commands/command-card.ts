import type { NeededRole } from '../people/role.ts';

/** What a command says about itself: all that help needs. */
export interface CommandCard {
  /** What is typed first: "sold", "add sku". Lower case, unique in the table. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** One line for help, starting with a verb. */
  readonly summary: string;
  /** Lines that can be typed as they stand; a test parses and answers each. */
  readonly examples: readonly string[];
  /** Under which heading help lists it. */
  readonly group: CommandGroup;
  /** One of many of its kind: help lists it where its heading is asked for. */
  readonly isDetail?: true;
  /** Who may use it. */
  readonly role: NeededRole;
}

export const COMMAND_GROUPS = [
  'stock',
  'orders',
  'shops',
  'catalogue',
  'reports',
  'alerts',
  'automations',
  'people',
  'demo',
  'help',
] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];
