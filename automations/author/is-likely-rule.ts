/**
 * Whether a text is worth reading as a rule: cheap, and rather too often yes. The conversation asks
 * it before anything else is tried; what `readProposal` then calls unclear is still a wish for a
 * rule, and is answered as one.
 */
const OPENING = oneOf(
  'when whenever as_soon_as if each_time every_time any_time once unless the_moment the_instant ' +
    'should in_case next_time first_time any_order on_a on_every for_every for_each about_every ' +
    'about_orders upon jab jaise_hi agar cuando si cada_vez en_cuanto जब अगर यदि जैसे_ही',
);
const SCHEDULE = oneOf(
  'every each daily weekly hourly monthly nightly weekdays mondays tuesdays wednesdays thursdays ' +
    'fridays saturdays sundays mornings evenings schedule monday tuesday wednesday thursday ' +
    'friday saturday sunday mon tue wed thu fri sat sun ' +
    'summary digest har roz rozana cada todos_los diariamente हर रोज प्रतिदिन',
);
/** "CABLE-C2M <= 150: notify me", "shortage on Amazon → tell Kabir". */
const STATE = oneOf(
  'below under less_than fewer_than at_most or_less or_fewer or_under above over more_than ' +
    'at_least exceeds left sold_out sells_out out_of_stock no_sale shortage oversell cancelled ' +
    'canceled cancels return returned order orders se_kam se_zyada se_jyada se_upar se_neeche ' +
    'ya_kam ya_zyada khatam wapas aaye menos_de mas_de se_agote pedido से_कम से_ज्यादा खत्म',
);
const IS_STATE = new RegExp(`${STATE.source}|\\d`, 'iu');
const SIGNS = /[<>≤≥→]|=>|->/u;
/** "10 se kam ho to …": if and then, without an if. */
const HO_TO =
  /\b(?:ho|jaye|jaaye|aaye|aaya|aayi|pade|hote hi|aate hi)(?: to| toh| tab|,)?\s+\p{L}/iu;
const WISH = oneOf(
  'automate automation set_up_a_rule set_up_an_alert create_a_rule add_a_rule make_a_rule ' +
    'new_rule create_an_alert set_an_alert stock_alert rule_banao',
);
const ACTING = oneOf(
  'tell notify alert ping message report summary digest sms bring check cut ' +
    'delist posted updated offline double inform warn warned know hear send post dm text slack ' +
    'whatsapp ' +
    'telegram email remind pause resume unpause delist relist hide set raise lower increase ' +
    'reduce transfer move shift draft create make reorder order call hit report reported give ' +
    'drop write nudge put take knock discount keep add remove msg need told informed ' +
    'notified batao bata ' +
    'batana bhejo bhej bolo bolna bol karo kardo kar do inform rok band khabar mangwao banao ' +
    'avisa avisame manda mandame envia enviame pausa notifica sube baja pon crea बताओ बता ' +
    'बताना भेजो भेज सूचित रोक बंद कर करो',
);

export function isLikelyRule(typed: string): boolean {
  const text = typed
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u093c]/gu, '')
    .normalize('NFC');
  if (WISH.test(text)) return true;
  const acts = ACTING.test(text);
  if (acts && (OPENING.test(text) || SCHEDULE.test(text) || HO_TO.test(text))) return true;
  // Without "when" it takes a figure or a sign, and somebody who acts behind it.
  return SIGNS.test(text) || (acts && IS_STATE.test(text) && /[:,?;–-] ?\p{L}/u.test(text));
}

/** Whole words, in whichever script. */
function oneOf(words: string): RegExp {
  const phrases = words.split(' ').map((phrase) => phrase.replaceAll('_', '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{M}])`, 'iu');
}
