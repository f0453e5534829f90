import type { Lexicon } from './lexicon.ts';

/** Hindi in Latin letters, as it is mixed with English. */
export const hinglish: Lexicon = {
  filler:
    'bhi|ji|bhai|yaar|zara|jara|turant|fauran|ek|koi|apne|hamare|humare|mere|wala|wale|wali|' +
    'kripya|abhi|seedha|jaldi se|jaldi|sabhi|woh|wo|vo|yeh|ye|tab|toh|kya',
  when: 'jab|jab bhi|agar|jaise hi|jaisehi|jab kabhi|jb|jab jab|jis waqt|agar kabhi',
  next: 'to|toh|tab|tabhi|phir|fir|to phir|, to|usi waqt',
  if: 'agar|aur agar|lekin sirf agar|sirf agar|jab tak|sirf tab jab|bas agar|aur sirf agar',
  unless:
    'jab tak nahi|agar nahi|lekin agar nahi|jab tak|agar na|siwaye jab|siwaye agar|jab tak ki',
  except: 'ke alawa|chhodkar|chhod kar|chhod ke|ko chhodkar|ko chhod kar|ke siva|lekin nahi',
  and: 'aur|or bhi|aur saath me|aur saath mein|evam|tatha|aur sath me',
  or: 'ya|ya phir|ya fir',
  only: 'sirf|bas|keval|siraf|only',
  inBehind:
    'me|mein|main|par|pe|pr|ke andar|wale me|wale mein|m|ke godown me|ke godown mein|ka|ki|ke|' +
    'ke bheetar|tak|se|ke liye|bhar me|bhar|wale|wali|wala',
  onBehind: 'par|pe|pr|me|mein|se|ke through|ke zariye|ke jariye|wale pe|ka|ki|ke|p',
  fromBehind: 'se|ka|ki|ke|par|pe|wala|wale',
  toBehind: 'ko|k o|ke liye|ke paas|ko bhi|tak|ke naam',
  ofBehind: 'ka|ki|ke|kaa|wale ka',
  anySku:
    'koi bhi sku|kisi bhi sku|koi bhi product|kisi bhi product|koi bhi item|kisi bhi item|' +
    'koi bhi cheez|kisi bhi cheez|kisi sku|kisi product|koi sku|koi product|koi item|kisi item|' +
    'har sku|har product|har item|kuch bhi|koi bhi maal|kisi bhi maal|kisi bhi chiz|' +
    'koi bhi chiz|sab sku|sabhi sku|sabhi products|koi cheez|kisi cheez|saare products|' +
    'sare products|saare sku|sab products|sab items|saare items|kisi bhi samaan|kisi bhi saman|' +
    'koi saman|koi bhi saman|kisi saman',
  stock: 'maal|stock|saman|samaan|quantity|inventory|matra',
  left:
    'bacha|bache|bachi|bach jaye|bach jaaye|bache ho|bacha ho|reh jaye|reh jaaye|rah jaye|' +
    'bachein|bach jayein|bache hain|bacha hai|bachen|baaki|baki|baaki ho|bache hon|reh jayein|' +
    'rahe|rah jaaye|bachta hai|bachte hain|bach jaate hain|reh jata hai|reh jaate hain|' +
    'bache ho to|bachta ho|bach gaye ho|bacha ho to|bache to|reh jayen|hi bache|hi bacha ho|' +
    'hi bache ho|hi reh jaye|hi bachein|baaki rahe|baaki bache|hi rahe|bach jaye to',
  unit: 'piece|pieces|nag|peti|units|pcs|item|items|cheezein',
  become:
    'hua|hui|hue|hua to|hua toh|hui to|ho gaya toh|hua ho|gaya|gayi|gaye|gaya to|gayi to|' +
    'chala gaya|aa gaya|gir gaya|pahunch gaya|gira|ho|ho jaye|ho jaaye|ho jae|ho jata hai|' +
    'hojaye|ho to|hota hai|hai|hain|chala jaye|chala jaaye|aa jaye|aa jaaye|jaye|jaaye|gire|' +
    'gir jaye|gir jaaye|bache|bach jaye|reh jaye|rah jaye|ho gaya|ho jaata hai|pahunche|' +
    'pahunch jaye|hon|ho jayein|aaye|ho gayi|ho rahe|ho jati hai|girta hai|gir jata hai|bachen|' +
    'bachein|chali jaye|ho jaye to|bacha ho|bache ho|ka ho|jaae|ho jaaye to|hone par|hone pe|' +
    'hote hi|ho jaate hi|ho gaya to|ho jata ho|jaate hi|jane par|jaane par|aane par|aate hi|' +
    'jata hai|aa jata hai|hai to|bache to|rahe|rahe to|bachte hi',
  belowBehind:
    'se kam|se neeche|se niche|se nichey|se kam me|se neche|se bhi kam|ke neeche|ke niche|' +
    'se kam ka|se kam ki|se neeche ka|se niche ka|se chota|se chhota|se kam ke|se neeche ki',
  aboveBehind:
    'se zyada|se jyada|se upar|se adhik|se oopar|se jada|se zyaada|se ziyada|ke upar|se bada|' +
    'se badi|se bade|se bhi zyada|se zyada ka|se upar ka|se jyada ka|se zyada ki|se upar ki|' +
    'se jyada ki|se bada ka|se upar wala|se zyada wala|se upar ke|se zyada ke|se jyada ke|plus',
  atMostBehind:
    'ya kam|ya usse kam|ya us se kam|ya isse kam|ya niche|ya neeche|tak ho jaye|ya kam ho',
  atLeastBehind:
    'ya zyada|ya usse zyada|ya jyada|ya usse jyada|ya upar|ya adhik|ya us se zyada|' +
    'ya usse zyada ka|ya zyada ka|ya usse upar ka|ya usse upar|ya upar ka|ya usse jyada ka|' +
    'ya usse bada|ya bada',
  reachesBehind:
    'tak pahunch jaye|tak pahunche|tak aa jaye|tak gir jaye|par aa jaye|pe aa jaye|' +
    'tak pahunch jaaye|tak aa jaaye|tak ho jaye|pe pahunch jaye|par pahunch jaye|tak chala jaye',
  outOfStock:
    'khatam ho jaye|khatam ho jaaye|khatam ho|khatam hone par|khatam ho jata hai|' +
    'khatam hota hai|khatam ho gaya|khatam|khatm ho jaye|out of stock ho jaye|out of stock ho|' +
    'out of stock ho jaaye|zero ho jaye|zero ho|zero ho jaaye|0 ho jaye|0 ho|sold out ho jaye|' +
    'sold out ho|out of stock ho jata hai|out of stock hone par|bik jaye|khatam hojaye|' +
    'khatam ho jae|bilkul khatam ho jaye|zero ho jata hai|poora khatam ho jaye|' +
    'pura khatam ho jaye|out of stock hota hai|khatam ho jate hain|khatam ho jati hai|' +
    'khatam ho jayein|shunya ho jaye|khatam hone pe|khatam ho jaye to|khatam ho gaya ho|' +
    'khatam ho gaye|khatam ho gayi|khatam ho jaate hain|khatam hote hi|khatam ho jaate hi|' +
    'bik jaye poora|pura bik jaye|poora bik jaye|bilkul khatam|stock out ho jaye|stock out ho|' +
    'sold out hote hi|zero hote hi|sab bik jaye|out of stock hote hi|ek bhi na bache|' +
    'kuch na bache|ek bhi nahi bache|ek bhi na ho|0 ho jaaye',
  backInStock:
    'wapas stock me aaye|wapas stock mein aaye|wapas aa jaye|wapas aaye|stock me wapas aaye|' +
    'stock mein wapas aaye|back in stock ho|back in stock ho jaye|phir se stock me aaye|' +
    'phir se aa jaye|wapas stock me aa jaye|wapas stock mein aa jaye|stock me wapas aa jaye|' +
    'stock mein wapas aa jaye|phir se available ho|phir se available ho jaye|' +
    'wapas available ho|dobara stock me aaye|dobara aa jaye|vapas aa jaye|wapas stock me ho|' +
    'wapas stock me aa jae|wapas aaye stock me|wapas aaye stock mein|phir aa jaye|' +
    'phir se stock mein aaye|firse stock me aaye|fir se aa jaye|phir stock me aaye|' +
    'wapas aata hai|stock me aaye|stock mein aaye|stock me aa jaye|stock mein aa jaye|' +
    'phir se mil jaye|wapas stock mein ho',
  tellBehind:
    'yaad dilao|yaad dila do|yaad dilana|yaad dila dena|reminder do|reminder de do|batao|' +
    'bata do|bata dena|batana|bolo|bol do|bol dena|bolna|inform karo|inform kar do|notify karo|' +
    'notify kar do|alert karo|alert kar do|message karo|message kar do|message bhejo|' +
    'message bhej do|ping karo|ping kar do|bhejo|bhej do|bhej dena|bhejna|alert bhejo|' +
    'alert bhej do|notification bhejo|notification bhej do|batana hai|khabar karo|' +
    'khabar kar do|khabar do|suchit karo|msg karo|msg bhejo|msg kar do|likho|bata dijiye|' +
    'bataiye|bata dijiyega|message karna|inform karna|notify karna|alert karna|message bhejna|' +
    'alert do|msg bhej do|text karo|message de do|message do|alert de do|notify kar dena|' +
    'message kar dena|inform kar dena|btao|bta do|bta dena|batadena|batado|khabar kar dena|' +
    'post karo|post kar do|pta chale|pata chale|sandesh bhejo|alert bhejna|notification dena|' +
    'notification do|btana|bata de|bol dena ki|bata diya karo|bata diya kare|bataya karo|btado|' +
    'khabar karna|bataate raho|batate raho|likh do|likh dena|alert kar dena|ping kar dena|' +
    'notify kardo|alert kardo|inform kardo|message kardo|ping karna|message karna hai|' +
    'bataiyega|bata do na|bata dena zaroor',
  fromPlaceBehind: 'se|wale se|godown se|ke godown se|wale godown se|warehouse se',
  toPlaceBehind:
    'mein|me|ko|tak|pe|par|ke godown mein|ke godown me|godown mein|godown me|wale godown mein|' +
    'ke liye|warehouse mein',
  inGroupBehind: 'mein|me|par|pe|wale group mein|group mein|group me|channel mein|channel pe',
  doBehind:
    'karo|kar do|kar dena|karna|kardo|kar dijiye|kijiye|karna hai|kar|kr do|kro|bhejo|bhej do|' +
    'bhej dena|bhejna|de do|do|kar diya karo|kiya karo|dena',
  meBehind:
    'mujhe|mujhko|mujko|humein|hume|hamein|hame|mujhe hi|muje|mereko|mere ko|sirf mujhe|' +
    'apun ko|mujhe bhi|mjhe|mujhe please',
  roleOwner: 'malik',
  roleWarehouse:
    'warehouse walo|warehouse walon|warehouse wale|godown walo|godown walon|godown wale|' +
    'warehouse wale log|godown wale log',
  arrives:
    'aaye|aaya|aayi|aata hai|aate hi|aa jaye|aa jaaye|aane par|aane pe|aate hain|mile|' +
    'milta hai|mile to|ho|hua|aa gaya|place ho|place ho jaye|aata|aay|aae|aayega|aati hai|' +
    'milte hi|aa jata hai|aa jae|aaye to|aayi ho|lage',
  order:
    'order|orders|koi order|koi bhi order|har order|naya order|naye order|koi naya order|' +
    'har naya order|har naye order|kisi order',
  cancelled:
    'cancel ho jaye|cancel ho|cancel hota hai|cancel hua|cancel ho jaaye|cancel kare|' +
    'cancel kar de|cancel ho gaya|order cancel ho|order cancel ho jaye|cancel ho jata hai|' +
    'cancel hone par|cancel hone pe|radd ho jaye|radd ho|cancel karta hai|cancel ho jae|' +
    'cancel kar deta hai',
  returned:
    'return aaye|return ho|return ho jaye|return aata hai|return aa jaye|wapas kare|' +
    'return kare|return mile|wapas kar de|return aaya|return hota hai|return hone par|' +
    'wapas bheje|return aane par|return request aaye|wapas karta hai|return karta hai|' +
    'return kar de|order wapas aaye|order wapas aa jaye|customer se wapas aaye|' +
    'customer se wapas aa jaye|grahak se wapas aaye|koi wapas kare',
  shortage:
    'maal kam pad jaye|stock kam pad jaye|kam pad jaye|oversell ho jaye|oversell ho|' +
    'shortage ho|shortage ho jaye|shortage aaye|maal kam pade|stock kam pade|kam pade|' +
    'zyada bik jaye|maal kam pad jaaye|oversold ho jaye|ke liye maal kam pad jaye|' +
    'ke liye stock kam pad jaye|ke liye maal na ho|ke liye stock na ho|shortage aa jaye|' +
    'maal kam ho|poora na ho paye|poora nahi ho paye|maal na ho',
  orderLink: 'ka|ki|ke|wala|wali|wale|me|mein|se|koi|kisi|ke liye|value|ki value|ka value',
  is: 'ho|hai|hain|ka ho|ki ho|ke ho',
  isNot: 'ka na ho|se na ho|nahi',
  pause:
    'pause karo|pause kar do|pause kar dena|pause kardo|band karo|band kar do|band kar dena|' +
    'rok do|rok dena|hatao|hata do|pause kar|bandh karo|bandh kar do|bandh kardo|band kardo|' +
    'pause kr do|pause karna|band karna|off karo|off kar do|hata dena|rok|se hatao|se hata do|' +
    'pause kar dijiye|bechna band karo|bechna band kar do|listing band karo',
  resume:
    'resume karo|resume kar do|resume kar dena|chalu karo|chalu kar do|phir se chalu karo|' +
    'phir se chalu kar do|wapas chalu karo|wapas chalu kar do|shuru karo|shuru kar do|' +
    'phir se shuru karo|phir se shuru kar do|wapas shuru karo|wapas shuru kar do|unpause karo|' +
    'unpause kar do|chalu kar dena|phir se listing chalu karo|on karo|on kar do|' +
    'dobara chalu karo|dobara chalu kar do|resume kardo|chalu kardo',
  isPaused:
    'pause ho jaye|pause ho|pause hota hai|band ho jaye|band ho|pause ho jaaye|pause hone par|' +
    'pause hui|pause ho gayi|band ho jaaye|pause hojaye|pause ho jati hai|band ho jati hai|' +
    'pause ho jae',
  price: 'daam|rate|keemat|kimat|price|dam|bhav',
  setTo:
    'kar do|karo|kar dena|set karo|set kar do|rakho|rakh do|kardo|kar dijiye|set kar dena|' +
    'set kardo|kr do|rakh dena|bana do|ho jaye|ho',
  raise:
    'badhao|badha do|badha dena|badhado|upar karo|zyada karo|badhana|increase karo|' +
    'increase kar do|badha dijiye',
  lower:
    'ghatao|ghata do|kam karo|kam kar do|ghata dena|kam kardo|neeche karo|kam kar dena|' +
    'decrease karo|decrease kar do|ghatado|reduce karo|reduce kar do',
  purchase:
    'ka order bana do|ka order banao|ka order kar do|ka order karo|ka order de do|' +
    'ka order laga do|order bana do|ka order lagao|order karo|order kar do|reorder karo|' +
    'reorder kar do|mangwao|mangwa lo|mangao|purchase order banao|purchase order bana do|' +
    'po banao|po bana do|mangwa do|manga lo|order lagao|order laga do|ka purchase order banao|' +
    'ka purchase order bana do|purchase order draft karo|ka po banao|ka po bana do|' +
    'purchase draft banao|purchase order bana dena|kharido|order kar dena|reorder kar dena',
  task:
    'task banao|task bana do|task bana dena|kaam likho|ka task banao|task add karo|' +
    'task create karo|task create kar do|ek task banao|kaam do|task de do|task do|task likh do|' +
    'task likho|task daal do|task rakho',
  move:
    'bhejo|bhej do|transfer karo|transfer kar do|move karo|move kar do|shift karo|shift kar do|' +
    'le jao|bhej dena|transfer kar dena|move kar dena|shift kar dena|pahunchao|bhijwao|' +
    'bhijwa do',
  every: 'har|pratyek',
  daily: 'har roz|roz|rozana|har din|roz roz|daily|pratidin|har ek din|roj|har roj|rojana|dainik',
  everyMorning:
    'har subah|roz subah|subah subah|har roz subah|rozana subah|har din subah|roj subah|' +
    'har roj subah|daily subah',
  everyEvening:
    'har shaam|roz shaam|har sham|roz sham|har roz shaam|roz shaam ko|har shaam ko|' +
    'rozana shaam|har din shaam|roj shaam|roz sham ko|daily shaam',
  everyNight: 'har raat|roz raat|roz raat ko|har raat ko|roj raat',
  morning: 'subah|subah ko|savere|subah ke|subah me|subah mein',
  afternoon: 'dopahar|dopahar ko|dopahar ke|dopahar me',
  evening: 'shaam|sham|shaam ko|sham ko|shaam ke|sham ke|shaam me|shaam mein',
  night: 'raat|raat ko|raat ke|raat me|raat mein',
  oclock: 'baje|bje|baje ko|bajay|baj',
  atTime: 'ko|ke|par|pe',
  hourly: 'har ghante|har ghanta|har ek ghante|har ghante me|har ghante mein',
  weekdays: 'kaam ke din|working day',
  windowBehind: 'ko|ke|me|mein|ke beech|ke bich|ke dauran|tak|pe|par',
  rangeTo: 'se',
  betweenBehind:
    'tak|ke beech|ke bich|ke beech me|ke beech mein|baje tak|baje ke beech|ke darmiyan|tak hi',
  onDay: 'har|ko|ke din|wale din',
  report:
    'report|sales report|hisaab|hisab|bikri report|bikri ki report|sales ki report|' +
    'report card|bikri ka hisaab|sale report|summary',
  stockReport:
    'stock report|stock ki report|stock ka report|stock ki list|stock list|stock ka hisaab',
  lowReport:
    'low stock report|low stock ki report|low stock list|low stock ki list|' +
    'kam stock ki report|kam stock ki list',
  today: 'aaj ki|aaj ka|aaj|din ki|din ka|aaj ke',
  yesterday: 'kal ki|kal ka|pichle din ki|kal|kal ke',
  week: 'hafte ki|hafte ka|is hafte ki|pichle hafte ki|haftawar|weekly|hafte bhar ki|is hafte ka',
  month: 'mahine ki|mahine ka|is mahine ki|pichle mahine ki|maheene ki|mahine bhar ki|monthly',
  onlyOnce:
    'sirf ek baar|ek hi baar|bas ek baar|ek baar|keval ek baar|sirf pehli baar|ek baar hi|' +
    'sirf 1 baar|pehli baar hi|bas 1 baar|sirf ek hi baar|bas ek hi baar',
  atMostOnce:
    'zyada se zyada ek baar|jyada se jyada ek baar|ek se zyada baar nahi|sirf ek baar|' +
    'ek baar se zyada nahi|ek baar|max ek baar|sirf ek hi baar|bas ek baar|maximum ek baar|' +
    'at most ek baar',
  onceWord: 'ek baar|ek hi baar|sirf ek baar|bas ek baar',
  per: 'din me|din mein|har|ek|roz',
  atMostBehindTime: 'se zyada nahi|max|hi|se jyada nahi|bas',
  sells:
    'bike|bik jaye|bik jaaye|bikta hai|bikte hain|bik jayein|bike to|bik jae|bik jaate hain|' +
    'sell ho|sell ho jaye|bikein|bik gaye|sale ho|bik jaen',
  notSold:
    'nahi bika|nahi bike|na bike|na bika ho|nahi biki|nahin bika|sale na ho|nahi bikta|' +
    'na biki ho|se nahi bika|tak na bike|tak nahi bike|se na bika ho|se nahi bika ho|' +
    'nahi bika ho|koi sale nahi|ek bhi sale nahi|koi bikri nahi|koi bikri na ho|koi sale na ho|' +
    'nahi bik raha|se nahi bik raha|din se nahi bika',
  within: 'me|mein|ke andar',
  withinBehind: 'me|mein|ke andar|ke bheetar|ke bhitar|bhar me',
  lasts:
    'chalega|ka stock bacha ho|ka maal bacha ho|ka hi stock bacha ho|ka stock bache|chale|' +
    'tak chalega|ka stock reh jaye|ka stock bacha hai|ka hi maal bacha ho|ka maal bache|' +
    'ka stock ho|chalne wala ho',
  addUnits: 'jodo|jod do|add karo|add kar do|daal do|dalo|jod dena|add kar dena',
  removeUnits:
    'hatao|hata do|nikalo|nikal do|ghatao|kam karo|minus karo|write off karo|write off kar do|' +
    'nikaal do',
  safetyNoun: 'safety stock|safety|bacha ke|bachake|buffer',
  keep: 'rakho|rakh do|bacha ke rakho|rakhna|bachake rakho|rakh lo',
  wish:
    'ek rule banao|rule banao|rule bana do|ek rule bana do|automation banao|automation bana do|' +
    'alert laga do|alert lagao|stock alert laga do|stock alert lagao|alert set karo|' +
    'alert set kar do|ek alert laga do|ek alert set karo|ek automation banao|rule lagao|' +
    'rule set karo|rule laga do|main chahta hoon ki|mai chahta hu ki|main chahti hoon ki|' +
    'chahiye ki|aisa karo ki|aisa karo|ye karo|yeh karo|dhyan rakho|nazar rakho|rule ye hai|' +
    'rule yeh hai|aisa kar do ki|mujhe chahiye ki|please rule banao',
  tell: 'batao|bata do|bolo|bata dena|bhejo',
  skuNoun: 'wala|wale|wali',
  each: 'koi bhi|kisi bhi|har|sabhi|saare|sare|koi|kisi',
  tagBehind: 'tag wale|tag wala|tag wali|tag ke|tag wale sabhi|tag wale saare',
  category: 'category|category ka|category ke|category ki|category wale|category me|category mein',
  listingNoun: 'listing|listings|koi listing|koi bhi listing|kisi listing|ki listing|ka listing',
  everyShop:
    'sab jagah|sab jagah se|har jagah|har shop pe|sabhi shops pe|sab shops pe|har jagah se|' +
    'sab dukanon pe|sabhi channels pe|saari shops pe|har dukan pe|har channel pe|' +
    'sab channel pe|sabhi jagah',
  everywhere:
    'kul|total|sab jagah milakar|kul milakar|sab milakar|sab godown milakar|sab jagah mila ke|' +
    'kul mila ke|sab mila ke',
  theSku:
    'usko|use|usse|isko|ise|us sku|wo sku|woh sku|us product|ye product|wo|woh|us item|us maal|' +
    'usi',
  itsSku: 'uska|uski|uske|iska|iski|us sku ka|us sku ki|us product ka|us product ki|uss ka',
  itIs: 'ho',
  not: 'nahi|nahin|na|mat',
  notAgain:
    'phir mat batana|dobara mat batana|phir se mat batana|dobara mat bolna|phir mat bolna|' +
    'dobara mat batao|phir mat batao',
  until: 'tak|ke liye',
  by: 'se',
  worth: 'ka|ki|wala|keemat|value|ki keemat|ka value',
  to: 'ko|tak|me|mein|pe|par',
  priceTo: 'ka|ki',
  spikes:
    'achanak zyada bikne lage|achanak se zyada bikne lage|tezi se bikne lage|' +
    'bahut tezi se bike|achanak zyada bike|spike ho|spike aaye|spike ho jaye|spike aa jaye|' +
    'achanak badh jaye|achanak badh jayein|bahut zyada bikne lage|dhadadhad bikne lage|' +
    'achanak bahut zyada bike|tezi se bike|bahut tez bikne lage|achanak bikne lage',
  changes:
    'badle|badal jaye|change ho|change ho jaye|badal jaaye|badalta hai|badli jaye|' +
    'change hota hai|badal jae|badle to|badalne par',
  priceUp: 'badhe|badh jaye|badh jaaye|badhta hai|badhaya jaye|upar jaye|badha de|badhaye',
  priceDown:
    'ghate|ghat jaye|kam ho jaye|gire|gir jaye|kam ho|ghata de|kam kiya jaye|niche jaye|' +
    'neeche jaye|kam kar de',
  fails:
    'fail ho|fail ho jaye|fail hota hai|fail hone par|na jaye|atak jaye|fail hua|fail ho jaaye|' +
    'reject ho|reject ho jaye|fail hojaye',
  otherPrice:
    'alag price dikhaye|galat price dikhaye|alag ho|galat ho|alag daam dikhaye|' +
    'galat daam dikhaye|alag price ho|alag price dikhe|galat price dikhe|' +
    'hamare price se alag ho|hamare se alag ho|alag rate dikhaye|galat rate dikhaye|' +
    'match na kare',
  otherStock:
    'alag stock dikhaye|galat stock dikhaye|alag ho|galat ho|alag stock dikhe|' +
    'galat stock dikhe|hamare stock se alag ho|match na kare|drift ho|drift ho jaye|drift aaye',
  updateNoun: 'update|stock update|price update|push',
  shipsToBehind:
    'jaye|ja raha ho|jana ho|ke liye|jaane wala|bhejna ho|jata ho|ja rahe ho|jane wala ho|' +
    'jaane wala ho|jane wale|wala',
  orderUnit:
    'piece ka|pieces ka|units ka|item ka|items ka|piece wala|pieces wala|units wala|nag ka|' +
    'piece|pieces|units',
  coolDown: 'cool-down|cooldown',
  everyTime: 'har baar|har dafa|har bar',
  inLast: 'pichle|pichle ek|aakhri',
  soldPast: 'bike|biki|bika|bike ho|bike hon|bika ho',
  officeHours: 'office time|office hours|kaam ke ghante|office ke time|office ke waqt',
  outside: 'ke bahar|ke alawa',
  costs: 'daam|price|keemat',
  about: 'iske baare me|is baare me|iske bare mein|iska',
  saying: 'ki|ye likh ke|yeh likh kar|kehna',
  amends: 'nahi|nahin|nai|arre|galat|nahi nahi|na',
  makeIt: 'kar do|karo|rakho|kardo|kar dena',
  alsoDo: 'aur|saath me|saath mein',
  instead: 'kar do|karo|rakho|kardo',
  isNotBehind:
    'na ho|nahi ho|nahin ho|na hua ho|nahi hai|nahin hai|na hon|nahi hon|na aaya ho|nahi',
  firstOfMonth:
    'har mahine ki pehli tarikh ko|har mahine ki pehli tarikh|mahine ki pehli tarikh ko|' +
    'mahine ki pehli tarikh|har mahine ki 1 tarikh ko|har mahine ki ek tarikh ko|' +
    'har mahine pehli tarikh ko|har mahine ki pehli tareekh ko|har mahine ki pehli',
  kiSo: 'ki|ke|yeh ki|ye ki',
  perBehind: 'me|mein|mai|bhar me|bhar mein|ke andar',
  lag: 'peeche|piche|late|der se|peeche ho|piche ho|late ho|deri|sync late|lag',
  watchBehind:
    'pe nazar rakho|par nazar rakho|pe nazar rakhna|par nazar rakhna|ka dhyan rakho|' +
    'ka dhyan rakhna|pe dhyan do|par dhyan do|pe dhyan rakho|ko dekhte raho|pe najar rakho',
  team: 'walo|walon|wale|wale log|log',
};
