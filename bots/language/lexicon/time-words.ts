// Words for days, parts of days and spans of time, folded.

export type DayWord = 'today' | 'yesterday' | 'day-before';

export const DAY_WORDS: Readonly<Record<DayWord, readonly string[]>> = {
  today: ['today', 'aaj', 'hoy', 'आज'],
  yesterday: ['yesterday', 'yday', 'yest', 'kal', 'kl', 'ayer', 'कल', 'yesterdays'],
  'day-before': ['day before yesterday', 'parso', 'parson', 'anteayer', 'antier', 'परसों'],
};

/** The hour by which such a part of the day is over. */
export const DAY_PARTS: ReadonlyArray<readonly [number, readonly string[]]> = [
  [10, ['morning', 'subah', 'savere', 'सुबह', 'por la manana', 'en la manana', 'ki subah']],
  [12, ['noon', 'midday', 'mediodia', 'al mediodia']],
  [15, ['afternoon', 'dopahar', 'dopeher', 'दोपहर', 'por la tarde', 'ki dopahar']],
  [18, ['evening', 'shaam', 'sham', 'शाम', 'ki shaam', 'ki sham', 'shaam ko']],
  [21, ['night', 'raat', 'रात', 'por la noche', 'ki raat', 'raat ko']],
];

export const WEEKDAYS: ReadonlyArray<readonly string[]> = [
  ['sunday', 'sun', 'itwaar', 'itvar', 'ravivar', 'domingo', 'रविवार', 'इतवार'],
  ['monday', 'mon', 'somvar', 'somwar', 'lunes', 'सोमवार'],
  ['tuesday', 'tue', 'tues', 'mangalvar', 'mangalwar', 'martes', 'मंगलवार'],
  ['wednesday', 'wed', 'budhvar', 'budhwar', 'miercoles', 'बुधवार'],
  ['thursday', 'thu', 'thur', 'thurs', 'guruvar', 'guruwar', 'jueves', 'गुरुवार'],
  ['friday', 'fri', 'shukravar', 'shukrawar', 'viernes', 'शुक्रवार'],
  ['saturday', 'shanivar', 'shaniwar', 'sabado', 'शनिवार'],
];

export const MONTHS: ReadonlyArray<readonly string[]> = [
  ['jan', 'january', 'enero', 'जनवरी'],
  ['feb', 'february', 'febrero', 'फरवरी'],
  ['mar', 'march', 'marzo', 'मार्च'],
  ['apr', 'april', 'abril', 'अप्रैल'],
  ['may', 'mayo', 'मई'],
  ['jun', 'june', 'junio', 'जून'],
  ['jul', 'july', 'julio', 'जुलाई'],
  ['aug', 'august', 'agosto', 'अगस्त'],
  ['sep', 'sept', 'september', 'septiembre', 'सितंबर'],
  ['oct', 'october', 'octubre', 'अक्टूबर'],
  ['nov', 'november', 'noviembre', 'नवंबर'],
  ['dec', 'december', 'diciembre', 'दिसंबर'],
];

export const TIME_UNITS: ReadonlyArray<readonly [number, string]> = [
  [1, 'minute minutes min mins minuto minutos minat मिनट'],
  [60, 'hour hours hr hrs h ghanta ghante ghanton hora horas घंटा घंटे घण्टे'],
  [1_440, 'day days din dia dias दिन'],
  [10_080, 'week weeks hafta hafte semana semanas हफ्ता हफ्ते'],
  [43_200, 'month months mahina mahine mes meses महीना महीने'],
];

/** "2 hours ago" and its likes: behind the span, or (Spanish) before it. */
export const AGO_BEHIND: readonly string[] = ['ago', 'back', 'pehle', 'pahle', 'पहले', 'earlier'];
export const AGO_BEFORE: readonly string[] = ['hace'];

export const PERIODS: Readonly<Record<'today' | 'yesterday' | 'week' | 'month', string>> = {
  today:
    'today|todays|aaj|hoy|आज|aaj ki|aaj ka|aaj ke|आज की|आज का|आज के|' +
    'de hoy|del dia|daily|for today|this day|tonight',
  yesterday: 'yesterday|yesterdays|kal|ayer|कल|kal ki|kal ka|de ayer|for yesterday|yday',
  week:
    'week|weekly|this week|last week|past week|weeks|the week|last 7 days|past 7 days|7 days|' +
    'is hafte|' +
    'semana pasada|la semana pasada|de la semana pasada|ultima semana|la ultima semana|' +
    'hafte|hafta|is hafte ki|is hafte ka|pichle hafte|esta semana|semana|la semana|de la semana|' +
    'इस हफ्ते|हफ्ते|पिछले हफ्ते|semanal|hafte ki|hafte ka|7 din|last seven days|for the week|' +
    'for this week|de esta semana|इस हफ्ते की|इस सप्ताह|सप्ताह|हफ्ते की|weekend',
  month:
    'month|monthly|this month|last month|past month|months|the month|last 30 days|past 30 days|' +
    '30 days|is mahine|mahine|mahina|pichle mahine|is mahine ki|is mahine ka|este mes|mes|el mes|' +
    'mes pasado|el mes pasado|del mes pasado|ultimo mes|el ultimo mes|del mes|इस महीने|महीने|' +
    'पिछले महीने|mensual|mahine ki|mahine ka|30 din|last thirty days|' +
    'for the month|for this month|de este mes|इस महीने की|महीने की',
};

const byPhrase = (lines: Readonly<Record<number, string>>): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(lines).flatMap(([value, line]) =>
      line.split('|').map((phrase): [string, number] => [phrase, Number.parseInt(value, 10)]),
    ),
  );

/** In "until …": days from now, in the morning. */
export const UNTIL_DAYS: ReadonlyMap<string, number> = byPhrase({
  1: 'tomorrow|tmrw|tomorrow morning|morning|kal|kal subah|subah|manana|कल|सुबह|कल सुबह',
  2: 'day after|parso|pasado manana|परसों',
  7: 'next week|agle hafte|proxima semana|अगले हफ्ते',
});
/** The same: the next time that the clock shows this hour. */
export const UNTIL_TIMES: ReadonlyMap<string, number> = byPhrase({
  13: 'lunch|noon|dopahar|mediodia|दोपहर',
  18: 'evening|shaam|sham|tarde|शाम|this evening',
  21: 'night|tonight|raat|noche|रात',
});
