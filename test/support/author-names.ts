/**
 * A seller's names for tests of the grammar: a matcher that is plain on purpose, by code, name,
 * alias and words, so that what a test shows is the grammar's.
 */
import type { FoundName, NameKind, SellerNames } from '../../automations/author/seller-names.ts';

interface Entry extends FoundName {
  readonly also?: readonly string[];
}

const NAMES: Readonly<Record<NameKind, readonly Entry[]>> = {
  sku: [
    { name: 'HOODIE-M', label: 'Black hoodie M' },
    { name: 'HOODIE-L', label: 'Black hoodie L' },
    { name: 'TEE-S', label: 'White tee S' },
    { name: 'MUG-RED', label: 'Red mug' },
    { name: 'MUG-BLUE', label: 'Blue mug' },
    { name: 'CAP-01', label: 'Baseball cap' },
  ],
  category: [
    { name: 'hoodies', label: 'hoodies', also: ['hoodie'] },
    { name: 'mugs', label: 'mugs', also: ['mug'] },
  ],
  tag: [
    { name: 'summer', label: 'summer' },
    { name: 'fragile', label: 'fragile' },
  ],
  location: [
    { name: 'MUM', label: 'Mumbai', also: ['mumbai warehouse', 'mumbai godown'] },
    { name: 'DEL', label: 'Delhi', also: ['delhi warehouse', 'delhi godown'] },
    { name: 'SHOP', label: 'Bandra store' },
  ],
  account: [
    { name: 'web', label: 'Web shop', also: ['webshop', 'online shop'] },
    { name: 'etsy', label: 'Etsy' },
    { name: 'amazon', label: 'Amazon' },
  ],
  person: [
    { name: 'Asha', label: 'Asha' },
    { name: 'Ravi', label: 'Ravi' },
    { name: 'Meera Nair', label: 'Meera Nair', also: ['meera'] },
  ],
  team: [
    { name: 'warehouse team', label: 'warehouse team', also: ['#warehouse'], frontEnd: 'slack' },
    { name: 'packing', label: 'packing', also: ['#packing', 'packing team'] },
  ],
  'front-end': [
    { name: 'slack', label: 'Slack' },
    { name: 'telegram', label: 'Telegram' },
    { name: 'whatsapp', label: 'WhatsApp', isOff: true, also: ['wa'] },
  ],
};

const fold = (text: string) =>
  text
    .toLowerCase()
    .replace(/['’]s?\b/g, '')
    .trim();

export function createAuthorNames(over: Partial<SellerNames> = {}): SellerNames {
  return {
    currency: 'INR',
    timeZone: 'Asia/Kolkata',
    now: new Date('2026-11-25T10:00:00Z'),
    author: 'Nila',
    find(kind, text) {
      const wanted = fold(text);
      const entries = NAMES[kind];
      const whole = entries.filter(({ name, label, also = [] }) =>
        [name, label, ...also].some((each) => fold(each) === wanted),
      );
      if (whole.length > 0 || kind !== 'sku') return whole;
      const words = wanted.split(/\s+/).map((word) => word.replace(/s$/, ''));
      if (words.some((word) => word.length < 3 && !/^[sml]$/.test(word))) return [];
      return entries.filter(({ label }) => {
        const has = fold(label).split(' ');
        return words.some((word) => word.length > 2) && words.every((word) => has.includes(word));
      });
    },
    list: (kind) => NAMES[kind],
    ...over,
  };
}
