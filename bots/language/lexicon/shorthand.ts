// How Hindi in Latin letters is shortened in chats; only words that stand within longer phrases.

const LINES =
  'gaya:gya,gyaa,gaaya gaye:gye,gae,gaey gayi:gyi,gai,gyee kar:kr karna:krna ' +
  'karo:kro,kroo,kijiye,kariye,kariyega do:doo,dijiye,dijie,dijiyega diya:dia,dya ' +
  'diye:diyee,dye hai:h,hy hain:hn raha:rha rahe:rhe rahi:rhi ' +
  'wapas:wapis,vapas,vapis,waapas,vaapas hua:huwa hue:huye kitne:ktne rakho:rkho rakh:rkh ' +
  'mein:mai,mei lo:loo toot:tut,tutt aa:aaa chori:chorri nahi:nhi,nai,nahin';

export const SHORTHAND: ReadonlyMap<string, string> = new Map(
  LINES.split(' ').flatMap((line) => {
    const [plain = '', short = ''] = line.split(':');
    return short.split(',').map((each): [string, string] => [each, plain]);
  }),
);
