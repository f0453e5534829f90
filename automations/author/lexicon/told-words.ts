// Words by which what is said to somebody is told from the rule around it.

const listed = (lines: string): ReadonlySet<string> => new Set(lines.split(' '));

/** What people are asked to do; behind "to" anything else is no task. */
export const TASK_VERBS = listed(
  'count recount check recheck call ring phone pack repack pay restock refill clean print ship ' +
    'review update look go do buy prepare collect pick verify inspect visit open close lock ' +
    'confirm discuss repair replace sort tidy weigh measure label relabel wrap photograph scan ' +
    'reorder chase follow book arrange plan get bring take fix see find ask thank invoice ' +
    'refund escalate investigate audit write read watch hand deliver dispatch unload load store ' +
    'shelve display promote advertise publish share start finish handle help meet negotiate ' +
    'purchase receive return settle sign supply test transfer upload download use wash water ' +
    'work speak talk email contact order top put move make reserve keep charge sweep dust empty ' +
    'feed file stick stamp stack rotate rearrange assemble build cut sew iron fold inform ' +
    'gift-wrap double-check cross-check prioritise prioritize expedite approve sanitise',
);

/** As likely a limit, a time or a doubt as part of a message: it is asked instead. */
export const NEVER_TOLD = listed(
  'twice thrice times per tomorrow tonight today yesterday since starting almost hardly maybe ' +
    'perhaps hourly weekly monthly yearly later soon next last until till about approximately ' +
    'unless except without instead again both neither nor repeatedly sms mail pdf average net ' +
    'any half most several many few oclock am pm noon midnight morning evening night weekend ' +
    'weekends weekday weekdays month months year years whenever provided kabhi roz har phir',
);

/** No message and no title begins so without quotation marks. */
export const NO_BEGINNING = listed(
  'the a an my our your for to in on at of from by with as per not no never and or but this ' +
    'that if when all any every each only almost maybe me us him her them it',
);
