/** What set a rule off: the subject that its actions speak of, as ids and figures. */
export interface Occurrence {
  /**
   * What an edge, a cool-down and 'once per' are counted by: 'sku:5', 'order:17', 'account:3',
   * 'clock'.
   */
  readonly subject: string;
  readonly skuId: number | null;
  readonly locationId: number | null;
  readonly accountId: number | null;
  readonly orderId: number | null;
  readonly orderNumber: string | null;
  /** The figure that was compared: 9 units, 14 sold, 3 days. Null: nothing was. */
  readonly figure: number | null;
  readonly figureBefore: number | null;
  readonly valueMinor: number | null;
  /** Within how long the figure was counted, where the rule does not say. */
  readonly minutes?: number;
}

/** How close a fact came to setting a rule off without doing so: for "nearest miss". */
export interface Miss extends Occurrence {
  /** In the unit of the comparison, above 0. */
  readonly by: number;
}

/** Null wherever nothing is said. */
export function occurrence(
  subject: string,
  known: Partial<Omit<Occurrence, 'subject'>> = {},
): Occurrence {
  return {
    subject,
    skuId: null,
    locationId: null,
    accountId: null,
    orderId: null,
    orderNumber: null,
    figure: null,
    figureBefore: null,
    valueMinor: null,
    ...known,
  };
}
