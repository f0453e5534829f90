/**
 * Whether a text is worth reading as a rule: cheap, and rather too often yes. The conversation asks
 * it before anything else is tried; what `readProposal` then calls unclear is still a wish for a
 * rule, and is answered as one.
 */
const OPENING = oneOf(
  'when whenever as_soon_as if each_time every_time any_time once unless the_moment should ' +
    'in_case jab jaise_hi agar cuando si जब अगर जैसे_ही',
);
const SCHEDULE = oneOf(
  'every each daily weekly hourly monthly nightly weekdays mondays tuesdays wednesdays ' +
    'thursdays fridays saturdays sundays har roz rozana cada todos_los diariamente हर रोज ' +
    'प्रतिदिन',
);
const WISH = oneOf(
  'automate automation set_up_a_rule set_up_an_alert create_a_rule add_a_rule make_a_rule ' +
    'new_rule create_an_alert set_an_alert',
);
const ACTING = oneOf(
  'tell notify alert ping message inform warn know send post dm text slack whatsapp ' +
    'telegram email remind pause resume unpause delist relist hide set raise lower increase ' +
    'reduce transfer move draft create reorder order call report give drop write nudge put ' +
    'take keep add remove msg batao bata batana bhejo bhej bolo karo kardo kar do inform rok ' +
    'band avisa avisame manda mandame envia enviame pausa notifica बताओ बता बताना भेजो भेज ' +
    'सूचित रोक बंद कर करो',
);

export function isLikelyRule(text: string): boolean {
  if (WISH.test(text)) return true;
  return ACTING.test(text) && (OPENING.test(text) || SCHEDULE.test(text));
}

/** Whole words, in whichever script. */
function oneOf(words: string): RegExp {
  const phrases = words.split(' ').map((phrase) => phrase.replaceAll('_', '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{M}])`, 'iu');
}
