import { parseArgs } from 'node:util';
import { BadInput } from '../../core/base/errors.ts';

export interface SaleOptions {
  readonly seconds: number;
  /** Buyers per second over all shops. */
  readonly rate: number;
  readonly seed: number;
  /** Null: a throwaway folder. */
  readonly dataDir: string | null;
}

export const SALE_USAGE = `npm run demo -- [--seconds 60] [--rate 25] [--seed 1] [--data-dir folder]
  --seconds   how long the sale lasts (5 to 3600)
  --rate      buyers per second over all shops (1 to 500)
  --seed      the same seed gives the same buyers in the same order
  --data-dir  keep the books there instead of in a throwaway folder`;

const USUAL = { seconds: '60', rate: '25', seed: '1' };

/** Throws BadInput with the usage. */
export function readSaleOptions(argv: readonly string[]): SaleOptions {
  const { values } = parse(argv);
  const whole = (name: 'seconds' | 'rate' | 'seed', min: number, max: number) => {
    const text = values[name] ?? USUAL[name];
    const value = /^\d{1,9}$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new BadInput(`--${name} is a whole number from ${min} to ${max}.\n\n${SALE_USAGE}`);
  };
  return {
    seconds: whole('seconds', 5, 3_600),
    rate: whole('rate', 1, 500),
    seed: whole('seed', 0, 999_999_999),
    dataDir: values['data-dir'] ?? null,
  };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { seconds: text, rate: text, seed: text, 'data-dir': text };
  try {
    return parseArgs({ args: [...argv], options });
  } catch (error) {
    throw new BadInput(`${(error as Error).message}\n\n${SALE_USAGE}`, { cause: error });
  }
}
