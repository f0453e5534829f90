/** Everyday words that are one letter away from a word of the lexicon, and are no slip of it. */
export const NO_SLIPS: ReadonlySet<string> = new Set(
  (
    'choti chhoti chote chhote bhari sasti purani naram garam ' +
    'while being bought black personal leaving counter chance power states state phase calls ' +
    'place share shared stars falls falling boring shots genre three pride chalk precious apart ' +
    'shoot leading whereas cancer figure figured taking stage scale scales style skill resort ' +
    'shoes message shopping shopped county court courts statue whose completes roots smart ' +
    'boots passed prince princes older scare stark struck inventor writing strapped strap fault ' +
    'challenge chick compete charge charged charges lover chopped banana dunno sugar sneak bathe ' +
    'revenge detective shorter shorten slipped slipping skipped sipping stable staple plate ' +
    'plates planes stunk hindu swift balanced prize prizes seating banned bloke gentle retro ' +
    'shaft grape sticks wanting spare buffet shocked shock quota historian regain retain freezer ' +
    'shouted shout socks guard guards worthy pints reached tariff choir haven prime steak ' +
    'leasing resist cracker genie owned laying latte leaning repay relay recipe probe booth ' +
    'sides prone wasting reply guided promoter tread expert trendy safely curse remote whale ' +
    'valve saves poker prose parted venue kitty kitten liberal stacked stacks stake reporter ' +
    'capitol massages packet prick alarm cheek charm chant deter awaiting manga mania angular ' +
    'badly canal tooth runaway shorts vague spilt spill spitting loser faculty audio coats ' +
    'coasts costco unholy rained ponder uphold rests stoop strained denote devote potions ' +
    'mandate spear brink bling candles clover covert broker brake brooks scattered scrape ' +
    'clipped slashed speck paces persona arise guise soles incite sorted snort haunt ardent ' +
    'abide carve desist'
  ).split(' '),
);
