// Turns of speech that name a command without asking for it, as patterns over folded words that
// are parted by single spaces. A word of a longer phrase of the lexicon ("not selling") stands as
// "_" and is never seen here.

const words = (...lines: readonly string[]) =>
  new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${lines.join('|')})(?![\\p{L}\\p{M}\\p{N}])`, 'u');

// What is still to be done: "bechne hai", "mangwana tha".
const STEMS =
  'bech|bik|bhej|le|de|mangwa|manga|gin|hata|kar|nikal|nikaal|rakh|lauta|badal|utar|jod|phek|daal';

export const NEGATED = words(
  'dont|do not|didnt|did not|havent|have not|hasnt|has not|hadnt|isnt|is not|arent|are not|wasnt',
  'was not|werent|were not|wont|will not|cant|cannot|can not|couldnt|could not|shouldnt',
  'should not',
  'wouldnt|never|not|without|aint|neither|nor|doesnt|does not|no need to|need not',
  'refuse to|havnt',
  'nahi|nahin|nhi|mat|bina|nai becha|naa karo|na karo|na karna|na bechna|na bhejo|na hatao',
  'नहीं|नही|मत|बिना|न करो|ना करो|ना करें|न करें',
  'nunca|tampoco|jamas|no (?:se|he|hemos|ha|han|me|lo|la|los|las|vendi\\p{L}*|vend\\p{L}+',
  'recib\\p{L}+)',
  'no (?:mueva\\p{L}*|muevas|cuentes?|cambi\\p{L}+|paus\\p{L}+|envi\\p{L}+|quit\\p{L}+',
  'agreg\\p{L}+)',
  'no (?:lleg\\p{L}+|hagas?|hay que|quiero|sold|sale|receiv\\p{L}+|mov\\p{L}+|devolv\\p{L}+',
  'cancel\\p{L}+)',
);

export const HYPOTHETICAL = words(
  'there should be|there must be|there ought to be|supposed to|almost|nearly',
  'more than|at least|at most|if|what if|suppose|supposing|imagine|assuming|assume|in case',
  'unless|whether|hypothetically',
  'lets say|let us say|say we|say i|might|maybe|perhaps|probably|could we|could i|can we|can i',
  'should we',
  'should i|shall we|shall i|when|whenever|once we|once i|as soon as|in theory|i wish|would have',
  'would we|would i|we would|i would(?! like)|it would|could have|should have|must have',
  'how about',
  'instead of|rather than|were we to|pretend|example|for example|eg|e.g|test|wondering|thinking',
  'agar|yadi|maan lo|man lo|maano|shayad|jab|jab bhi|jab tak|sochta|soch rahe|soch raha|manlo',
  'kaash',
  'अगर|यदि|मान लो|मानो|शायद|जब|जब भी|सोच रहे|सोच रहा|काश',
  'si (?!señor|claro)\\p{L}+|cuando|quizas?|tal vez|supongamos|suponiendo|imagina|ojala',
  'podria\\p{L}* haber',
  'vendiera\\p{L}*|vendieramos|y si',
);

export const FUTURE = words(
  'will|shall|gonna|going to|about to|tomorrow|tmrw|tmr|tomorow|tommorow|tomorrows|plan to',
  'plans to',
  'next (?:week|month|year|time|sunday|monday|tuesday|wednesday|thursday|friday|saturday|season)',
  'planning|plan on|intend|intending|have to|has to|must|hope|hoping|expect|expects|expecting',
  'later',
  'expected|upcoming|arriving|coming|scheduled|eventually|someday|soon|remind|todo (?:list',
  'item)|to do',
  'in transit',
  'on order(?! (?:\\d|_))|on the way|on its way|by the end of|need to (?:order|buy|sell|ship',
  'send|get|receive',
  'count|move)',
  'want to (?:order|buy|sell|send|get|receive|count|move)|wants to|need to be|needs to be',
  'to be sold',
  'wanna (?:sell|buy|order|move)|would like to (?:sell|order|buy)|after lunch|tonight we',
  'ready to',
  'will be|lets plan|due (?:in|on|for|tomorrow)|(?:in|within) (?:\\d+|two|three|a few) (?:days',
  'hours|weeks)',
  '(?!(?:agre|ape|bode|carga|des?pe|entre|jue|lle|nie|ome|pe)ga)\\p{L}+(?:unga|oonga|ungi|oongi',
  'enge|engey|ega|egi|oge|ogi|aunga|ayega|ayenge|aaega|aenge|aegi)',
  'chahiye|chaahiye|chahte|chahta|chahti|hoga|honge|hogi|(?:aane|jaane|bechne|bhejne',
  'hone) (?:wala|wale|wali)',
  `(?:${STEMS})n[aei] (?:hai|hain|h|hn|he|tha|the|thi|padega|padenge|padegi|hoga|honge|hogi|baki)`,
  'baad mein|baad me',
  'चाहिए|\\p{L}\\p{M}*[\\p{L}\\p{M}]*(?:ूंगा|ूंगी|ेंगे|ेंगी|ेगा|ेगी|ोगे|एगा|एगी|एंगे|ऊंगा|ऊंगी)',
  '(?:आने|जाने|बेचने|भेजने) (?:वाला|वाले|वाली)|(?:बेच|भेज|ले|दे|मंगवा|मंगा|गिन|हटा|निकाल',
  'रख|लौटा|बदल)न[ाेी] (?:है|हैं|था|थे|थी|पड़ेगा|पड़ेंगे|होगा|होंगे)|बाद में|कल तक',
  'voy a|vamos a|va a|van a|vas a|manana|proxim[oa]s?|mas tarde|pienso|pensamos|tengo que',
  'hay que',
  'tenemos que|(?:vende|recibi|move|conta|envia|compra|llega|manda|trae)(?:ra|ras|re|remos|ran)',
  'necesitamos|quiero (?:vender|mover|comprar)|a punto de vender',
);

export const PAST_QUESTION = words(
  // "daam kya 269 hai": asked, and never set.
  '(?:kya|क्या) \\p{N}+',
  'did|have (?:we|you|they|i|u|the|any|those|these|all|somebody|he|she)|has (?:the|anyone|he',
  'she|it',
  'any|that)',
  'had (?:we|you|they)|were (?:the|any|there|those|we|they)|was (?:the|it|there|that|any)|do we',
  'do you',
  'have you already|did you already|who|whom|kisne|किसने|quien|are (?:we|they|you|the)|is (?:the',
  'it|that)',
  'what happened|how did|when did|why did|where did|which of',
);
/** At the start (or end) of a text these make a question of it. */
export const QUESTION_START = new RegExp(
  '^(?:(?:and|so|hey|ok|but) )?(?:kya|क्या|did|acaso|ya se|have we|have you|any|has|is|are|was|' +
    'were|does|do we|do you|do they|hasnt|isnt|arent|wasnt|didnt|havent we|when did|how many|' +
    'who|why|where|which)(?= )',
  'u',
);
export const QUESTION_END = new RegExp(
  '(?: kya| क्या)$|' +
    '(?:gay[aei]|gy[aei]|aay[aei]|hain?|the|tha|गए|गया|गई|आए|आया|है|हैं) (?:na|naa|ना)(?= |$)',
  'u',
);
/** What asks the program itself to act, though it looks like a question. */
export const REQUEST = words(
  'can you|could you|would you|will you|can u|could u|please|pls|plz|kindly|kya aap',
  'puedes|podrias',
  'por favor|porfa|क्या आप|कृपया|karo|kar do|कर दो|करो',
);

export const REPORTED = words(
  'said|says|told|tells|wrote|writes|texted|messaged|reported|reports that|claims?|claimed',
  'mentioned',
  'according to|asked me|asked us|heard|i heard|apparently|supposedly|rumour',
  'bola|boli|bole|kaha|keh raha|keh rahe|kehta|kehti|kehte|bol raha|bol rahe|bol rahi|likha|suna',
  'ke mutabik',
  'कहा|बोला|बोले|बोली|लिखा|कह रहा|कह रहे|कहते|बताया|सुना',
  'dijo|dice|dicen|dijeron|segun|escribio|conto que|me conto|comento|preguntaba|pregunto',
  'fwd|forwarded|fw|reenviado|subject|asunto',
);
/** Somebody else is to do it: "ask Amit to count". */
export const ASKED_OF_OTHERS = words(
  '(?:ask|tell|remind|inform|request|instruct|get|have) (?!me |us ',
  'him to know)\\p{L}+(?: \\p{L}+)? to',
  '(?:someone|somebody|anyone|he|she|they|you all|everyone) (?:should|must|needs to|has to|can)',
  '(?<!(?:demote|promote|of|change|set|make) )(?:someone|somebody|anyone|you all|everyone) to',
  '\\p{L}+ (?:ko|se) (?:bolo|kaho|bol do|keh do|bata do|batao|kehna|bolna|kehdo|boldo|pucho',
  'poocho)',
  '[\\p{L}\\p{M}]+ (?:को|से) (?:बोलो|कहो|बोल दो|कह दो|बता दो|कहना|बोलना|पूछो)',
  'dile a|diles a|pidele a|pide a|dile que|pregunta a|preguntale a|avisale a|let (?!me ',
  'us )\\p{L}+ know',
  'can someone|could someone|can somebody|can anyone|could anybody',
);

/** "When stock drops below 10 …": a wish for an automation, which is another reader's. */
export const WHENEVER = new RegExp(
  '^(?:please |hey |ok )?(?:when|whenever|if|every time|each time|every|once|as soon as|jab|' +
    'jab bhi|agar|cuando|si|cada vez|जब|जब भी|अगर|har|roz|हर) ',
  'u',
);
export const WISH = words(
  'tell|notify|alert|send|message|pause|email|mail|ping|post|warn|batao|batana|bhejo|bata',
  'alert karo|bol',
  'avisa|avisame|notifica|envia|manda|pausa|बताओ|बताना|भेजो|अलर्ट|let me know|reorder',
  'resume|move',
  'set',
);
