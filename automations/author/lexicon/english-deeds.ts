import type { Lexicon } from './lexicon.ts';

/** English words for what a rule does, beside telling. */
export const englishDeeds: Lexicon = {
  arrow: '→|->|=>|➜|>|:',
  iNeed:
    'i need|i want|we need|we want|i would like|id like|get me|i should get|i get|i expect|' +
    'i must get|give me|i should receive|i receive|i wish for|i should have',
  tellMe:
    'id like to be kept in the loop|i would like to be kept in the loop|' +
    'i want to be kept in the loop|keep me in the picture|id like to be kept informed|' +
    'i want to be kept informed|id like to be kept posted|i want to be kept posted|' +
    'i want to be kept up to date|id like to be kept up to date|keep me up to date|' +
    'i need to be kept informed|i would appreciate being told|id appreciate being told|' +
    'we would appreciate being told|id appreciate being notified|' +
    'we would appreciate being notified|i would appreciate being notified|' +
    'i would appreciate a heads-up|i would love to be told|id love to be told|id love to know|' +
    'i would love to know|id like you to tell|id appreciate an alert|' +
    'i would appreciate an alert|i would appreciate a message|id appreciate a message|' +
    'i want to know|i want to hear about it|i want to be told|i want to be notified|' +
    'i want to be informed|i want to be alerted|i need to know|i need to be told|' +
    'i should be told|i should know|i should be notified|i should be informed|' +
    'i should be alerted|i must be told|i must know|i would like to know|id like to know|' +
    'id like to be told|i would like to be told|i would like to be notified|' +
    'id like to be notified|id like to hear about it|id like to hear|give me a shout|' +
    'give us a shout|keep me posted|keep me informed|keep me updated|keep me in the loop|' +
    'let me hear|let me hear about it|i get a message|i get notified|i get told|i want to hear|' +
    'i want to hear of it|i wanna know|i need to hear about it|i get a ping|i get an alert|' +
    'i want to see a message|notify|i want to get a message|i want to get an alert|' +
    'i want to get notified|i want to get a notification|i want to receive a message|' +
    'i want to receive an alert|i have to know|i have to be told|i wish to be told|' +
    'i wish to be notified|i wish to know|please make me aware|make me aware|' +
    'make me aware of it|i need to be notified|i need to be alerted|i should hear about it|' +
    'i should get a message|i should get an alert|i should get a notification|' +
    'i should get notified|i should receive a message|i should receive an alert|' +
    'i must be notified|i must be informed|i must be alerted|let me in on it|i want an alert|' +
    'i want a message|i want a notification|i need a message|i need an alert|' +
    'i need a notification|id like a message|id like an alert|id like a notification|' +
    'i would like a message|i would like an alert|i would like a notification|' +
    'i want a heads-up|i want a heads up|id like a heads-up|id like a heads up|' +
    'id appreciate a heads-up|id appreciate a heads up|i want a ping|id like a ping',
  isTold:
    'should be told|should be notified|should be informed|should be alerted|must be told|' +
    'must be notified|must be informed|must be alerted|needs to know|need to know|' +
    'needs to be told|need to be told|needs to be notified|need to be notified|' +
    'needs to be informed|need to be informed|has to be told|has to be notified|has to know|' +
    'have to know|have to be told|should know|must know|gets a message|gets a notification|' +
    'gets an alert|gets a ping|get a message|get a notification|get an alert|' +
    'should get a message|should get a notification|should get an alert|should get a ping|' +
    'should receive a message|should receive a notification|should receive an alert|' +
    'must get a message|must get an alert|is told|is notified|is informed|is alerted|are told|' +
    'are notified|are informed|are alerted|is to be told|is to be informed|is to be notified|' +
    'are to be told|are to be notified|are to be informed|warned|told|notified|alerted|' +
    'informed|pinged|messaged|to know|to be told|to be notified|to be informed|to be alerted|' +
    'to be warned|to get a message|to get an alert|to get a notification|to hear about it|' +
    'should hear about it|wants to know|want to know|ought to know|gets notified|gets told|' +
    'gets alerted|gets pinged|get notified|get told|get alerted|get pinged|should get pinged|' +
    'should be pinged|should be warned|must be warned|is warned|is pinged|receives a message|' +
    'receives an alert|receives a notification|receive a message|receive an alert|' +
    'should be messaged|will be notified|will be told|will be informed|ought to be told|' +
    'deserves to know|should get told|should get notified|should get a heads-up|' +
    'should get a heads up|gets a heads-up|gets a heads up|must get a notification|' +
    'needs a heads-up|needs a heads up|wants to be told|want to be told|wants to be notified|' +
    'gets informed|need to hear about it|needs to hear about it|needs to get a message|' +
    'needs to get an alert',
  isReported:
    'should be reported|should be posted|is reported|is posted|must be reported|must be posted|' +
    'gets posted|gets reported|should go|should appear|should show up|goes|' +
    'needs to be reported|needs to be posted|should be announced|has to be reported|' +
    'to be reported|be reported|be posted|should be flagged|belongs|must be flagged|post|' +
    'posted|reported|must go|should be sent',
  thatSo: 'that|the following',
  pause:
    'pause|hide|delist|unlist|stop selling|deactivate|suspend|disable|take down|take offline|' +
    'stop the sale of|put on pause|put on hold|turn off|switch off|take off sale|' +
    'remove from sale|stop offering|halt|unpublish|withdraw|stop listing|freeze|stop sales of|' +
    'stop|stop the listing|set to paused|pull down|take out of sale|mark as paused|de-list|' +
    'un-list|stop the sales of|put to sleep',
  pauseSplit: 'take|pull|remove|drop|set|put|turn|switch|mark|make|get|bring|keep|kick|yank',
  off:
    'off|off sale|down|offline|from sale|off the shelf|on pause|on hold|to paused|as paused|' +
    'paused|off the site|off the shop|out of sale|inactive|to inactive|off the listing|' +
    'off the market|as inactive|as hidden|unavailable|as unavailable|hidden|out of the shop',
  offFrom: 'from|out of|away from|off of|off from',
  resume:
    'resume|unpause|relist|reactivate|enable|re-enable|reenable|put back on sale|put back on|' +
    'bring back|switch on|turn on|turn back on|switch back on|restart|un-pause|start selling|' +
    'start selling again|list again|list|sell again|unhide|republish|put back|resume selling|' +
    'activate|make it live again|set live again|re-activate|re-list|reinstate|put up again|' +
    'restore|take it off pause|continue|continue selling|resume the sale of|resume sales of|' +
    'publish again|publish|take off pause',
  resumeSplit: 'put|bring|take|switch|turn|set|make|get|offer|list|sell|have',
  backOn:
    'back on sale|back on|back up|back|on sale again|on sale|live again|live|active again|' +
    'active|online again|back online|on again|visible again|visible|available again|off pause|' +
    'back to active|to active|back for sale|for sale again|up for sale again|back up for sale|' +
    'back live|as active|again',
  everyShop:
    'everywhere|in every shop|in all shops|on all shops|on every shop|on all channels|' +
    'on every channel|in all channels|across all shops|across all channels|in each shop|' +
    'on each shop|in all our shops|on all our shops|on all marketplaces|on all platforms|' +
    'on all stores|in all stores|on every marketplace|on every platform|in every channel|' +
    'in every store|across every shop|across all our shops|on all sites|on all our channels|' +
    'across the board|from every shop|from all shops|from all channels|for all shops|' +
    'for all channels|at every shop|all over|from everywhere|off all shops|off every shop|' +
    'at all shops|across channels|across shops|across all marketplaces|across all platforms|' +
    'across all stores|from sale everywhere',
  setTo:
    'set|change|make|put|update|adjust|fix|bring|reset|move|take|switch|reprice|let|keep|price',
  raise:
    'raise|increase|up|put up|bump|bump up|hike|lift|push up|step up|boost|mark up|jack up|' +
    'crank up|add',
  lower:
    'down|lower|reduce|decrease|cut|drop|bring down|put down|slash|knock down|take down|' +
    'mark down|discount|trim|shave|bring|knock|push down|cut down',
  discount:
    'discount|mark down|mark it down|mark|knock|take|discount it|cheapen|reduce|' +
    'give a discount on|put on discount',
  markUp: 'mark up|mark it up',
  priceTo: 'to|at|=|as|into|back to|equal to|to be|be|up to|down to|should be|for',
  keep: 'keep|hold|reserve|hold back|keep back|always keep|set aside|have|leave|put|maintain|make',
  safetyNoun:
    'safety stock|safety|buffer|buffer stock|the safety stock|safety level|safety buffer|back|' +
    'aside|in reserve|as a buffer|as safety stock|stock buffer|the buffer|safety margin|' +
    'as buffer|in hand as safety|as safety|safety stock level|as a safety buffer|reserve stock|' +
    'safety-stock|cushion',
  move:
    'move|transfer|shift|send|relocate|ship|bring|dispatch|reallocate|send over|transfer over|' +
    'move over|pull|push|carry|take|rebalance|redistribute|shuttle|truck',
  more: 'more|additional|extra|further|new',
  over: 'over|across',
  fromPlace: 'from|out of|from the',
  addUnits:
    'add|book in|put in|credit|receive|add in|stock in|increase stock by|increase the stock by|' +
    'raise stock by|book|increase stock of|increase the count by|top up by|top up',
  removeUnits:
    'remove|write off|deduct|subtract|take out|book out|write down|scrap|reduce stock by|' +
    'reduce the stock by|take off|discard|knock off|decrease stock by|decrease the stock by|' +
    'lower stock by|lower the stock by',
  adjustNote:
    'as damaged|to stock|to the stock|of stock|from stock|from the stock|into stock|as lost|' +
    'as a correction|as scrap|to inventory|to the inventory|from inventory|as broken|' +
    'as write-off|as expired|as waste|in|as damage|from the books|into the books',
  purchase:
    'reorder|order|order more|re-order|buy|purchase|draft a purchase order|' +
    'draft a purchase order for|create a purchase order|create a purchase order for|' +
    'prepare a purchase order|prepare a purchase order for|make a purchase order|' +
    'make a purchase order for|write a purchase order|draft a po|create a po|prepare a po|' +
    'make a po|raise a po|raise a purchase order|draft purchase order|create purchase order|' +
    'draft po|create po|draft an order|draft an order for|prepare an order|restock with|' +
    'replenish with|place a purchase order|draft a reorder|open a purchase order|' +
    'start a purchase order|create a purchase order draft|create a purchase draft|' +
    'draft a purchase|make a purchase draft|prepare a purchase draft|draft a supplier order|' +
    'create a supplier order|create a draft purchase order|make a draft purchase order|' +
    'prepare a draft purchase order|write a draft purchase order|write up a purchase order|' +
    'draw up a purchase order|put together a purchase order|set up a purchase order|' +
    'raise a draft purchase order|create a draft po|raise a draft po|make a draft po|' +
    'prepare a draft po|generate a purchase order|generate a po|create a reorder|write a po|' +
    'start a po|open a po|a purchase order|purchase order draft|draft a replenishment order|' +
    'draft a restock order|create a restock order|add a purchase order|' +
    'have a purchase order drafted|issue a purchase order|issue a po',
  purchaseNote:
    'from the supplier|from our supplier|with the supplier|from supplier|with our supplier|' +
    'from the vendor|purchase order|po|draft|as a draft|in a purchase order|' +
    'on a purchase order|more|again|to the supplier|on a po|a purchase order|from vendor',
  task:
    'create a task|create task|make a task|add a task|open a task|create a to-do|create a todo|' +
    'add a to-do|add a todo|make a to-do|make a todo|new task|leave a task|task|put a task|' +
    'set a task|assign a task|create a new task|add a new task|create a ticket|open a ticket|' +
    'to-do|todo|log a task|raise a task|file a task|write a task|make a new task|set up a task|' +
    'put up a task|start a task|leave a to-do|leave a todo|put a to-do|note a task|' +
    'create a job|raise a ticket|put a task on the list|add a task to the list',
  taskNoun: 'task|to-do|todo|job|ticket',
  assign: 'assign|hand|set',
  titled:
    'titled|called|named|saying|that says|with the title|:|with title|-|–|reading|' +
    'with the text|with the name|which says|about|that reads',
  callUrl:
    'call|hit|post|post to|send a webhook to|call the webhook|webhook|ping|send it to|' +
    'trigger the webhook|trigger|send a post|send a post request|notify|post it to|send to|' +
    'fire the webhook|fire a webhook to|post the details to|send the details to|' +
    'post the event to|send the event to|invoke|post this to|make a post to|' +
    'make a post request to|do a post to|call our webhook|call the webhook at|call the url|' +
    'call a webhook at|call webhook|trigger a webhook at|trigger a webhook to|send a webhook|' +
    'hit the webhook at|hit the webhook|hit our webhook|call our webhook at|request|' +
    'send an http post to|webhook to|push it to|send data to|post data to|post a webhook to|' +
    'send it over to|http post to|do a post request to|tell|inform|post the order to|' +
    'send the order to|forward it to|forward the order to|call the endpoint|hit the endpoint|' +
    'call out to|call my webhook at|call my webhook|hit my webhook|call the address|post it on|' +
    'let',
  report:
    'report|sales report|summary|digest|sales summary|the report|overview|reports|numbers|' +
    'figures|sales figures|sales numbers|report of sales|sales digest|sales overview|' +
    'status report|business report|report on sales|round-up|roundup|sales stats|stats|' +
    'sales data|summary of sales',
  salesAlone: 'sales',
  stockReport:
    'stock report|stock summary|inventory report|stock overview|report of stock|' +
    'inventory summary|stock status report|stock figures|stock numbers|report on stock|' +
    'report on stock levels|stock level report|stock list|list of stock|inventory list|' +
    'stock levels report|full stock report|inventory overview',
  lowReport:
    'low stock report|low stock list|low-stock report|low-stock list|list of low stock|' +
    'report of low stock|low stock summary|report on low stock|list of what is low|' +
    'report of what is low|list of whats low|list of what is running low|low stock items|' +
    'list of low stock items|list of low items|list of low skus|list of skus that are low|' +
    'low inventory report|low inventory list|what is low|whats low|what is running low|' +
    'what is low on stock|which skus are low|which items are low|which products are low|' +
    'everything that is low|which skus are running low|which items are running low',
  today:
    'today|todays|daily|of the day|the days|of today|for today|day|this day|days|day-end|' +
    'end of day|end-of-day|for the day|eod',
  yesterday:
    'yesterday|yesterdays|of yesterday|for yesterday|the previous days|previous days|' +
    'the day before|the previous day',
  week:
    'week|weekly|this week|last week|the week|weeks|last weeks|this weeks|of the week|' +
    'for the week|past week|the weeks|the past week|the last 7 days|last 7 days|end of week|' +
    '7-day|for the past week|for last week|for this week|the previous week',
  month:
    'month|monthly|this month|last month|the month|months|last months|this months|of the month|' +
    'for the month|past month|the months|last 30 days|the past month|end of month|' +
    'for the past month|for last month|for this month|the last 30 days|30-day|' +
    'the previous month',
  reportNote: 'as a message|automatically|by itself|for me|over',
  onEvent:
    'on|upon|after|for each|for every|with every|with each|for any|in case of|about|at|' +
    'following|of|regarding|for|about any|about every|about each|every time there is|' +
    'any time there is|if there is|when there is|on any|on every|on each|at every|after any|' +
    'after every|after each|as soon as there is|whenever there is|if we have|when we have|' +
    'whenever we have|for all|about all|watch|watch for|keep an eye on|look out for|monitor|' +
    'keep watch on|track|with',
  itIs:
    'it is|its|that is|this is|it was|it|todays|today is|the day is|it happens|this happens|' +
    'that happens|it happens to be|that happens to be|the time is|if it is|the current time is|' +
    'thats|it falls|the sku is|it comes|the product is|the item is',
  isNot:
    'is not|isnt|it is not|it isnt|does not|doesnt|are not|arent|not|is no|has not|hasnt|' +
    'did not|didnt|does not come|doesnt come|does not have|doesnt have|does not go|doesnt go|' +
    'it does not|it doesnt|was not|wasnt|its not|dont|do not|cannot be|isnt a|is not a|' +
    'is not at|has not got|have not|havent|has no',
  comes:
    'comes|came|come|is placed|was placed|is coming|arrives|arrived|is made|was made|coming|' +
    'it comes|it came',
  isInStock:
    'is in stock|are in stock|still in stock|is still in stock|has stock|has some|have stock|' +
    'still has stock|still have stock|has any|is available|are available|has any stock|' +
    'still has some|has some left|still has any|has some stock|still has some stock|' +
    'there is stock|there is still stock|is any|there is any|there is some|there is still some|' +
    'has it|still has it|have it|is stocked',
  also:
    'also|too|as well|still|already|at the same time|then|currently|at that moment|' +
    'at that time|at this time|even|right then|by then|meanwhile',
  have: 'have|has|have been|has been|had',
  eitherWord:
    'either|any of|one of|at least one of|either of|any of these|one of these|' +
    'any of the following:|any of the following',
  but: 'but|yet|however|though|although|just|and',
  thatIsNot:
    'that is not|that are not|that isnt|that arent|which is not|which are not|not|' +
    'that is not in|that is not one of|which isnt|which arent',
  thatIs:
    'that is|that are|which is|which are|thats|that|which|that have|that has|which has|' +
    'that had|which have',
  tagBehind: 'tag|tagged',
  particle:
    'up|down|back|back up|back down|back to|back up to|up to|down to|to|all the way|' +
    'all the way down|all the way up|all the way to|all the way down to|lower|again|in at|at|' +
    'out at|ever|back at',
  everyTime:
    'every time|each time|every time it happens|each time it happens|every single time|always|' +
    'and do it each time it gets that low|and do it every time it gets that low|' +
    'each time that happens|every time that happens|every time this happens|' +
    'each time this happens|not just once|and not just once|do it every time|' +
    'do this every time|and do it every time|and do this every time|each and every time|' +
    'whenever it happens|whenever that happens|when it happens again too|' +
    'and again when it happens again|and do it each time|repeatedly|as often as it happens|' +
    'without limit',
  whenOnce:
    'the next time|next time|the first time|first time|the next time that|the first time that|' +
    'just the next time|only the next time|only the first time|the very next time|' +
    'the very first time|just the first time|for the next time|on the next occasion that|' +
    'once, when|just once when|only once when|once only when|one time when|just once, when|' +
    'only once, when|a single time when|when for the first time|when next|next time when',
  roleViewer: 'viewers|all viewers|viewer|the viewers|everyone with the viewer role',
  notBelow: 'not below|not under|not less than|not fewer than|not lower than',
  notAbove: 'not more than|not over|not above|not exceeding|not greater than|not higher than',
  daysOfCover:
    'days of cover|days cover|days of stock|days of inventory|cover in days|' +
    'stock cover in days|days of supply|the days of cover|the cover|cover|stock cover|' +
    'the stock cover|days of stock cover|number of days of cover|days of stock left|' +
    'days of inventory left|days-of-cover|doc|days left|day cover|coverage|stock coverage|' +
    'inventory cover',
  amends:
    'no|nope|no no|no,|nah|sorry|oops|wait|actually|hmm|i meant|i mean|no i meant|no, i meant|' +
    'no i mean|i said|not quite|almost|rather|correction|yes but|yes, but|ok but|okay but|but|' +
    'wrong|change that|change it|please|well|no wait|no, wait|no sorry|no, sorry|no actually|' +
    'no, actually|no please|and|edit|update it|no thats wrong|no, thats wrong|thats wrong|' +
    'thats not right|not right',
  makeIt:
    'make it|make that|change it to|change that to|change to|set it to|set that to|set to|' +
    'it should be|should be|i meant|i mean|use|let it be|have it|it must be|must be|' +
    'that should be|change the number to|change the threshold to|make the threshold|' +
    'the threshold should be|threshold|set the threshold to|raise it to|lower it to|' +
    'bring it to|move it to|go with|better|rather|switch it to|switch to|put|' +
    'change the limit to|make the limit|the limit should be|limit|set the limit to|do it|' +
    'do that|change the time to|make the time|send it|post it|run it|change it|keep it|' +
    'restrict it to|limit it to|restrict to|narrow it to|change the level to|make the level|' +
    'just do|change the days to|at|it at',
  instead: 'instead|please|rather|now|from now on|this time|instead please',
  insteadOf: 'instead of|not|rather than|and not|in place of|over',
  inclusive: 'inclusive|including|inclusively|included|and including it',
  drop:
    'remove|drop|without|no|delete|forget|lose|get rid of|cancel|skip|take out|take away|ditch|' +
    'leave out|no more|strip|clear',
  conditionNoun:
    'condition|conditions|the condition|the conditions|all conditions|the if|the unless|' +
    'the exception|exceptions|the exceptions|any conditions',
  windowNoun:
    'time window|window|the hours|hours|the time limit|time limit|the window|the days|' +
    'time restriction|the time restriction|hours restriction|active window|the schedule limit',
  anyTime:
    'any time|at any time|all day|around the clock|24/7|day and night|at all times|' +
    'all the time|always, day and night|at all hours|at any hour|any hour|round the clock',
  alsoDo:
    'also|and also|as well|additionally|plus|plus also|in addition|add|and|on top of that|' +
    'besides|please also|also please|and please also|moreover',
  alsoBehind: 'as well|too|also|in addition',
  dropTold:
    'do not tell|dont tell|do not notify|dont notify|stop telling|no need to tell|' +
    'without telling|not|dont message|do not message|remove|drop|leave out|do not alert|' +
    'dont alert|dont ping|do not ping|no message to|take out|without',
  ask: 'ask|get|have',
  iAmTo:
    'i want to be|i need to be|id like to be|i would like to be|i should be|i must be|' +
    'i have to be|id rather be|i would rather be|i wish to be|id love to be|i would love to be|' +
    'i expect to be|id prefer to be|i would prefer to be|i am to be|im to be|i ought to be|' +
    'we want to be|we need to be|we should be|wed like to be|i would appreciate being|' +
    'id appreciate being|i get|i want to get|i need to get|i should get|i would like to get|' +
    'id like to get|make sure i am|make sure im|make sure i get|please make sure i am|' +
    'i will be|get me',
  shouldBe:
    'should be|must be|needs to be|need to be|has to be|have to be|ought to be|is to be|' +
    'are to be|wants to be|want to be|gets|get|to be|will be|shall be|should get|must get|' +
    'needs to get|is|are|being|is always|should always be|must always be|wishes to be',
  toldPast:
    'told|notified|informed|alerted|warned|pinged|messaged|kept informed|kept posted|' +
    'kept in the loop|kept up to date|kept updated|reminded|texted|made aware|told about it|' +
    'informed about it|notified about it|updated|contacted|told straight away|buzzed|nudged|' +
    'paged',
  cheaper: 'cheaper|less expensive|lower priced|lower-priced|less costly',
  dearer: 'more expensive|dearer|pricier|more costly|higher priced',
};
