// The demo seller: what it sells, where it lies, which shops it runs. All names are made up.

export interface DemoSku {
  readonly code: string;
  readonly title: string;
  readonly priceMinor: number;
  /** Opening stock in Mumbai, Delhi and Bengaluru. */
  readonly opening: readonly [number, number, number];
}

export interface DemoKit {
  readonly code: string;
  readonly title: string;
  readonly priceMinor: number;
  readonly parts: readonly { readonly code: string; readonly quantity: number }[];
}

export interface DemoAccount {
  readonly publicId: string;
  readonly channel: string;
  readonly name: string;
}

export const DEMO_SELLER = {
  name: 'Kala & Co.',
  currency: 'INR',
  timeZone: 'Asia/Kolkata',
} as const;

export const DEMO_LOCATIONS = [
  { code: 'MUM', name: 'Mumbai' },
  { code: 'DEL', name: 'Delhi' },
  { code: 'BLR', name: 'Bengaluru' },
] as const;

const HOODIE = 'Fleece hoodie, charcoal';
const TEE = 'Organic cotton tee, white';
const KURTA = 'Block-print kurta, indigo';

export const DEMO_SKUS: readonly DemoSku[] = [
  { code: 'HOODIE-S', title: `${HOODIE}, S`, priceMinor: 149_900, opening: [18, 12, 8] },
  { code: 'HOODIE-M', title: `${HOODIE}, M`, priceMinor: 149_900, opening: [24, 10, 14] },
  { code: 'HOODIE-L', title: `${HOODIE}, L`, priceMinor: 149_900, opening: [20, 16, 0] },
  { code: 'HOODIE-XL', title: `${HOODIE}, XL`, priceMinor: 159_900, opening: [9, 4, 3] },
  { code: 'TEE-S', title: `${TEE}, S`, priceMinor: 59_900, opening: [40, 30, 22] },
  { code: 'TEE-M', title: `${TEE}, M`, priceMinor: 59_900, opening: [60, 45, 38] },
  { code: 'TEE-L', title: `${TEE}, L`, priceMinor: 59_900, opening: [35, 40, 26] },
  { code: 'KURTA-M', title: `${KURTA}, M`, priceMinor: 129_900, opening: [14, 22, 9] },
  { code: 'KURTA-L', title: `${KURTA}, L`, priceMinor: 129_900, opening: [12, 17, 6] },
  {
    code: 'SCARF-ROSE',
    title: 'Pashmina scarf, rose',
    priceMinor: 219_900,
    opening: [6, 11, 0],
  },
  {
    code: 'SCARF-TEAL',
    title: 'Pashmina scarf, teal',
    priceMinor: 219_900,
    opening: [7, 9, 2],
  },
  {
    code: 'SOCKS-3',
    title: 'Bamboo socks, three pairs',
    priceMinor: 39_900,
    opening: [80, 64, 52],
  },
  { code: 'MUG-RED', title: 'Stoneware mug, brick red', priceMinor: 34_900, opening: [48, 30, 36] },
  { code: 'MUG-SAND', title: 'Stoneware mug, sand', priceMinor: 34_900, opening: [50, 28, 31] },
  {
    code: 'TOWEL-SAND',
    title: 'Waffle hand towel, sand',
    priceMinor: 44_900,
    opening: [36, 20, 24],
  },
  {
    code: 'CUSHION-45',
    title: 'Linen cushion cover, 45 cm',
    priceMinor: 69_900,
    opening: [26, 18, 12],
  },
  {
    code: 'THROW-GREY',
    title: 'Cotton throw, slate grey',
    priceMinor: 189_900,
    // So few that it was nearly out twice in the days before.
    opening: [6, 3, 2],
  },
  {
    code: 'CANDLE-CEDAR',
    title: 'Soy candle, cedar and smoke',
    priceMinor: 79_900,
    opening: [30, 24, 18],
  },
];

export const DEMO_KITS: readonly DemoKit[] = [
  {
    code: 'KIT-TEATIME',
    title: 'Teatime gift box',
    priceMinor: 99_900,
    parts: [
      { code: 'MUG-RED', quantity: 1 },
      { code: 'MUG-SAND', quantity: 1 },
      { code: 'TOWEL-SAND', quantity: 1 },
    ],
  },
  {
    code: 'KIT-COSY',
    title: 'Cosy evening gift box',
    priceMinor: 279_900,
    parts: [
      { code: 'THROW-GREY', quantity: 1 },
      { code: 'CANDLE-CEDAR', quantity: 1 },
      { code: 'SOCKS-3', quantity: 1 },
    ],
  },
];

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { publicId: 'demo-kala-threads', channel: 'shopify', name: 'Kala Threads' },
  { publicId: 'demo-nila-home', channel: 'shopify', name: 'Nila Home' },
  { publicId: 'demo-bazaar-corner', channel: 'woocommerce', name: 'Bazaar Corner' },
  { publicId: 'demo-indigo-outlet', channel: 'woocommerce', name: 'Indigo Outlet' },
  { publicId: 'demo-studio-nine', channel: 'vendure', name: 'Studio Nine' },
];
