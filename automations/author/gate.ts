/**
 * Nothing is saved that names something which is not there [R3]. Every name of a proposal, of the
 * grammar or of a model, is found among the seller's own; what fits several, or none, becomes one
 * question with whole rules to choose from, or a refusal that says what there is. Changes nothing.
 */
import { upperFirst } from '../render/sentence.ts';
import {
  type Action,
  type Rule,
  type RuleProposal,
  ruleSchema,
  type Trigger,
} from '../rule/rule.ts';
import { canonicalCron } from '../terms/cron.ts';
import { sayTarget } from '../terms/phrases.ts';
import type { Target } from '../terms/scope.ts';
import { mapNames } from './map-names.ts';
import type { FoundName, NameKind, SellerNames } from './seller-names.ts';

export type Gated =
  /** Every name is one of the seller's, as rules keep it. */
  | { readonly kind: 'rule'; readonly rule: Rule }
  | {
      readonly kind: 'question';
      /** "Which SKU is “hoodie”?" */
      readonly about: string;
      /** Each a whole rule, to go through the gate again: there may be a further question. */
      readonly options: readonly GateOption[];
    }
  | {
      readonly kind: 'refused';
      /** One sentence, with the next step. */
      readonly why: string;
      /** What there is of that kind. */
      readonly exists: readonly string[];
    };

export interface GateOption {
  /** Null: the readings differ in more than a name; render the rule. */
  readonly label: string | null;
  readonly rule: RuleProposal;
}

const OPTIONS_MAX = 8;
const EXISTS_MAX = 10;

const NOUNS: Readonly<Record<NameKind, string>> = {
  sku: 'SKU',
  category: 'category',
  tag: 'tag',
  location: 'location',
  account: 'shop',
  person: 'person',
  team: 'team or person',
  'front-end': 'front-end',
};

export function gate(
  o: { readonly proposal: RuleProposal; readonly readings?: readonly RuleProposal[] },
  names: SellerNames,
): Gated {
  const readings = o.readings ?? [];
  if (readings.length > 1) {
    return {
      kind: 'question',
      about: askWhich(readings),
      options: readings.map((rule) => ({ label: null, rule })),
    };
  }
  const inside = o.proposal.actions.find(
    (action) => action.kind === 'webhook' && isInside(action.url),
  );
  if (inside) {
    const why = 'A rule may call only an address of the public internet, by its name.';
    return { kind: 'refused', why, exists: [] };
  }
  const proposal = settleTargets(o.proposal, names);
  const open = firstOpen(proposal, names);
  if (open) return ask(proposal, open, names);
  const astray = findAstray(proposal, names);
  if (astray) return askWhere(proposal, astray, names);
  const rule = mapNames(proposal, (kind, text) => [names.find(kind, text)[0]?.name ?? text]);
  const checked = ruleSchema.safeParse({ ...rule, trigger: spellTrigger(rule.trigger) });
  if (!checked.success) {
    return { kind: 'refused', why: 'That is more than one rule can hold.', exists: [] };
  }
  return { kind: 'rule', rule: checked.data };
}

/** Where they differ in nothing but the place, or the hour, that is what is asked. */
function askWhich(readings: readonly RuleProposal[]): string {
  const isSameBut = (other: object) =>
    new Set(
      readings.map(({ trigger, ...rest }) =>
        JSON.stringify({ ...rest, trigger: { ...trigger, ...other } }),
      ),
    ).size === 1;
  if (isSameBut({ location: null })) {
    return 'A rule watches one place, or all of them together. Which one do you mean?';
  }
  return isSameBut({ cron: '' }) ? askWhen(readings) : SEVERAL_WAYS;
}

const SEVERAL_WAYS = 'This can be read in several ways. Which one do you mean?';

/** "at 6"; or at an hour of a city whose clocks are put forward. */
function askWhen(readings: readonly RuleProposal[]): string {
  const hours = readings.map(({ trigger }) =>
    trigger.kind === 'schedule' ? Number.parseInt(trigger.cron.split(' ')[1] ?? '', 10) : NaN,
  );
  const apart = Math.abs((hours[0] ?? 0) - (hours[1] ?? 0));
  if (hours.length !== 2 || Number.isNaN(apart)) return SEVERAL_WAYS;
  if (apart === 12) return 'In the morning, or in the evening?';
  return apart === 1 || apart === 23
    ? 'The clocks there are changed in spring and autumn, and a rule keeps to the shop’s own. ' +
        'Which of these times, on the shop’s clock?'
    : SEVERAL_WAYS;
}

/** The same times are one spelling, so that they read back in words. */
const spellTrigger = (trigger: Trigger): Trigger =>
  trigger.kind === 'schedule' ? { ...trigger, cron: canonicalCron(trigger.cron) } : trigger;

interface Open {
  readonly kind: NameKind;
  readonly text: string;
  readonly found: readonly FoundName[];
}

/** The first name that is not exactly one of the seller's. */
function firstOpen(proposal: RuleProposal, names: SellerNames): Open | null {
  let open: Open | null = null;
  mapNames(proposal, (kind, text) => {
    const found = names.find(kind, text);
    if ((found.length !== 1 || found[0]?.isOff) && !open) open = { kind, text, found };
    return [text];
  });
  return open;
}

function ask(proposal: RuleProposal, open: Open, names: SellerNames): Gated {
  const { kind, text, found } = open;
  const there = names.list(kind).filter(({ isOff }) => !isOff);
  const [only] = found;
  if (found.length === 1 && only?.isOff) {
    return offer(proposal, open, `${only.label} is not connected here.`, there);
  }
  const noun = NOUNS[kind];
  if (found.length === 0) return offer(proposal, open, sayMissing(open), there);
  if (found.length > OPTIONS_MAX) {
    const why = `“${text}” fits ${found.length} of your ${noun}s: please say which.`;
    return { kind: 'refused', why, exists: found.slice(0, EXISTS_MAX).map(({ label }) => label) };
  }
  const options = found.map((each) => instead(proposal, open, each));
  return { kind: 'question', about: `Which ${noun} do you mean by “${text}”?`, options };
}

function sayMissing({ kind, text }: Open): string {
  if (kind === 'front-end') return `Nothing can be sent by ${text} from here.`;
  return `There is no ${NOUNS[kind]} “${text}”.`;
}

/** What is there instead, as a choice where it is a handful. */
function offer(
  proposal: RuleProposal,
  open: Open,
  why: string,
  there: readonly FoundName[],
): Gated {
  const exists = there.slice(0, EXISTS_MAX).map(({ label }) => label);
  if (there.length === 0 || there.length > OPTIONS_MAX || open.kind === 'sku') {
    return { kind: 'refused', why, exists };
  }
  const options = there.map((each) => instead(proposal, open, each));
  const isSomebody = open.kind === 'team' || open.kind === 'person';
  const about = `${why} Which one do you mean?${isSomebody ? NEW_HERE : ''}`;
  return { kind: 'question', about, options };
}

const NEW_HERE =
  ' (“invite” adds a person; a group is named by saying in it “this is the … team”.)';

function instead(proposal: RuleProposal, open: Open, found: FoundName): GateOption {
  const rule = mapNames(proposal, (kind, text) => [
    kind === open.kind && text === open.text ? found.name : text,
  ]);
  return { label: found.label, rule };
}

interface Astray {
  readonly team: FoundName & { readonly frontEnd: string };
  /** Where it was to be told. */
  readonly wanted: string;
  readonly isIt: (action: Action) => boolean;
}

/** The first group chat that is to be told on a front-end where it is not. */
function findAstray(proposal: RuleProposal, names: SellerNames): Astray | null {
  for (const { to, frontEnd } of proposal.actions.filter(isTelling)) {
    if (to.of !== 'team' || frontEnd === null) continue;
    const [team] = names.find('team', to.team);
    const [wanted] = names.find('front-end', frontEnd);
    if (team?.frontEnd === undefined || !wanted || wanted.name === team.frontEnd) continue;
    const isIt = (action: Action) =>
      isTelling(action) && action.to === to && action.frontEnd === frontEnd;
    return { team: { ...team, frontEnd: team.frontEnd }, wanted: wanted.label, isIt };
  }
  return null;
}

const isTelling = (action: Action): action is Extract<Action, { to: Target; frontEnd: unknown }> =>
  action.kind === 'notify' || action.kind === 'report';

/** That chat where it is; or the people who do that work, where each of them is reached. */
function askWhere(proposal: RuleProposal, astray: Astray, names: SellerNames): Gated {
  const { team, wanted, isIt } = astray;
  const [at] = names.find('front-end', team.frontEnd);
  const place = at?.label ?? team.frontEnd;
  const told = (change: (action: Action & { to: Target; frontEnd: string | null }) => object) => ({
    ...proposal,
    actions: proposal.actions.map((action) =>
      isIt(action) && isTelling(action) ? ({ ...action, ...change(action) } as Action) : action,
    ),
  });
  const role = roleOf(team.name);
  const options: GateOption[] = [
    { label: `${team.label} on ${place}`, rule: told(() => ({ frontEnd: team.frontEnd })) },
    ...(role === null
      ? []
      : [
          {
            label: `${upperFirst(sayTarget({ of: 'role', role }))} on ${wanted}`,
            rule: told(() => ({ to: { of: 'role', role } })),
          },
        ]),
    { label: `Me on ${wanted}`, rule: told(() => ({ to: { of: 'author' } })) },
  ];
  const chat = upperFirst(sayTarget({ of: 'team', team: team.name }));
  const about = `${chat} is a chat on ${place}, and not on ${wanted}. Who shall be told?`;
  return { kind: 'question', about, options };
}

/** Within somebody's own walls; what its name leads to is looked at when it is called. */
function isInside(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  const isNumber = /^[\d.]+$/.test(host) || host.startsWith('[');
  return isNumber || !host.includes('.') || /(?:\.local|\.internal|\.localhost|\.lan)$/.test(host);
}

const ROLES = ['owner', 'manager', 'warehouse', 'viewer'] as const;

/** A team that was never named so may be a person, or the people of a role. */
function settleTargets(proposal: RuleProposal, names: SellerNames): RuleProposal {
  const settle = (target: Target): Target => {
    if (target.of !== 'team' || names.find('team', target.team).length > 0) return target;
    const [person, ...others] = names.find('person', target.team);
    if (person && others.length === 0) return { of: 'person', person: person.name };
    const role = roleOf(target.team);
    return role === null ? target : { of: 'role', role };
  };
  return {
    ...proposal,
    actions: proposal.actions.map((action) => {
      if (action.kind === 'notify' || action.kind === 'report') {
        return { ...action, to: settle(action.to) };
      }
      return action.kind === 'task' && action.to ? { ...action, to: settle(action.to) } : action;
    }),
  };
}

/** "the warehouse crew" → warehouse */
function roleOf(team: string): (typeof ROLES)[number] | null {
  const [first = '', ...rest] = team.toLowerCase().split(/\s+/);
  const role = ROLES.find((each) => first === each || first === `${each}s`);
  return role !== undefined && rest.every((word) => ROLE_GROUP.test(word)) ? role : null;
}

const ROLE_GROUP = /^(?:team|crew|group|people|staff|folks|guys)$/;
