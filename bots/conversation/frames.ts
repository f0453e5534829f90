/**
 * The sentences around commands, in the languages that people are answered in. What a command
 * itself says (figures, tables) is English everywhere.
 */
import type { Inert } from '../language/understanding.ts';
import type { Language } from '../people/person.ts';

export interface Frame {
  readonly yes: string;
  readonly no: string;
  readonly approve: string;
  readonly refuse: string;
  readonly isItRight: string;
  readonly nothingChanged: string;
  readonly nothingWaits: string;
  readonly expired: string;
  readonly answeredBefore: string;
  readonly changedMeanwhile: string;
  readonly undoHint: string;
  readonly answerHint: string;
  readonly choose: (o: { last: number }) => string;
  readonly tooFast: string;
  readonly tooLong: (o: { max: number }) => string;
  readonly forwarded: string;
  readonly written: (o: { minutes: number }) => string;
  /** Before what a language model read out of a text. */
  readonly proposed: string;
  readonly hello: (o: { name: string }) => string;
  readonly thanks: string;
  readonly farewell: string;
  readonly other: string;
  readonly unclear: (o: { shown: string }) => string;
  readonly unknown: (o: { piece: string }) => string;
  readonly near: (o: { names: readonly string[] }) => string;
  readonly names: (o: { places: readonly string[]; shops: readonly string[] }) => string;
  readonly didYouMean: (o: { command: string }) => string;
  /** Units of something, and not what happened to them. */
  readonly whatHappened: (o: { what: string }) => string;
  /** What may have happened, by the command that writes it. */
  readonly happenings: Readonly<Record<string, string>>;
  readonly inert: Readonly<Record<Inert, string>>;
}

const listNames = (title: string, names: readonly string[]) =>
  names.length === 0 ? '' : `${title}: ${names.join(', ')}. `;

const en: Frame = {
  yes: 'Yes',
  no: 'No',
  approve: 'Approve',
  refuse: 'Refuse',
  isItRight: 'Is that right?',
  nothingChanged: 'Fine. Nothing was changed.',
  nothingWaits: 'Nothing waits for an answer at the moment. Nothing was changed.',
  expired: 'That question has expired. Nothing was changed: say it again.',
  answeredBefore: 'That was answered already.',
  changedMeanwhile: 'The figures have changed meanwhile. Look again:',
  undoHint: '“undo” takes it back.',
  answerHint: 'Answer with its number, or “no”.',
  choose: ({ last }) => `Answer with a number from 1 to ${last}, or “no”.`,
  tooFast: 'That is a lot at once. Wait a minute, please; nothing was changed.',
  tooLong: ({ max }) => `That is too long: at most ${max} characters at once.`,
  forwarded: 'I do not act on forwarded messages. If you mean it, type it yourself.',
  written: ({ minutes }) => `You wrote that ${minutes} minutes ago. Do you still want it?`,
  proposed: 'A language model read it like this. Check it:',
  hello: ({ name }) => `Hello ${name}. Ask me “stock”, or tell me what was sold or received.`,
  thanks: 'You are welcome.',
  farewell: 'Bye. I keep counting.',
  other: 'I look after the stock. “help” shows what I can do.',
  unclear: ({ shown }) => `I do not understand “${shown}”. Nothing was changed.`,
  unknown: ({ piece }) => `I do not know “${piece}” here.`,
  near: ({ names }) => `Near it: ${names.join(', ')}.`,
  names: (o) => listNames('Places', o.places) + listNames('Shops', o.shops),
  didYouMean: ({ command }) => `Did you mean “${command}”?`,
  whatHappened: ({ what }) => `${what}: what happened?`,
  happenings: {
    ...{ sold: 'Sold', received: 'Received', count: 'Counted: that many are there' },
    ...{
      damaged: 'Damaged or lost',
      returned: 'Brought back',
      move: 'Moved',
      'set price': 'A new price',
    },
  },
  inert: {
    negated: 'Understood: not done. Nothing was changed.',
    hypothetical: 'That is an “if”: nothing was changed. Tell me when it has happened.',
    future: 'That has not happened yet: nothing was changed. Tell me when it has.',
    quoted:
      'Those are somebody else’s words: nothing was changed. If you mean it, type it plainly.',
    'past-question': 'I changed nothing. “changes” shows what was done.',
  },
};

const hinglish: Frame = {
  yes: 'Haan',
  no: 'Nahi',
  approve: 'Manzoor',
  refuse: 'Namanzoor',
  isItRight: 'Sahi hai?',
  nothingChanged: 'Theek hai. Kuch nahi badla.',
  nothingWaits: 'Abhi koi sawaal khula nahi hai. Kuch nahi badla.',
  expired: 'Us sawaal ka time nikal gaya. Kuch nahi badla: phir se likhiye.',
  answeredBefore: 'Iska jawab pehle hi aa chuka hai.',
  changedMeanwhile: 'Beech mein figures badal gaye. Phir se dekhiye:',
  undoHint: '“undo” se wapas ho jayega.',
  answerHint: 'Number bhejiye, ya “nahi”.',
  choose: ({ last }) => `1 se ${last} tak number bhejiye, ya “nahi”.`,
  tooFast: 'Bahut saare message ek saath. Ek minute rukiye; kuch nahi badla.',
  tooLong: ({ max }) => `Bahut lamba hai: ek baar mein ${max} akshar tak.`,
  forwarded: 'Forward kiye message par main kuch nahi karta. Chahiye to khud likhiye.',
  written: ({ minutes }) => `Yeh aapne ${minutes} minute pehle likha tha. Ab bhi karna hai?`,
  proposed: 'Ek language model ne ise aise padha. Dekh lijiye:',
  hello: ({ name }) => `Namaste ${name}. “stock” poochiye, ya bataiye kya bika ya aaya.`,
  thanks: 'Koi baat nahi.',
  farewell: 'Phir milenge. Main ginta rahunga.',
  other: 'Main stock sambhalta hoon. “help” likhiye to sab dikhega.',
  unclear: ({ shown }) => `“${shown}” samajh nahi aaya. Kuch nahi badla.`,
  unknown: ({ piece }) => `“${piece}” yahan nahi mila.`,
  near: ({ names }) => `Milta julta: ${names.join(', ')}.`,
  names: (o) => listNames('Jagah', o.places) + listNames('Dukaan', o.shops),
  didYouMean: ({ command }) => `Kya aapka matlab “${command}” tha?`,
  whatHappened: ({ what }) => `${what}: kya hua?`,
  happenings: {
    ...{ sold: 'Bika', received: 'Aaya', count: 'Ginti: itne hain' },
    ...{
      damaged: 'Toota ya khoya',
      returned: 'Wapas aaya',
      move: 'Bheja',
      'set price': 'Naya daam',
    },
  },
  inert: {
    negated: 'Theek hai, nahi kiya. Kuch nahi badla.',
    hypothetical: 'Yeh “agar” wali baat hai: kuch nahi badla. Ho jaye to bataiye.',
    future: 'Abhi hua nahi hai: kuch nahi badla. Ho jaye to bataiye.',
    quoted: 'Yeh kisi aur ki baat hai: kuch nahi badla. Chahiye to seedha likhiye.',
    'past-question': 'Maine kuch nahi badla. “changes” mein sab dikhega.',
  },
};

const hi: Frame = {
  yes: 'हाँ',
  no: 'नहीं',
  approve: 'मंज़ूर',
  refuse: 'नामंज़ूर',
  isItRight: 'सही है?',
  nothingChanged: 'ठीक है। कुछ नहीं बदला।',
  nothingWaits: 'अभी कोई सवाल खुला नहीं है। कुछ नहीं बदला।',
  expired: 'उस सवाल का समय निकल गया। कुछ नहीं बदला: फिर से लिखिए।',
  answeredBefore: 'इसका जवाब पहले ही आ चुका है।',
  changedMeanwhile: 'इस बीच आँकड़े बदल गए। फिर से देखिए:',
  undoHint: '“undo” से वापस हो जाएगा।',
  answerHint: 'नंबर भेजिए, या “नहीं”।',
  choose: ({ last }) => `1 से ${last} तक नंबर भेजिए, या “नहीं”।`,
  tooFast: 'बहुत सारे संदेश एक साथ। एक मिनट रुकिए; कुछ नहीं बदला।',
  tooLong: ({ max }) => `बहुत लंबा है: एक बार में ${max} अक्षर तक।`,
  forwarded: 'फ़ॉरवर्ड किए संदेश पर मैं कुछ नहीं करता। चाहिए तो ख़ुद लिखिए।',
  written: ({ minutes }) => `यह आपने ${minutes} मिनट पहले लिखा था। अब भी करना है?`,
  proposed: 'एक भाषा मॉडल ने इसे ऐसे पढ़ा। देख लीजिए:',
  hello: ({ name }) => `नमस्ते ${name}। “stock” पूछिए, या बताइए क्या बिका या आया।`,
  thanks: 'कोई बात नहीं।',
  farewell: 'फिर मिलेंगे।',
  other: 'मैं स्टॉक सँभालता हूँ। “help” लिखिए तो सब दिखेगा।',
  unclear: ({ shown }) => `“${shown}” समझ नहीं आया। कुछ नहीं बदला।`,
  unknown: ({ piece }) => `“${piece}” यहाँ नहीं मिला।`,
  near: ({ names }) => `मिलता-जुलता: ${names.join(', ')}.`,
  names: (o) => listNames('जगहें', o.places) + listNames('दुकानें', o.shops),
  didYouMean: ({ command }) => `क्या आपका मतलब “${command}” था?`,
  whatHappened: ({ what }) => `${what}: क्या हुआ?`,
  happenings: {
    ...{ sold: 'बिका', received: 'आया', count: 'गिनती: इतने हैं' },
    ...{ damaged: 'टूटा या खोया', returned: 'वापस आया', move: 'भेजा', 'set price': 'नया दाम' },
  },
  inert: {
    negated: 'ठीक है, नहीं किया। कुछ नहीं बदला।',
    hypothetical: 'यह “अगर” वाली बात है: कुछ नहीं बदला। हो जाए तो बताइए।',
    future: 'अभी हुआ नहीं है: कुछ नहीं बदला। हो जाए तो बताइए।',
    quoted: 'यह किसी और की बात है: कुछ नहीं बदला। चाहिए तो सीधे लिखिए।',
    'past-question': 'मैंने कुछ नहीं बदला। “changes” में सब दिखेगा।',
  },
};

const es: Frame = {
  yes: 'Sí',
  no: 'No',
  approve: 'Aprobar',
  refuse: 'Rechazar',
  isItRight: '¿Es correcto?',
  nothingChanged: 'De acuerdo. No se cambió nada.',
  nothingWaits: 'Ahora mismo nada espera una respuesta. No se cambió nada.',
  expired: 'Esa pregunta ha caducado. No se cambió nada: dilo otra vez.',
  answeredBefore: 'Eso ya se respondió.',
  changedMeanwhile: 'Las cifras han cambiado entretanto. Mira de nuevo:',
  undoHint: '“undo” lo deshace.',
  answerHint: 'Responde con su número, o “no”.',
  choose: ({ last }) => `Responde con un número del 1 al ${last}, o “no”.`,
  tooFast: 'Son demasiados mensajes. Espera un minuto; no se cambió nada.',
  tooLong: ({ max }) => `Es demasiado largo: como mucho ${max} caracteres a la vez.`,
  forwarded: 'No actúo con mensajes reenviados. Si lo quieres, escríbelo tú.',
  written: ({ minutes }) => `Lo escribiste hace ${minutes} minutos. ¿Todavía lo quieres?`,
  proposed: 'Un modelo de lenguaje lo leyó así. Compruébalo:',
  hello: ({ name }) => `Hola ${name}. Pregunta “stock”, o dime qué se vendió o llegó.`,
  thanks: 'De nada.',
  farewell: 'Hasta luego.',
  other: 'Yo cuido el stock. “help” muestra lo que sé hacer.',
  unclear: ({ shown }) => `No entiendo “${shown}”. No se cambió nada.`,
  unknown: ({ piece }) => `No conozco “${piece}” aquí.`,
  near: ({ names }) => `Parecidos: ${names.join(', ')}.`,
  names: (o) => listNames('Lugares', o.places) + listNames('Tiendas', o.shops),
  didYouMean: ({ command }) => `¿Querías decir “${command}”?`,
  whatHappened: ({ what }) => `${what}: ¿qué pasó?`,
  happenings: {
    ...{ sold: 'Vendido', received: 'Recibido', count: 'Contado: hay esos' },
    ...{
      damaged: 'Dañado o perdido',
      returned: 'Devuelto',
      move: 'Movido',
      'set price': 'Precio nuevo',
    },
  },
  inert: {
    negated: 'Entendido: no se hizo. No se cambió nada.',
    hypothetical: 'Es un “si”: no se cambió nada. Dímelo cuando ocurra.',
    future: 'Aún no ha ocurrido: no se cambió nada. Dímelo cuando ocurra.',
    quoted: 'Son palabras de otra persona: no se cambió nada. Si lo quieres, escríbelo tal cual.',
    'past-question': 'No cambié nada. “changes” muestra lo que se hizo.',
  },
};

export const FRAMES: Readonly<Record<Language, Frame>> = { en, hinglish, hi, es };
