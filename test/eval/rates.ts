export interface Rate {
  readonly count: number;
  readonly of: number;
  readonly rate: number;
  /** 95 % interval after Wilson. */
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

export function toRate(count: number, of: number): Rate {
  if (of === 0) return { count, of, rate: 0, low: 0, high: 1 };
  const share = count / of;
  const middle = share + (Z * Z) / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  return {
    count,
    of,
    rate: round(share),
    low: round(Math.max(0, (middle - spread) / scale)),
    high: round(Math.min(1, (middle + spread) / scale)),
  };
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;

const percent = (value: number) => `${(value * 100).toFixed(1)} %`;

export function showRate({ count, of, rate, low, high }: Rate): string {
  return `${percent(rate)} (${count} of ${of}; ${percent(low)} to ${percent(high)})`;
}
