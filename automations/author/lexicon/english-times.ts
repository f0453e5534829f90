import type { Lexicon } from './lexicon.ts';

/** English words for hours, days, schedules, and how often. */
export const englishTimes: Lexicon = {
  am: 'am|a.m|a.m.|in the morning|a m',
  pm: 'pm|p.m|p.m.|p m',
  morning: 'in the morning|morning|mornings|of a morning',
  afternoon: 'in the afternoon|afternoon|afternoons',
  evening: 'in the evening|evening|evenings|of an evening',
  night: 'at night|night|nights|in the night|of a night',
  noon: 'noon|midday|12 noon|noontime',
  midnight: 'midnight|12 midnight',
  oclock: 'oclock|hours|hrs|h|sharp|o clock|on the dot|exactly',
  clockLink: 'at|around',
  halfPast: 'half past|half-past',
  quarterPast: 'quarter past|a quarter past',
  halfHour: 'half an hour|half hour|half a hour',
  hourAndHalf: 'an hour and a half|one and a half hours|1.5 hours',
  fortnight: 'fortnight|a fortnight|two weeks',
  month30: 'a month|one month|month|1 month|the month',
  rangeFrom: 'from|between',
  rangeTo: 'to|-|–|—|till|until|through|thru|til|up to|up until',
  rangeComma: '/',
  weekdays:
    'weekdays|weekday|workdays|working days|business days|work days|workday|working day|' +
    'a weekday|week days|a working day|business day|a workday|on a weekday|week day|' +
    'a business day',
  weekends:
    'weekends|weekend|a weekend|the weekend|a weekend day|weekend days|weekend day|the weekends',
  daily:
    'every day|daily|each day|everyday|every single day|seven days a week|7 days a week|' +
    'all week|every day of the week|every date|each and every day|all week long|on all days|' +
    'every calendar day|any day of the week',
  between: 'between|in between',
  afterTime: 'after|past|later than|from|starting at|starting from|beginning at|since',
  beforeTime: 'before|until|till|up to|earlier than|by|prior to',
  officeHours:
    'office hours|business hours|working hours|work hours|opening hours|shop hours|office time|' +
    'office timings|office|work time|our office hours|store hours|normal business hours|' +
    'normal working hours|the working day|trading hours',
  atNight:
    'at night|during the night|overnight|nighttime|night time|at night time|in the night|' +
    'by night',
  inMorning: 'in the morning|in the mornings|during the morning|mornings',
  inAfternoon: 'in the afternoon|in the afternoons|during the afternoon|afternoons',
  inEvening: 'in the evening|in the evenings|during the evening|evenings',
  outside: 'outside|outside of|not during|not in|out of|off',
  onDay: 'on|every|each|only on|during|on every|on each|on any|any',
  windowLink: 'in|at|during|between the hours of|on|of|within|inside|for',
  duringWord: 'during|in|within|inside|on|at',
  every: 'every|each|once every|once an|once a|once per|on every|on each',
  atTime: 'at|by|on|,|@|-|–|:|exactly at|sharp at|precisely at',
  twiceDaily: 'twice a day|twice daily|two times a day|twice every day|twice per day|2x a day',
  timesDaily: 'times a day|times daily|times per day|times every day',
  everyMorning:
    'every morning|each morning|in the morning|mornings|in the mornings|daily in the morning|' +
    'every day in the morning|all mornings',
  everyEvening:
    'every evening|each evening|evenings|in the evenings|daily in the evening|' +
    'every day in the evening',
  everyNight: 'every night|each night|nightly|nights|daily at night|every day at night',
  everyNoon:
    'every noon|every day at noon|daily at noon|each day at noon|at noon every day|every midday',
  everyMidnight:
    'every midnight|every day at midnight|daily at midnight|each day at midnight|' +
    'at midnight every day',
  hourly:
    'hourly|every hour|each hour|every single hour|once an hour|every full hour|' +
    'on the hour every hour|every hour on the hour|once every hour|on the hour',
  weekly: 'weekly|every week|each week|once a week',
  firstDay: 'first|first day|the first day',
  firstOfMonth:
    'every 1st of the month|each 1st of the month|every first of the month|' +
    'on the first of the month|first of the month|the first of the month|first of every month|' +
    'first of each month|on the first of every month|on the first of each month|' +
    'the first of every month|the first day of the month|on the first day of the month|' +
    'on the first day of every month|first day of every month|first day of the month|' +
    'first day of each month|on the first day of each month|on the first|' +
    'the first day of every month|at the start of every month|at the start of each month|' +
    'at the beginning of every month|at the beginning of each month|on the first of a month|' +
    'every first of the month|each first of the month|every month on the first|' +
    'beginning of every month|start of every month|start of each month',
  ofMonth:
    'of the month|of every month|of each month|every month|each month|monthly|of a month|' +
    'a month|of any month|day of the month|day of every month|day of each month|every month on|' +
    'monthly on|each month on|of all months',
  cron:
    'schedule|cron|at the times|cron schedule|with the cron|with cron|on the cron schedule|' +
    'crontab|on the schedule|cron expression|by cron|following the cron|per cron',
  scheduleWord:
    'schedule|scheduled|schedule it|run|repeat|repeating|on a schedule|on schedule|do this|' +
    'do it|this should happen|please do this|and do this|and do it|i want that|' +
    'it should go out|it should come|at|run this|run it',
  onlyOnce:
    'only once|just once|once only|one time only|only one time|just one time|' +
    'only the first time|just the first time|the first time only|the first time|one time|' +
    'once and only once|once and then stop|once and never again|only the once|only this once|' +
    'only that once|only that one time|only this one time|then stop|and then stop|' +
    'only the next time|just the next time|the next time|next time|and never again|never again|' +
    'never again after that|and never again after that|and then never again|and only once|' +
    'but only once|but just once|do it only once|do this only once|do it once|do this once|' +
    'do this just once|only do this once|only do it once|single time|a single time|' +
    'only a single time|but only the first time|and only the first time|one-off|one off|' +
    'as a one-off|as a one off|one shot|one-shot|once in total|once|once, not every time|' +
    'and not again|and after that never again|and then turn it off|and then switch it off|' +
    'then turn off|then switch off|then disable it|once, then stop|once and then turn off|' +
    'not again after that|after that stop|and stop after that|stop after that|' +
    'then forget about it|and then forget it|only for the first time|for the first time|' +
    'this one time|that one time|one single time|never after that|' +
    'the first time only, never again|and that is it|and thats it|it should run once|' +
    'run only once|run once|and then no more|and no more after that|just that once|' +
    'no more after that|but not again after that|after that never again|and just once|' +
    'just this once|strictly once|exactly once|but only one time',
  atMostOnce:
    'at most once|not more than once|no more than once|never more than once|max once|' +
    'maximum once|once at most|once max|but at most once|but not more than once|' +
    'not more often than once|no more often than once|only once|just once|at most one time|' +
    'not more often than|no more often than|no more than|not more than|never more often than|' +
    'at most|max|maximum|limit it to once|limit this to once|limit to once|limited to once|' +
    'limit to one|at most one message|at most one alert|at most one notification|' +
    'max one message|max one alert|no more than one message|no more than one alert|' +
    'not more than one alert|not more than one message|only one message|only one alert|' +
    'not more frequently than|no more frequently than|not more frequently than once|' +
    'no more frequently than once|up to once|a maximum of once|a maximum of one message|' +
    'a maximum of one alert|do not tell me more than once|dont tell me more than once|' +
    'do not message me more than once|dont message me more than once|' +
    'dont repeat it more than once|do not repeat it more than once|' +
    'do not notify me more than once|dont notify me more than once|do not do it more than once|' +
    'dont do it more than once|do not send more than one|dont send more than one|' +
    'dont send it more than once|do not alert more than once|dont alert more than once|' +
    'dont alert me more than once|do not alert me more than once|dont ping me more than once|' +
    'not more than 1 time|at most 1 time|max 1 time|at most 1x|max 1x|capped at once|' +
    'capped at one|capped at one message|maximally once|at the most once|but max once|' +
    'but no more than once|not above once|with at most one message|with at most one alert|' +
    'with a limit of one|with a limit of one message|with a maximum of one message|' +
    'rate limit once|throttle to once|throttled to once|throttle it to once|' +
    'dont send more than one message|do not send more than one message|' +
    'dont send me more than one|dont send me more than one message|' +
    'dont bother me more than once|do not bother me more than once|dont bug me more than once|' +
    'but never more than once|never more than one message|at most one|max one|' +
    'but at most one message|no more than one|no more than one notification|no more than 1|' +
    'max 1|at most 1|no more than 1 message|max 1 message|at most 1 message|max 1 alert|' +
    'at most 1 alert',
  onceWord: 'once|one time|one message|one alert|only once|just once|one|just one message',
  atMostBehindTime:
    'max|at most|maximum|at the most|tops|at maximum|only|and no more|and not more|' +
    'but not more|and not more often|not more|no more|not more often|and no more often|' +
    'as a maximum|and no more than that|no more than that|not more than that',
  subject: 'sku|product|item|order|shop',
  perSubject:
    'per sku|per product|per item|per order|for each sku|for each product|for the same sku|' +
    'for the same product|for the same item|per each sku|for every sku|for a sku|' +
    'about the same sku|about the same product|about the same item|for one sku|for any one sku|' +
    'for any sku|for each item|for each one|for any given sku|for it|about it|of the same sku|' +
    'each sku|per shop|a product|for that sku|for any single sku|with the same sku|' +
    'on the same sku|for one product|for one and the same sku',
  notAgain:
    'do not repeat|dont repeat|do not repeat it|dont repeat it|do not repeat that|' +
    'dont repeat that|dont repeat this|do not repeat this|not again|but not again|' +
    'do not tell me again|dont tell me again|do not alert me again|dont alert me again|' +
    'do not notify me again|dont notify me again|do not message me again|dont message me again|' +
    'do not do it again|dont do it again|do not bother me again|dont bother me again|' +
    'do not remind me again|then not again|then stay quiet|then stay silent|then be quiet|' +
    'then shut up|and stay quiet|stay quiet|stay silent|keep quiet|then keep quiet|no repeats|' +
    'no repeat|no repetition|no reminders|and then not again|dont send again|do not send again|' +
    'dont send it again|do not send it again|dont alert again|do not alert again|' +
    'dont tell again|do not tell again|dont notify again|do not notify again|dont ping again|' +
    'dont ping me again|do not ping again|dont run it again|do not run it again|dont run again|' +
    'do not run again|then no more|then nothing|then silence|mute it|then mute it|then mute|' +
    'mute|then not|then be silent|dont fire again|do not fire again|but dont repeat it|' +
    'but do not repeat it|but dont tell me again|but do not tell me again|but dont alert again|' +
    'but dont alert me again|but do not alert me again|no more alerts|no more messages|' +
    'without repeating it|without repeating|and dont repeat it|and do not repeat it|' +
    'and dont tell me again|and not again|then leave me alone|then leave it|and then nothing|' +
    'then dont repeat it|then do not repeat it|then dont tell me again|' +
    'then dont alert me again|then no alerts|and then stay quiet|and then be quiet|' +
    'dont nag me again|do not nag me again|dont nag again|snooze it|then snooze it|then snooze|' +
    'afterwards stay quiet|after that stay quiet|after that not again|no second message|' +
    'no second alert',
  until:
    'until|for|within|in|for the next|in the next|within the next|for at least|before|inside|' +
    'during|over',
  later:
    'later|have passed|has passed|are over|is over|after that|afterwards|' +
    'before telling me again|before alerting me again|before doing it again|before repeating|' +
    'before repeating it|before the next one|before the next|before you tell me again|' +
    'before sending again|before the next message|before the next alert|before alerting again|' +
    'before telling again|after each|after each message|after each alert|after it|thereafter|' +
    'before sending another|before running again|before notifying me again|' +
    'before notifying again|after the first|after the last one|after the last|' +
    'before doing this again|before it runs again|before messaging again|' +
    'before messaging me again|before pinging me again|about it|about that|about the same thing',
  coolDown:
    'cool-down|cooldown|cool down|cooling off|with a cool-down|with a cooldown|' +
    'with a cool down|with cooldown|with cool-down|cool-down period|with a cool-down period|' +
    'cooldown period|use a cool-down|use a cooldown|add a cool-down|add a cooldown|' +
    'set a cool-down|set a cooldown|set the cool-down|set the cooldown|a cool-down|a cooldown|' +
    'and a cool-down|and a cooldown|with a cooling-off period|with a cooling off period|' +
    'with a snooze|pause between messages|with a pause between messages|and with a cool-down|' +
    'and with a cooldown|have a cool-down|have a cooldown|the cool-down|the cooldown|mute time|' +
    'with a quiet period|with a silence|make the cool-down|make the cooldown|cool-down to|' +
    'cooldown to|cool off|with a cool-off|cool-off',
  coolDownBehind:
    'cool-down|cooldown|cool down|cooling off|pause|apart|between messages|between alerts|' +
    'between runs|between two messages|between two alerts|between reminders|cool-down period|' +
    'cooldown period|in between|between notifications|between each|between them|of silence|' +
    'of quiet|of rest|between one and the next|cool-off|between pings',
  waitAtLeast:
    'wait at least|wait|with at least|at least|leave at least|keep at least|minimum of|' +
    'with a minimum of',
  withWord:
    'with|and|use|with a|add|at least|using|have|and with|with at least|set|apply|put|give it|' +
    'make it',
  for:
    'for|over|since|during|in|within|for the last|for the past|in the last|in the past|' +
    'over the last|over the past|for at least|for a period of|for the whole|for a full|' +
    'for a whole|throughout|for over',
  beforeEvent: 'before|ahead of when|before the|prior to when',
  windowBehind: ',|(|)|only|hours|the',
};
