import type { ShopState } from '../support/conversation.ts';

/**
 * A shop's state as lines of "what: value", so that two states can be compared word by word. Left
 * out is what follows from the rest by itself, such as the figures that shops are told.
 */
export function flattenState(state: ShopState): Map<string, string> {
  return new Map<string, string>([
    ...stockLines(state),
    ...catalogueLines(state),
    ...orderLines(state),
    ...peopleLines(state),
    ...ruleLines(state),
  ]);
}

type Line = [string, string];

const unless = (line: Line, nothing: string): Line[] => (line[1] === nothing ? [] : [line]);

function stockLines({ stock, shortages, listings }: ShopState): Line[] {
  const balances = Object.entries(stock).flatMap(([sku, places]) =>
    Object.entries(places).flatMap(([place, { onHand, reserved }]) => [
      ...unless([`on hand ${sku}@${place}`, String(onHand)], '0'),
      ...unless([`reserved ${sku}@${place}`, String(reserved)], '0'),
    ]),
  );
  const paused = Object.entries(listings).flatMap(([sku, accounts]) =>
    Object.entries(accounts).map(([account, { isPaused }]): Line => {
      return [`listing ${sku}/${account}`, isPaused ? 'paused' : 'active'];
    }),
  );
  const short = Object.entries(shortages).map(([sku, units]): Line => {
    return [`short ${sku}`, String(units)];
  });
  return [...balances, ...paused, ...short];
}

const toMinor = (amount: string) => amount.replace('.', '').replace(/^0+(?=\d)/, '');

function catalogueLines({ prices, skus, locations, unmapped }: ShopState): Line[] {
  return [
    ...Object.entries(prices).flatMap(([sku, { base, accounts }]): Line[] => [
      ...(base === null ? [] : [[`price ${sku}`, toMinor(base)] as Line]),
      ...Object.entries(accounts).map(([account, amount]): Line => {
        return [`price ${sku}/${account}`, toMinor(amount)];
      }),
    ]),
    ...Object.entries(skus).flatMap(([code, { title, aliases, safety }]): Line[] => [
      [`sku ${code}`, title],
      ...aliases.map((alias): Line => [`alias ${code}/${alias}`, 'yes']),
      ...unless([`safety ${code}`, String(safety)], '0'),
    ]),
    ...Object.entries(locations).map(([code, { name }]): Line => [`location ${code}`, name]),
    ...unmapped.map(({ account, code, units }): Line => {
      return [`unmapped ${account}/${code}`, String(units)];
    }),
  ];
}

function orderLines({ orders }: ShopState): Line[] {
  return orders.flatMap(({ number, status, tracking }): Line[] => [
    [`order ${number}`, status],
    ...unless([`tracking ${number}`, tracking.join(', ')], ''),
  ]);
}

function peopleLines({ people, settings, openCodes, subscriptions }: ShopState): Line[] {
  return [
    ...Object.entries(people).flatMap(([name, { role, home, language, identities }]): Line[] => [
      [`person ${name}`, role],
      [`identities ${name}`, String(identities)],
      [`language ${name}`, language],
      ...(home === null ? [] : [[`home ${name}`, home] as Line]),
    ]),
    ['setting ask above', String(settings.askAbove)],
    ...unless(['invite', String(openCodes)], '0'),
    ...subscriptions.flatMap(({ person, topic, sku, location, below, mutedUntil }): Line[] => {
      const scope = [person, topic, sku ?? '-', location ?? '-'].join('/');
      return [
        [`subscription ${scope}`, below === null ? '-' : String(below)],
        ...(mutedUntil === null ? [] : [[`mute ${person}/${topic}`, mutedUntil] as Line]),
      ];
    }),
  ];
}

function ruleLines({ automations }: ShopState): Line[] {
  return automations.map(({ number, state, rule }): Line => {
    return [`automation ${number}`, `${state} ${JSON.stringify(rule)}`];
  });
}

/** What changed, by what it says now; '-': gone. */
export function compareLines(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Map<string, string> {
  const changed = new Map<string, string>();
  for (const [what, value] of after) if (before.get(what) !== value) changed.set(what, value);
  for (const what of before.keys()) if (!after.has(what)) changed.set(what, '-');
  return changed;
}
