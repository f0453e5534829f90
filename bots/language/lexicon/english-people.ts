const cross = (...parts: readonly (readonly string[])[]): readonly string[] =>
  parts.reduce(
    (phrases, part) => phrases.flatMap((each) => part.map((word) => `${each}${word}`)),
    [''],
  );

const ALONE =
  'customer client buyer shopper tourist someone somebody visitor walk-in walkin lady ' +
  'guy bloke aunty uncle';
const WITH_ARTICLE =
  'lady guy man woman girl boy kid couple neighbour neighbor family gentleman student uncle ' +
  'aunty auntie regular friend walk-in';

/** Whoever buys. Behind "from" it is whoever gives back, which is nobody of these. */
export const ENGLISH_BUYERS: readonly string[] = [
  ...cross(['', 'to ', 'by '], ALONE.split(' ')),
  ...cross(
    ['', 'to ', 'by '],
    ['a ', 'the ', 'one ', 'some '],
    [...ALONE.split(' '), ...WITH_ARTICLE.split(' ')],
  ),
  ...cross(['', 'to '], ['customers', 'clients', 'tourists', 'two ladies', 'a walk-in customer']),
  ...cross(['', 'to '], ['a walk in', 'a walk in customer', 'walk in', 'someone else']),
];

/** What happens to goods, as it stands behind "got", "were" and the like. */
const BROKEN =
  'smashed broken damaged cracked torn ripped wet soaked crushed bent scratched stained chipped ' +
  'lost stolen spoilt spoiled ruined shattered dented burnt burned rotten leaked mouldy moldy ' +
  'rusty eaten melted squashed soiled dirty';

export const ENGLISH_DAMAGE: readonly string[] = [
  ...cross(
    ['got ', 'were ', 'was ', 'have been ', 'has been ', 'have got ', 'all '],
    BROKEN.split(' '),
  ),
  ...'smashed crushed bent scratched dented burnt burned rotten leaked mouldy moldy rusty melted'
    .split(' ')
    .concat('squashed', 'soaked', 'got eaten', 'mice ate', 'rats ate', 'ate', 'missing'),
  ...cross(['arrived ', 'came ', 'received ', 'arrived all '], BROKEN.split(' ')),
  ...cross(['went ', 'gone ', 'fell and ', 'fell apart', 'fell down and '], ['bad', 'broke']),
];
