const MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1_440, w: 10_080 };
const WORDS = /^(?:for )?(\d{1,5}|an?|one) ?(m|h|d|w)(?:in(?:ute)?s?|(?:ou)?rs?|ays?|eeks?)?$/;
const BARE = /^\d{1,5}$/;
// Longer is no pause but an end, and has a command of its own.
const MINUTES_MAX = 366 * 1_440;

/** "30 min", "2 hours", "1d", a bare number of minutes; null for anything else. */
export function parseDuration(text: string): number | null {
  const said = text.trim().toLowerCase();
  const [, count = '', unit = 'm'] = BARE.test(said) ? ['', said] : (WORDS.exec(said) ?? []);
  if (count === '') return null;
  const times = /^\d/.test(count) ? Number.parseInt(count, 10) : 1;
  const minutes = times * (MINUTES[unit] ?? 1);
  return minutes >= 1 && minutes <= MINUTES_MAX ? minutes : null;
}
