import type { ShopFileInput } from './shop-file.ts';

/** Four people of four roles, two places, and a few things to count. */
export const SMALL_SHOP: ShopFileInput = {
  name: 'Kala & Co.',
  currency: 'INR',
  timeZone: 'Asia/Kolkata',
  now: '2026-11-23T12:00:00+05:30',
  locations: [
    { code: 'MUM', name: 'Mumbai' },
    { code: 'DEL', name: 'Delhi' },
  ],
  skus: [
    { code: 'HOODIE-M', title: 'Fleece hoodie, M', price: '1499', stock: { MUM: 24, DEL: 10 } },
    { code: 'MUG-RED', title: 'Stoneware mug, red', price: '349', stock: { MUM: 50 } },
    { code: 'TOWEL-S', title: 'Waffle towel, small', price: '199', stock: { DEL: 30 } },
  ],
  people: [
    {
      ...{ name: 'Asha', role: 'owner' },
      identities: { telegram: '1', slack: 'T:U1', console: 'owner' },
    },
    { name: 'Meena', role: 'manager', identities: { telegram: '2', slack: 'T:U2' } },
    {
      ...{ name: 'Ravi', role: 'warehouse', home: 'MUM' },
      identities: { telegram: '3', whatsapp: '3@c.us' },
    },
    { name: 'Vik', role: 'viewer', identities: { telegram: '4' } },
  ],
};
