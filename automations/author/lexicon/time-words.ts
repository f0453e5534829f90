// Words for days, hours and zones of a rule, folded; by language in one line each.

/** Monday first. */
export const WEEKDAYS: readonly (readonly string[])[] = [
  'monday mondays mon mons somvar somwar lunes सोमवार',
  'tuesday tuesdays tue tues mangalvar mangalwar martes मंगलवार',
  'wednesday wednesdays wed weds budhvar budhwar miercoles बुधवार',
  'thursday thursdays thu thur thurs guruvar guruwar jueves गुरुवार',
  'friday fridays fri shukravar shukrawar viernes शुक्रवार',
  'saturday saturdays sat shanivar shaniwar sabado sabados शनिवार',
  'sunday sundays sun itwar itwaar ravivar domingo domingos रविवार इतवार',
].map((line) => line.split(' '));

/** Minutes of a unit of time. */
export const TIME_UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, 'minute minutes min mins m minuto minutos minat मिनट'],
      [60, 'hour hours hr hrs h ghanta ghante ghanton hora horas घंटा घंटे'],
      [1_440, 'day days d din dino dia dias दिन'],
      [10_080, 'week weeks w hafta hafte semana semanas हफ्ता हफ्ते'],
    ] as const
  ).flatMap(([minutes, words]) =>
    words.split(' ').map((word): [string, number] => [word, minutes]),
  ),
);

export const SECOND_UNITS: ReadonlySet<string> = new Set(
  'second seconds sec secs s segundo segundos'.split(' '),
);

/** Zones by the words that people put before "time", besides the cities of the zone database. */
export const ZONE_WORDS: Readonly<Record<string, string>> = {
  utc: 'UTC',
  gmt: 'UTC',
  z: 'UTC',
  ist: 'Asia/Kolkata',
  india: 'Asia/Kolkata',
  indian: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  mumbai: 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  bengaluru: 'Asia/Kolkata',
  uk: 'Europe/London',
  bst: 'Europe/London',
  british: 'Europe/London',
  cet: 'Europe/Paris',
  cest: 'Europe/Paris',
  german: 'Europe/Berlin',
  germany: 'Europe/Berlin',
  spanish: 'Europe/Madrid',
  spain: 'Europe/Madrid',
  french: 'Europe/Paris',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  eastern: 'America/New_York',
  nyc: 'America/New_York',
  ny: 'America/New_York',
  cst: 'America/Chicago',
  cdt: 'America/Chicago',
  central: 'America/Chicago',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  la: 'America/Los_Angeles',
  sgt: 'Asia/Singapore',
  gst: 'Asia/Dubai',
  uae: 'Asia/Dubai',
  jst: 'Asia/Tokyo',
  japan: 'Asia/Tokyo',
  hkt: 'Asia/Hong_Kong',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
};

/** Said without "time" behind it too. */
export const ZONES_ALONE: ReadonlySet<string> = new Set(
  'utc gmt ist bst cet cest est edt et cst cdt pst pdt sgt gst jst hkt aest aedt'.split(' '),
);
