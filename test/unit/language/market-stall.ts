// A small shop with names that are near each other, for what the parser must tell apart.
import type { AnyCommand } from '../../../bots/commands/command.ts';
import { RULES } from '../../../bots/language/command-rules.ts';
import { READ_COMMANDS } from '../../../bots/language/command-slots.ts';
import { createParser } from '../../../bots/language/create-parser.ts';
import type {
  Draft,
  Memory,
  Scene,
  Understood,
  Vocabulary,
  VocabularySku,
} from '../../../bots/language/understanding.ts';

type Given = Partial<Omit<VocabularySku, 'skuId' | 'code' | 'title'>>;

function sku(code: string, title: string, given: Given = {}): Omit<VocabularySku, 'skuId'> {
  const empty = { aliases: [], barcodes: [], options: {}, category: null, tags: [], packs: [] };
  return { ...empty, isKit: false, code, title, ...given };
}

const tee = (colour: string, size: string) =>
  sku(`TEE-${colour.slice(0, 3).toUpperCase()}-${size}`, `Cotton tee, ${colour}, ${size}`, {
    options: { colour, size },
    category: 'Tees',
  });

const SKUS = [
  ...['S', 'M', 'L', 'XL'].map((size) =>
    sku(`HOODIE-${size}`, `Fleece hoodie, charcoal, ${size}`, {
      options: { size, colour: 'charcoal' },
      category: 'Hoodies',
      tags: ['winter'],
      ...(size === 'M' ? { packs: [{ name: 'carton', units: 12 }] } : {}),
    }),
  ),
  ...['black', 'white', 'red'].flatMap((colour) => [tee(colour, 'M'), tee(colour, 'L')]),
  sku('MUG-RED', 'Stoneware mug, brick red', {
    aliases: ['brick mug'],
    barcodes: ['8901234567894'],
    category: 'Mugs',
    packs: [{ name: 'box', units: 6 }],
  }),
  sku('MUG-BLUE', 'Stoneware mug, blue', { category: 'Mugs' }),
  sku('RACK-MUG', 'Mug rack, red steel'),
  sku('TOWEL-SAND', 'Waffle hand towel, sand', { aliases: ['tauliya'] }),
  sku('CASE-14', 'iPhone 14 case, clear'),
  sku('CASE-15', 'iPhone 15 case, clear'),
  sku('SOCKS-3', 'Bamboo socks, three pairs'),
  sku('BOTTLE-500', 'Steel bottle 500 ml'),
  sku('KIT-TEA', 'Teatime gift box', { isKit: true }),
];

export const vocabulary: Vocabulary = {
  skus: SKUS.map((each, at) => ({ ...each, skuId: at + 1 })),
  locations: [
    { code: 'MUM', name: 'Mumbai', aliases: [] },
    { code: 'DEL', name: 'Delhi', aliases: ['Okhla godown'] },
    { code: 'BLR', name: 'Bengaluru', aliases: [] },
  ],
  accounts: [
    { publicId: 'kala', name: 'Kala Threads', channel: 'shoply' },
    { publicId: 'nila', name: 'Nila Home', channel: 'shoply' },
    { publicId: 'bazaar', name: 'Bazaar Corner', channel: 'wooly' },
  ],
  people: [
    { personId: 1, name: 'Asha' },
    { personId: 2, name: 'Amit' },
    { personId: 3, name: 'Ravi Kumar' },
  ],
  orders: ['1003', '1002', '1001', 'SIM000123'],
};

const NAMES = [...new Set(RULES.map(({ command }) => command))].concat(
  'help|add sku|add kit|alias|add location|map|invite|link'.split('|'),
);
/** The table as far as the parser looks at it. */
const commands = NAMES.map((name) => ({ name, aliases: [], slots: {} })) as unknown as AnyCommand[];

export const scene: Scene = {
  sellerId: 1,
  commands,
  vocabulary,
  memory: { last: null, question: null },
  home: 'MUM',
  currency: 'INR',
  now: new Date('2026-11-25T09:00:00Z'),
  timeZone: 'Asia/Kolkata',
};

const parser = createParser();

export function hear(
  text: string,
  memory: Partial<Memory> = {},
  named: Vocabulary = vocabulary,
): Promise<Understood> {
  return parser.read(text, {
    ...{ ...scene, vocabulary: named, memory: { ...scene.memory, ...memory } },
  });
}

export function show(draft: Draft): string {
  const slots = Object.entries(draft.slots).toSorted(([a], [b]) => a.localeCompare(b));
  const text = slots.map(([name, value]) =>
    typeof value === 'object' ? `${name}=${value.oneOf.join('|')}` : `${name}=${value}`,
  );
  return [draft.command, ...text].join(' ');
}

/** What was understood, in one line. */
export async function read(
  text: string,
  memory: Partial<Memory> = {},
  named: Vocabulary = vocabulary,
): Promise<string> {
  const understood = await hear(text, memory, named);
  switch (understood.kind) {
    case 'drafts': {
      const instead = understood.instead === null ? '' : `instead of ${understood.instead}: `;
      return instead + understood.drafts.map(show).join(' ; ');
    }
    case 'which':
      return `which ${understood.readings.map(([first]) => first?.command).join('|')}`;
    case 'option':
      return `option ${understood.option}`;
    case 'inert':
      return understood.why;
    case 'small-talk':
      return understood.mood;
    case 'unclear':
      return `? ${understood.near ?? ''} ${understood.unknown ?? ''}`.trim();
    case 'yes':
    case 'no':
      return understood.kind;
  }
}

export function last(
  state: NonNullable<Memory['last']>['state'],
  ...drafts: readonly Draft[]
): Partial<Memory> {
  return { last: { drafts, state, at: scene.now } };
}

export const isWrite = (understood: Understood): boolean =>
  understood.kind === 'drafts' &&
  understood.drafts.some(({ command }) => !READ_COMMANDS.has(command));
