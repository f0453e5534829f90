import type { Lexicon } from './lexicon.ts';

/** Hindi in Latin letters, as it is mixed with English. */
export const hinglish: Lexicon = {
  filler:
    'bhi|na|ji|bhai|yaar|zara|jara|turant|fauran|ek|koi|apne|hamare|humare|mere|wala|wale|' +
    'wali|kripya|abhi|seedha|jaldi se|jaldi|sabhi|woh|wo|vo|yeh|ye|tab|toh|hi|kya',
  when: 'jab|jab bhi|agar|jaise hi|jaisehi|jab kabhi|jb|jab jab|jis waqt|agar kabhi',
  next: 'to|toh|tab|tabhi|phir|fir|to phir|, to|usi waqt',
  if: 'agar|aur agar|lekin sirf agar|sirf agar|jab tak|sirf tab jab|bas agar|aur sirf agar',
  unless: 'jab tak nahi|agar nahi|lekin agar nahi',
  except: 'ke alawa|chhodkar|chhod kar|chhod ke|ko chhodkar|ko chhod kar|ke siva|lekin nahi',
  and: 'aur|or bhi|aur saath me|aur saath mein|evam|tatha|aur sath me',
  or: 'ya|ya phir|ya fir',
  only: 'sirf|bas|keval',
  inBehind:
    'me|mein|main|par|pe|pr|ke andar|wale me|wale mein|m|ke godown me|ke godown mein|ka|ki|ke',
  onBehind: 'par|pe|pr|me|mein|se|ke through|ke zariye|ke jariye|wale pe|ka|ki|ke|p',
  fromBehind: 'se|ka|ki|ke|par|pe|wala|wale',
  toBehind: 'ko|k o|ke liye|ke paas|ko bhi',
  ofBehind: 'ka|ki|ke|kaa|wale ka',
  anySku:
    'koi bhi sku|kisi bhi sku|koi bhi product|kisi bhi product|koi bhi item|kisi bhi item|' +
    'koi bhi cheez|kisi bhi cheez|kisi sku|kisi product|koi sku|koi product|koi item|' +
    'kisi item|har sku|har product|har item|kuch bhi|koi bhi maal|kisi bhi maal|' +
    'kisi bhi chiz|koi bhi chiz|sab sku|sabhi sku|sabhi products|koi cheez|kisi cheez',
  stock: 'maal|stock|saman|samaan|quantity|inventory|matra',
  left:
    'bacha|bache|bachi|bach jaye|bach jaaye|bache ho|bacha ho|reh jaye|reh jaaye|rah jaye|' +
    'bachein|bach jayein|bache hain|bacha hai|bachen|baaki|baki|baaki ho|bache hon|' +
    'reh jayein|rahe|rah jaaye|bachta hai|bachte hain|bach jaate hain|reh jata hai|' +
    'reh jaate hain',
  unit: 'piece|pieces|nag|peti|units|pcs',
  become:
    'ho|ho jaye|ho jaaye|ho jae|ho jata hai|hojaye|ho to|hota hai|hai|hain|chala jaye|' +
    'chala jaaye|aa jaye|aa jaaye|jaye|jaaye|gire|gir jaye|gir jaaye|bache|bach jaye|' +
    'reh jaye|rah jaye|ho gaya|ho jaata hai|pahunche|pahunch jaye|hon|ho jayein|aaye|ho gayi|' +
    'ho rahe|ho jati hai|girta hai|gir jata hai|bachen|bachein|chali jaye|ho jaye to|' +
    'bacha ho|bache ho|ka ho',
  belowBehind:
    'se kam|se neeche|se niche|se nichey|se kam me|se neche|se bhi kam|ke neeche|ke niche',
  aboveBehind:
    'se zyada|se jyada|se upar|se adhik|se oopar|se jada|se zyaada|se ziyada|ke upar|se bada|' +
    'se badi|se bade|se bhi zyada',
  atMostBehind:
    'ya kam|ya usse kam|ya us se kam|ya isse kam|ya niche|ya neeche|tak ho jaye|ya kam ho',
  atLeastBehind: 'ya zyada|ya usse zyada|ya jyada|ya usse jyada|ya upar|ya adhik|ya us se zyada',
  reachesBehind:
    'tak pahunch jaye|tak pahunche|tak aa jaye|tak gir jaye|par aa jaye|pe aa jaye|' +
    'tak pahunch jaaye|tak aa jaaye|tak ho jaye|pe pahunch jaye|par pahunch jaye|' +
    'tak chala jaye',
  outOfStock:
    'khatam ho jaye|khatam ho jaaye|khatam ho|khatam hone par|khatam ho jata hai|' +
    'khatam hota hai|khatam ho gaya|khatam|khatm ho jaye|out of stock ho jaye|' +
    'out of stock ho|out of stock ho jaaye|zero ho jaye|zero ho|zero ho jaaye|0 ho jaye|0 ho|' +
    'sold out ho jaye|sold out ho|out of stock ho jata hai|out of stock hone par|bik jaye|' +
    'khatam hojaye|khatam ho jae|bilkul khatam ho jaye|zero ho jata hai|poora khatam ho jaye|' +
    'pura khatam ho jaye|out of stock hota hai|khatam ho jate hain|khatam ho jati hai|' +
    'khatam ho jayein|shunya ho jaye|khatam hone pe',
  backInStock:
    'wapas stock me aaye|wapas stock mein aaye|wapas aa jaye|wapas aaye|stock me wapas aaye|' +
    'stock mein wapas aaye|back in stock ho|back in stock ho jaye|phir se stock me aaye|' +
    'phir se aa jaye|wapas stock me aa jaye|wapas stock mein aa jaye|stock me wapas aa jaye|' +
    'stock mein wapas aa jaye|phir se available ho|phir se available ho jaye|' +
    'wapas available ho|dobara stock me aaye|dobara aa jaye|vapas aa jaye|wapas stock me ho',
  tellBehind:
    'batao|bata do|bata dena|batana|bolo|bol do|bol dena|bolna|inform karo|inform kar do|' +
    'notify karo|notify kar do|alert karo|alert kar do|message karo|message kar do|' +
    'message bhejo|message bhej do|ping karo|ping kar do|bhejo|bhej do|bhej dena|bhejna|' +
    'alert bhejo|alert bhej do|notification bhejo|notification bhej do|batana hai|' +
    'khabar karo|khabar kar do|khabar do|suchit karo|whatsapp karo|msg karo|msg bhejo|' +
    'msg kar do|likho|bata dijiye|bataiye|bata dijiyega|message karna|inform karna|' +
    'notify karna|alert karna|message bhejna|alert do|msg bhej do|text karo|yaad dilao|' +
    'message de do|message do|alert de do|notify kar dena|message kar dena|inform kar dena|' +
    'btao|bta do|bta dena|batadena|batado|khabar kar dena|post karo|post kar do|pta chale|' +
    'pata chale|sandesh bhejo|alert bhejna|notification dena|notification do',
  meBehind:
    'mujhe|mujhko|mujko|humein|hume|hamein|hame|mujhe hi|muje|mereko|mere ko|sirf mujhe|' +
    'apun ko',
  roleOwner: 'malik',
};
