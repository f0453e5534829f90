// What people say about their automations, folded; English, Hinglish, Spanish and Hindi together.
// A text counts when nothing is left of it but one of these, the noun, a number and small words.

const list = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split('|')));

export const NOUNS = list(
  'automation|rule|niyam|automatizacion|regla|ऑटोमेशन|नियम|रूल|automtion|automaton|autom',
);
export const PLURALS = list(
  'automations|rules|niyamon|automatizaciones|reglas|नियमों|ऑटोमेशन्स|automtions',
);

export const SMALL_WORDS = list(
  'please|pls|plz|the|my|our|an|a|number|no|nr|num|can|you|could|kindly|i|want|to|need|like',
  'for|us|now|ko|ka|ki|ke|ye|yeh|wala|wali|hey|ok|okay|just|that|this|called|with|again|mera|mere',
  'meri|la|el|las|los|mi|mis|por|favor|numero|de|मेरा|मेरे|मेरी|को|का|की|के|कृपया|me|zara|abhi',
);

export const ALL = list('all|every|everything|sab|saare|sare|sabhi|todas|todos|सब|सारे|सभी|whole');

export const SAID = {
  list: list(
    '|list|show|what|which|what do have|which do have|what are|which are|what are there|are there',
    'do have|have|show all|list all|all|see|view|what are running|which are running|active|on',
    'which are on|what are on|what are active|which are active|any|do have any|are there any',
    'dikhao|batao|kya hain|kaunse hain|konse hain|kaun se hain|kaunse|konse|dikha do|show me',
    'what do we have|sab dikhao|muestra|muestrame|que tengo|que hay|lista|cuales tengo|ver',
    'दिखाओ|क्या हैं|कौन से हैं|बताओ|running|what running|which run|do have running|do have set up',
    'what have|which have|what have set up|do have on|kaunse chal rahe hain|konse chal rahe hain',
    'kaun se chal rahe hain|kya chal rahe hain|chal rahe hain|what ran|which ran|which are off',
    'which are paused|what are paused',
  ),
  show: list(
    '|show|what does do|what is|explain|describe|open|details|details of|show details of|view|see',
    'what does say|tell about|about|dikhao|kya karta hai|kya hai|batao|muestra|que hace|दिखाओ',
    'क्या करता है|what was|read|how is|status|status of',
  ),
  test: list(
    'test|try|back test|backtest|what would have done|what would do|simulate|dry run|check',
    'try out|test karo|prueba|probar',
    'would have fired|how often would have fired|परखो|run a test of',
    'what would have done last month|test run|preview|how often would have run',
  ),
  pause: list(
    'pause|turn off|switch off|stop|disable|deactivate|off|halt|suspend|shut off|turn it off',
    'band karo|band kar do|bandh karo|band|rok do|roko|rok|off karo|off kar do|pause karo',
    'pausa|apaga|desactiva|para|deten|बंद करो|बंद कर दो|रोको|रोक दो|shut down|stop running|mute',
    'hold|detene|pausar|apagar|suspende',
  ),
  resume: list(
    'resume|turn on|switch on|enable|activate|start|on|unpause|restart|continue|turn it on',
    'chalu karo|chalu kar do|shuru karo|chalu|on karo|on kar do|resume karo|wapas chalu karo',
    'reanuda|enciende|activa|चालू करो|phir se chalao|phir chalao|chalao|fir se chalao|reactiva',
    'चालू कर दो|शुरू करो|start running|turn back on|switch back on',
  ),
  remove: list(
    'delete|remove|drop|get rid of|erase|throw away|scrap|discard|bin|cancel',
    'hata do|hatao|hata|mita do|mitao|delete karo|delete kar do|remove karo|nikal do',
    'borra|elimina|quita|हटाओ|हटा दो|मिटा दो|डिलीट करो',
  ),
  history: list(
    'history|history of|runs|runs of|log',
    'log of|what did do|when did run|when did fire|past runs of',
    'show history of|show history|show runs of|when did last fire|when did last run|kab chala',
    'historial|historial de|इतिहास|how often did fire|how often did run|what has done|past runs',
    'has fired|did fire|did run|when has fired|last run of|show log of|show log|kya kiya|que hizo',
  ),
  edit: list(
    'edit|change|update|modify|amend|correct|fix|adjust|alter|badlo|badal do|badal|edita|cambia',
    'modifica|corrige|ajusta|बदलो|बदल दो|edit karo|change karo|make a change',
  ),
  whyFired: list(
    'why fired|why did fire|why did run|why did go off|why did trigger|why did send|why fire',
    'why did act|why ran|why did it fire|why has fired|why was sent|why did message|why alert',
    'why did alert|why did tell|kyun chala|kyon chala|kyu chala|kyun chali|kyun fire hua',
    'क्यों चला|what made fire|what set off|why triggered|why did act|why was set off|why go off',
    'why went off|kyun chal gaya|kyun chali|क्यों चली',
  ),
  whyNot: list(
    'why not|why did not fire|why didnt fire|why did not run|why didnt run|why hasnt fired',
    'why has not fired|why didnt go off|why did not go off',
    'why isnt firing|why not fired|why silent',
    'why didnt send|why did not send|why is not firing',
    'why hasnt run|why didnt trigger|why not fire',
    'why didnt message|why didnt alert|why didnt tell',
    'why did not tell|why doesnt fire|why no alert',
    'kyun nahi chala|kyon nahi chala|kyu nahi chala',
    'kyun nahin chala|kyu nhi chala|kyun nahi chali|why not run|why isnt running|why did nothing',
    'why didnt act|why did not act|why not go off|kyun nahi fire hua|why wasnt triggered',
    'क्यों नहीं चला|why did not trigger|why not run|why has not run',
  ),
} as const;

export type Act = keyof typeof SAID;

/** What stands for the automation that was spoken of last. */
export const PRONOUNS = list(
  'it|its|this|that|one|ise|isko|isse|use|usko|ye|yeh|wo|woh|इसे|इसको|यह|ये|उसे',
  'lo|la|esa|esta|eso',
);

/** A verb and its "it" in one word. */
export const GLUED: ReadonlyMap<string, Act> = new Map(
  Object.entries({
    ...{ pausala: 'pause', parala: 'pause', detenla: 'pause', apagala: 'pause' },
    ...{ desactivala: 'pause', reanudala: 'resume', activala: 'resume', enciendela: 'resume' },
    ...{ borrala: 'remove', eliminala: 'remove', quitala: 'remove', pruebala: 'test' },
    ...{ muestrala: 'show', editala: 'edit', cambiala: 'edit' },
  } as const),
);

/** Without the noun these may be about anything else. */
export const OF_ANYTHING = list(
  '|on|off|active|check|cancel|drop|start|continue|para|bin|hold|view|see|about|status|open|read',
  'mute|nikal do|what is|how is',
);

/** When it was done is seen in its history. */
export const TIMES = list('today|aaj|hoy|lately|recently|yet|yesterday|kal|ayer|just|now|last|आज');

/** "why did it fire?", without the noun: what only a rule does. */
export const WHY_ALONE = new RegExp(
  '\\b(?:fir(?:e|ed|ing)|trigger(?:ed)?|go off|went off|set off|ran|run|chal[ai]|chal gaya)\\b|' +
    'चल[ाी]',
  'u',
);

// In Spanish the little words are what matters; over all words but the noun and the number.
const SPANISH_ACT =
  '(?:se )?(?:me )?(?:disparo|salto|activo|ejecuto|corrio|aviso|lanzo|dispara|salta|avisa)';
export const SPANISH_WHY = {
  whyFired: new RegExp(`^por ?que ${SPANISH_ACT}(?: (?:la|el))*$`, 'u'),
  whyNot: new RegExp(`^por ?que (?:la )?no (?:la )?${SPANISH_ACT}(?: (?:la|el))*$`, 'u'),
} as const;
