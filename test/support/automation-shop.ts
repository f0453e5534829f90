import type { ShopFileInput } from './shop-file.ts';

/** Two places, two shops, three things and a set of two of them. */
export const automationShop: ShopFileInput = {
  name: 'Stage',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  now: '2026-11-23T10:00:00+01:00',
  locations: [
    { code: 'MAIN', name: 'Main' },
    { code: 'BACK', name: 'Back room' },
  ],
  skus: [
    { code: 'MUG', title: 'Mug', price: '10.00', stock: { MAIN: 12 }, category: 'kitchen' },
    { code: 'TEE', title: 'Tee', price: '20.00', stock: { MAIN: 100, BACK: 100 } },
    { code: 'CAP', title: 'Cap', price: '15.00', stock: { MAIN: 500 } },
    { code: 'SET', title: 'Mug and tee', price: '28.00', parts: { MUG: 1, TEE: 1 } },
  ],
  accounts: [
    { id: 'shop', name: 'Own shop', channel: 'shopify', locations: ['MAIN', 'BACK'] },
    { id: 'fair', name: 'Fair', channel: 'etsy', locations: ['MAIN'] },
  ],
  people: [
    { name: 'Ida', role: 'owner', identities: { telegram: '1001' } },
    { name: 'Max', role: 'manager', identities: { telegram: '1002' } },
    { name: 'Wes', role: 'warehouse', identities: { telegram: '1003' } },
  ],
  orders: [],
};
