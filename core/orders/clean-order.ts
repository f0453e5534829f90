import { QUANTITY_MAX } from '../base/quantity.ts';
import { cleanText } from '../base/text.ts';
import type { IncomingBuyer, IncomingLine, IncomingOrder } from './incoming-order.ts';

export type CleanedOrder =
  | { readonly ok: true; readonly order: IncomingOrder }
  /** Not an order that can be kept; `reason` names the field and never its content. */
  | { readonly ok: false; readonly reason: string };

// Ids are keys: cut short they would be other orders, so a longer one is refused.
const ID_LENGTH_MAX = 255;
const LINES_MAX = 2_000;
// Texts for people: cut off, so that no shop can fill the table.
const NUMBER_LENGTH_MAX = 100;
const TITLE_LENGTH_MAX = 500;
const CODE_LENGTH_MAX = 255;
const PERSONAL_LENGTH_MAX = 500;
const ADDRESS_FIELDS_MAX = 30;
const CURRENCY = /^[A-Z]{3}$/;
const EARLIEST_MS = Date.UTC(1970, 0, 1);
const LATEST_MS = Date.UTC(2500, 0, 1);

const FIGURES = ['ordered', 'cancelled', 'shipped', 'returned', 'refunded'] as const;

/**
 * The last look at an order before it is stored, whatever its adapter promised: figures in range,
 * ids that can be keys, text that Postgres can hold. Titles and names are cleaned, ids never.
 */
export function cleanOrder(order: IncomingOrder): CleanedOrder {
  const reason = findFault(order);
  if (reason !== null) return { ok: false, reason };
  return {
    ok: true,
    order: {
      ...order,
      number: cut(order.number, NUMBER_LENGTH_MAX) || cut(order.externalId, NUMBER_LENGTH_MAX),
      lines: order.lines.map((line) => ({ ...line, title: cut(line.title, TITLE_LENGTH_MAX) })),
      buyer: order.buyer && cleanBuyer(order.buyer),
    },
  };
}

/** The code as people see it. Which SKU it means is decided by the code as it came. */
export function toShownCode(skuCode: string | null): string | null {
  return skuCode === null ? null : cut(skuCode, CODE_LENGTH_MAX);
}

function findFault(order: IncomingOrder): string | null {
  if (!isId(order.externalId)) return 'the id of the order cannot be kept';
  if (!CURRENCY.test(order.currency)) return 'the currency is no ISO code';
  if (!isInstant(order.placedAt)) return 'the time of the order is no time';
  if (order.revisedAt !== null && !isInstant(order.revisedAt)) return 'the revision is no time';
  if (!isAmount(order.totalMinor)) return 'the total is no whole amount';
  if (order.lines.length > LINES_MAX) return `more than ${LINES_MAX} lines`;
  const ids = new Set(order.lines.map((line) => line.externalId));
  if (ids.size < order.lines.length) return 'two lines have one id';
  for (const [index, line] of order.lines.entries()) {
    const fault = findLineFault(line);
    if (fault !== null) return `line ${index + 1}: ${fault}`;
  }
  return null;
}

function findLineFault(line: IncomingLine): string | null {
  if (!isId(line.externalId)) return 'its id cannot be kept';
  if (line.listingExternalId !== null && !isId(line.listingExternalId)) {
    return 'the id of what was bought cannot be kept';
  }
  for (const name of FIGURES) {
    const units = line[name];
    if (!Number.isSafeInteger(units) || units < 0 || units > QUANTITY_MAX) {
      return `${name} is no number of units`;
    }
  }
  return isAmount(line.unitPriceMinor) ? null : 'its price is no whole amount';
}

function isId(text: string): boolean {
  return text !== '' && text.length <= ID_LENGTH_MAX && cleanText(text) === text;
}

function isInstant(at: Date): boolean {
  return at.getTime() >= EARLIEST_MS && at.getTime() < LATEST_MS;
}

const isAmount = (minor: number | null) => minor === null || Number.isSafeInteger(minor);

// toWellFormed again: the cut may fall into the middle of an emoji.
const cut = (text: string, length: number) => cleanText(text).slice(0, length).toWellFormed();

function cleanBuyer(buyer: IncomingBuyer): IncomingBuyer {
  const clean = (text: string | null) => (text === null ? null : cut(text, PERSONAL_LENGTH_MAX));
  const address = Object.entries(buyer.address ?? {}).slice(0, ADDRESS_FIELDS_MAX);
  return {
    externalId: clean(buyer.externalId),
    name: clean(buyer.name),
    email: clean(buyer.email),
    phone: clean(buyer.phone),
    address:
      buyer.address &&
      Object.fromEntries(
        address.map(([field, text]) => [
          cut(field, CODE_LENGTH_MAX),
          cut(text, PERSONAL_LENGTH_MAX),
        ]),
      ),
  };
}
