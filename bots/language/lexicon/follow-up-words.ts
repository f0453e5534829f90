// How people go back to what was said before, folded; four languages together.

const list = (...lines: readonly string[]): readonly string[] =>
  lines
    .flatMap((line) => line.split('|'))
    .toSorted((a, b) => b.split(' ').length - a.split(' ').length);

/** At the start (or end) of a text: what follows replaces something said before. */
export const CORRECTIONS = list(
  'yes but|ok but|okay but|but|yes but make it|yeah but|si pero|pero|vale pero',
  'no|nope|sorry|oops|actually|wait|i meant|i mean|meant|make it|make that|change it to',
  'change that to|correction',
  'rather|instead|should be|should have been|it was|it should be|it should have been',
  'that should be|no sorry',
  'no wait|wait no|sorry i meant|no i meant|change to|not|no make it|no it was|typo|my mistake',
  'mistake|my bad',
  'no actually|actually no|oops i meant|hang on|hold on|scratch that|i said|that was|it is|its',
  'wrong|update to',
  'set it to|switch to|change the location to|change the quantity to|change quantity to|no its',
  'make them|nah',
  'it should say|only|just|let it be|correct it to|fix it to|change it|switch it to|i wanted',
  'we meant|were|was',
  'those were|they were|these were|it was the|wrong place|wrong location|wrong one|wrong size',
  'wrong colour|wrong color|galat jagah|galat size',
  'sry|srry|oh wait|oh no|ah no|ah sorry|oops sorry|sorry no|erm|apologies|to be exact',
  'nahi|nahin|nhi|galat|arre|arre nahi|matlab|mera matlab|mera matlab tha|sahi|balki|nahi nahi',
  'nahi bhai|are nahi',
  'galti se|galti|nahi matlab|use kar do|usko kar do|isko kar do|kar do|karo|the|tha|thi',
  'hona chahiye|hona chahiye tha',
  'sorry matlab|ruko|ek minute|arey|are|na|isko|usko|wo|woh|use|badal do|badlo|badal ke|ki jagah',
  'kardo|nahi yaar|bhai',
  'perdon|quise decir|mejor|digo|en realidad|que sean|corrijo|eran|era|son|no perdon|espera',
  'cambialo a|cambialos a',
  'no eran|no era|me equivoque|deberia ser|deberian ser|quiero decir|ponlo en|que sea|pon|ponle',
  'sean|cambia a|no son',
  'yes but|but|haan but|haan lekin|haan par|haan magar|lekin|magar|theek hai lekin|ok but',
  'si pero|pero',
  'han lekin|ha lekin|हां लेकिन|लेकिन|मगर|हां पर|ulta|उल्टा|the other one|no the other one',
  'नहीं|नही|मतलब|गलत|गलती|गलती से|बल्कि|मेरा मतलब|मेरा मतलब था|माफ करना|सॉरी|थे|था|थी|कर दो|करो',
  'अरे|इसे|उसे|रुको',
);
/** After an answer: what was shown is to be what follows. */
export const SETTINGS = list(
  'make it|set it|set it to|change it to|change to|change it|should be|it should be|update to',
  'set to|there are|there are only|there is|there is only|actually|its actually|count is|counted',
  'update it to|make that|raise it to|lower it to|put it at|correct it to|fix it to|make them',
  'ponla|ponlo|ponla a|ponlo a|cambialo a|cambiala a|que sea|debe ser|deberia ser|subela a',
  'bajala a',
  'subelo a|bajalo a|dejala en|dejalo en|please|por favor',
);
/** In a correction: not this, but the other. */
export const NOT_BEFORE: ReadonlySet<string> = new Set(['not', 'no', 'sino']);
export const NOT_BEHIND: ReadonlySet<string> = new Set([
  'nahi',
  'nahin',
  'nhi',
  'नहीं',
  'नही',
  'not',
]);

/** The same again, but for what follows. */
export const SAMES = list(
  'same|the same|ditto|same for|same in|same thing for|same thing in|do the same for',
  'and the same for|same again for',
  'repeat|repeat for|also|also for|also in|too|as well|again for|same with|likewise|likewise for',
  'same goes for',
  'do the same in|do the same|and same for|same at|and same in|also at|same thing|and also',
  'repeat that for|same to',
  'the same for|the same in|same from|same again|same as before|do that for|do it for|repeat in',
  'again',
  'wahi|same hi|bhi|mein bhi|me bhi|ke liye bhi|wahi chiz|waise hi|yahi|aisa hi|same to same',
  'ke liye|same karo',
  'lo mismo|lo mismo en|lo mismo para|igual|igual en|igual para|tambien|tambien en|y lo mismo',
  'haz lo mismo en|mismo',
  'haz lo mismo para|y tambien en|y lo mismo en|y lo mismo para|वही|भी|में भी|ऐसा ही|के लिए भी',
  'सेम|वैसा ही',
);
/** So many on top of what was just done. */
export const ANOTHERS = list(
  'another|more|and another|one more|plus another|add another|additional|extra|aur|aur bhi|और',
  'otro|otra|otros|otras',
  'mas|y otros|y otras|and|plus|ek aur|एक और|again|fir|phir|further|a further|y',
);
/** Going on with a question: "and in Delhi?". */
export const GOING_ON = list(
  'and|what about|how about|and what about|and how about|and for|and in|aur|or|y|y en|y el|y la',
  'y los|y de|que tal|और',
  'aur bhi|then|ok and|okay and|also|and the|now|what of|y para|ab|फिर|what abt|and also|aur kya',
  'ka kya|kya|hai',
  'in|for|at|only|just|same for|and same for|same|the same for|y las|का क्या|बताओ|batao|show',
  'just the|only the',
  'kitna|kitne|kitne bache|kitna bacha|कितना|कितने|bhi|भी|to|में|mein|me|ka|ki|the|ok',
  'okay|please',
);
/** In the middle of a text: what follows is what was meant. */
export const RESTATED = list(
  'no wait|wait no|sorry|no sorry|i mean|no i mean|i meant|make that|correction|oops|wait',
  'actually|no make that|no actually',
  'nahi matlab|matlab|nahi nahi|sorry matlab|nahi sorry|mera matlab|galti se|arre nahi|are nahi',
  'nahi balki',
  'perdon|digo|no perdon|mejor dicho|quise decir|corrijo|मतलब|नहीं मतलब|नहीं नहीं|सॉरी|माफ करना',
  'rather',
);
