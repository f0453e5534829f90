// What the shop sells. Variants of one `product` are sizes of the same thing, so that pausing one
// variant can be told apart from pausing the product.

export interface ShopVariant {
  readonly sku: string;
  readonly product: string;
  /** The size, when the product has several variants. */
  readonly size?: string;
  /** What the buyer pays for one, tax included, in the smallest unit of the currency. */
  readonly priceMinor: number;
  readonly stockOnHand: number;
}

export interface ShopDataset {
  readonly currency: string;
  readonly country: { readonly code: string; readonly name: string };
  /** Percent, contained in the prices. */
  readonly taxRate: number;
  readonly shippingPriceMinor: number;
  readonly variants: readonly ShopVariant[];
}

export const DEFAULT_DATASET: ShopDataset = {
  currency: 'INR',
  country: { code: 'IN', name: 'India' },
  taxRate: 18,
  shippingPriceMinor: 5_000,
  variants: [
    { sku: 'HOOD-BLK-M', product: 'Black hoodie', size: 'M', priceMinor: 149_900, stockOnHand: 10 },
    { sku: 'HOOD-BLK-L', product: 'Black hoodie', size: 'L', priceMinor: 149_900, stockOnHand: 25 },
    { sku: 'MUG-WHITE', product: 'White mug', priceMinor: 34_900, stockOnHand: 100 },
    { sku: 'TOTE-NAT', product: 'Natural tote bag', priceMinor: 49_900, stockOnHand: 60 },
    { sku: 'CAP-NAVY', product: 'Navy cap', priceMinor: 59_900, stockOnHand: 40 },
    { sku: 'SOCK-GREY', product: 'Grey socks', priceMinor: 19_900, stockOnHand: 500 },
  ],
};
