// How commands begin whose slots are new names, as patterns over folded words.

const start = (...parts: readonly string[]) => new RegExp(`^(?:${parts.join('')})(?= |$)`, 'u');

const A = '(?:a |an |the )?(?:new )?';

export const ADD_SKU = start(
  `(?:add|new|create) ${A}(?:sku|product|article)(?: called| named)?`,
  '|nuevo (?:sku|producto)|agrega(?:r)? (?:sku|producto)|naya sku|नया एसकेयू',
);
export const ADD_KIT = start(
  `(?:add|new|create|make) ${A}(?:kit|bundle|combo)(?: called| named)?|nuevo kit|naya kit`,
);
export const ADD_LOCATION = start(
  `(?:add|new|create|open) ${A}(?:location|warehouse|godown)`,
  '|(?:agrega|nueva) ubicacion|naya godown',
);
export const ALIAS = start('(?:(?:add|new|create|set) (?:an? |the )?)?(?:alias|nickname)');
export const CALL = start('(?:also )?call');
export const MAP = start(
  'map|match|mapea|map karo|link(?= (?!me |with |code )\\S+ (?:.+ )?(?:to|=|as) )',
);
export const INVITE = start(
  'invite|add person|add user|add (?:a )?(?:new )?(?:user|person|member)|onboard',
  '|invita(?:r)?(?: a)?',
  '|add(?= \\p{L}+(?: \\p{L}+)? as (?:an? )?',
  '(?:owner|manager|viewer|picker|packer|warehouse))',
);
export const INVITE_BEHIND = new RegExp(
  ' (?:ko )?(?:invite karo|invite kar do|bulao)' +
    '(?: (?:warehouse|godown|manager|viewer|team)(?: me| mein)?)?$',
);
export const LINK = start(
  'link(?: me)?(?: with)?(?: code)?|start|my (?:link )?code is|here is my code|vincular|vincula',
);

export const LEAD = new RegExp(
  '^(?:(?:please|pls|plz|hey|hi|ok|okay|kindly|can you|could you|can you please|' +
    'could you please|i want to|lets|let us) )+',
);
/** Around a new title. */
export const TITLE_NOISE =
  /^(?:[,:;.@=–-]|called|named|titled|title|name|with|is|as|code|for|at|price|costs?|priced)$/;
/** Around the name of somebody who is invited. */
export const NAME_NOISE = new RegExp(
  '^(?:[(),:-]|named|called|as|a|an|to|the|team|new|user|person|member|worker|staff|role|with|' +
    'for|is|al|del|en|como|ka|ko|ke|liye|please|pls|karo)$',
);

/** By the words for them. */
export const ROLE_OF: Readonly<Record<string, string>> = {
  ...{ owner: 'owner', owners: 'owner', malik: 'owner', dueno: 'owner', मालिक: 'owner' },
  ...{ manager: 'manager', gerente: 'manager', मैनेजर: 'manager', encargado: 'manager' },
  ...{ encargada: 'manager', duena: 'owner', almacenista: 'warehouse' },
  ...{ warehouse: 'warehouse', picker: 'warehouse', packer: 'warehouse', almacen: 'warehouse' },
  ...{ godown: 'warehouse', bodega: 'warehouse' },
  ...{ viewer: 'viewer', readonly: 'viewer', accountant: 'viewer', lector: 'viewer' },
};
