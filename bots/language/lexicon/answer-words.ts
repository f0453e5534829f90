// Words that answer a question, and words of courtesy, folded; four languages together.

const list = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split('|')));

export const YES = list(
  'yes|y|yep|yeah|yup|ya|yes please|ok|okay|k|okk|sure|confirm|confirmed|correct|right|go',
  'go ahead|yess',
  'do it|proceed|fine|approved|approve|thats right|that is right|thats correct|exactly',
  'affirmative|yeh',
  'sounds good|looks good|all good|please do|yea|done|of course|absolutely|definitely|go for it',
  'make it so',
  'haan|han|ha|haa|haanji|haan ji|ji|ji haan|theek hai|thik hai|theek|thik|tik hai|kar do|kardo',
  'kar de|sahi',
  'sahi hai|bilkul|ho jaye|chalo|chalega|haan kar do|kr do|thik h|theek h|hanji|ji han|pakka',
  'haan theek hai|hnji|haan bhai|haan yaar|ji bilkul|haan sahi hai|haan pakka|ji sahi hai',
  'kar dijiye',
  'si|claro|vale|dale|correcto|de acuerdo|confirmo|confirmar|confirma|adelante|bueno',
  'si por favor',
  'hazlo|eso es',
  'हां|जी|ठीक है|ठीक|सही है|सही|कर दो|जी हां|बिल्कुल|हा|हां जी|ओके|👍|✅|👌|🆗|💯|✔|🙏 yes|👍🏽|👍🏻|👍🏾|👍🏼',
  '👍🏿',
  'perfect|great|nice|cool|good|perfecto|exacto|listo|genial|venga|si claro|si dale|yes do it',
  'do that',
  'yes go ahead|thats it|yes that is right|yes thats right|ok do it|ok go ahead|all right|alright',
);

export const NO = list(
  'no|n|nope|nah|cancel|stop|never mind|nevermind|forget it|none|wrong|dont|do not|no thanks',
  'reject|abort',
  'discard|no thank you|not now|leave it|scrap it|thats wrong|cancel it|cancel that|dont do it',
  'noo|nop|nvm',
  'none of them|none of these|neither|not that|negative|drop it|dismiss|decline|no way|incorrect',
  'nahi|nahin|nhi|mat karo|rehne do|rahne do|chhodo|chodo|galat|nahi karna|cancel karo|nahi ji',
  'jaane do|mat',
  'nai|nahi nahi|na|koi nahi|galat hai|rehne de|cancel kar do|nahi chahiye|ji nahi|mat kar',
  'no gracias|cancelar|cancela|olvidalo|incorrecto|ninguno|ninguna|dejalo|mejor no|para nada',
  'asi no',
  'नहीं|नही|मत करो|रहने दो|रद्द करो|गलत|जी नहीं|ना|कैंसिल|कैंसल|मत|छोड़ो|👎|❌|🚫|✋|🙅|✖',
);

/** What may stand around a yes, a no or a choice. */
export const COURTESY = list(
  'please|pls|plz|thanks|thank you|thx|ji|boss|bhai|sir|madam|yaar|bro|por favor|gracias|porfa',
  'कृपया|जी|भाई',
  'the|one|option|number|no|nr|el|la|los|las|wala|wali|wale|वाला|वाली|a|opcion|numero|it|that',
  'this|just|is|was',
  'i mean|i meant|meant|only|choose|take|select|pick|use|karo|kar do|hai|in|for|from|at|to|with',
  'mein|me|se|ko',
  'en|de|में|से|को|answer|its|it is|ok|okay|units|pcs|pieces|piece|unit|total|the one in|go with',
  'ek|एक|units of',
);

const ORDINAL_LINES: readonly string[] = [
  'first|1st|pehla|pehli|pahla|pehle|pahli|primero|primera|primer|पहला|पहली|पहले|top one|1️⃣',
  'second|2nd|doosra|dusra|doosri|dusri|segundo|segunda|दूसरा|दूसरी|2️⃣',
  'third|3rd|teesra|tisra|teesri|tisri|tercero|tercera|तीसरा|तीसरी|3️⃣',
  'fourth|4th|chautha|chauthi|cuarto|cuarta|चौथा|चौथी|4️⃣',
  'fifth|5th|paanchva|panchva|quinto|quinta|पांचवा|5️⃣',
  'sixth|6th|chhatha|sexto|sexta|छठा|6️⃣',
  'seventh|7th|saatva|septimo|7️⃣',
  'eighth|8th|aathva|octavo|8️⃣',
  'ninth|9th|nauva|noveno|9️⃣',
];
/** first: 0, second: 1 … */
export const ORDINALS: ReadonlyMap<string, number> = new Map(
  ORDINAL_LINES.flatMap((line, at) => line.split('|').map((word): [string, number] => [word, at])),
);
export const LAST = list(
  'last|last one|aakhri|akhri|aakhiri|ultimo|ultima|el ultimo|आखिरी|अंतिम|bottom',
);

export const GREETINGS = list(
  'hi|hello|hey|hii|hiii|heyy|helo|yo|good morning|good evening|good afternoon|gm|morning',
  'evening',
  'hi there',
  'hello there|hey there|namaste|namaskar|salaam|salam|ram ram|pranam|hola|buenos dias',
  'buenas tardes|buenas',
  'buenas noches|नमस्ते|नमस्कार|हैलो|हेलो|राम राम|प्रणाम|सुप्रभात|greetings|whats up',
  'wassup|sup|👋',
  'que tal|howdy',
  'how are you|how are you doing|hows it going|kaise ho|kya haal hai|kaisa hai|kaise hain',
  'kya hal hai|como estas',
  'कैसे हो|क्या हाल है|how r u|hope you are well|hope you are doing well|aur batao',
  'kya chal raha hai|anyone there',
  'are you there|you there|happy diwali|happy new year|suprabhat|good day|como va todo|que onda',
  'कैसे हैं आप',
  'how are things|hows everything',
);
export const THANKS = list(
  'thanks|thank you|thx|ty|thank u|thanks a lot|thank you so much|thanks so much|many thanks',
  'cheers|tysm|tnx',
  'shukriya|dhanyavaad|dhanyavad|dhanyawad|bahut shukriya|meherbani|gracias|muchas gracias',
  'mil gracias|🙏|🙏🏽',
  'धन्यवाद|शुक्रिया|बहुत धन्यवाद|much appreciated|appreciate it|appreciated|great job|good job',
  'well done|nice work',
  'good work|you are the best|youre the best|awesome work|badhiya kaam|bahut badhiya',
  'buen trabajo',
  'thanks boss',
  'you rock|super helpful|very helpful|muchisimas gracias|bahut dhanyavaad|great work|shabash',
  'शाबाश',
);
export const FAREWELLS = list(
  'bye|goodbye|good night|gn|see you|see ya|cya|talk later|bye bye|later|take care',
  'see you tomorrow|good nite',
  'alvida|phir milte hain|kal milte hain|shubh ratri|adios|hasta luego|hasta manana',
  'buenas noches',
  'chao|nos vemos',
  'अलविदा|फिर मिलते हैं|शुभ रात्रि|signing off|done for today|done for the day|have a nice day',
  'have a good day|ttyl',
  'chalo bye|ok bye|have a great day|have a good one|good weekend|have a good weekend|tata|bubye',
);
export const OTHER_TALK = list(
  'ok|okay|k|cool|great|nice|awesome|perfect|super|good|lol|haha|hahaha|hmm|hm|oh|wow|accha|acha',
  'achha|badhiya|sab badhiya|sab theek|aap kaise hain|aap kaise hai|आप कैसे हैं|phir milte hai',
  'theek hai|thik hai|theek|sahi|mast|ekdum|got it|i see|understood|noted|fine|alright|all right',
  'sure|vale|bueno',
  'genial|perfecto|entendido|de acuerdo|bien|muy bien|ठीक है|ठीक|अच्छा|बढ़िया|सही है|👍|👌|😀|😂|😊|🙂',
  '❤|🔥|🎉|👏',
  'no problem|np|no worries|its ok|excellent|brilliant|interesting|very good|very nice|nice one',
  'great news|samajh gaya',
  'samajh gayi|samjha|samajh gaye|समझ गया|koi baat nahi|कोई बात नहीं|sounds good|looks good',
  'good to know|ah ok|oh ok',
  'love it|great stuff|sorry|oops|my bad|maaf karna|perdon|lo siento|माफ करना|test|testing|ping',
  'ok cool|👍🏽|👍🏻|👍🏾|👍🏼',
);
