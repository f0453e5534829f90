import type { Lexicon } from './lexicon.ts';

export const english: Lexicon = {
  filler:
    'yo|ok?|alright|cheers mate|mate|the|a|an|my|our|your|their|please|pls|plz|kindly|just|' +
    'ever|also|too|there|new|some|actually|suddenly|automatically|immediately|right away|' +
    'straight away|at once|directly|instantly|asap|now|thanks|thank you|so|well|ok|okay|hey|hi|' +
    'hello|in our shop|in our store|in our system|in the system|again|currently|at any time|' +
    'at any point|for whatever reason|all of a sudden|the moment it happens|' +
    'as soon as possible|quickly|!|.|;|:|-|–|—|…|here|in here|right here|simply|also please|?|' +
    'already|even|specifically|anyway|btw|by the way|fyi|ideally|whatever|guys|folks|' +
    'team please|you see|you see that|you notice|you notice that|you find|you find that|we see|' +
    'we see that|we notice|we notice that|i see|i see that|it turns out|it turns out that|' +
    'it happens that|you detect|you detect that|the system sees|the system detects|from now on|' +
    'going forward|from today|from today on|starting now|starting today|henceforth|in future|' +
    'in the future|from here on|if possible|if you can|if you could|thank you very much|' +
    'many thanks|thx|cheers|very much|in advance|dear|team,|for me please|good morning|' +
    'good evening',
  when:
    'for when|for whenever|for if|for the case that|when|whenever|as soon as|once|each time|' +
    'every time|any time|anytime|the moment|in the event that|in case|in the event|the instant|' +
    'if|should|if ever|the minute|the second|at the moment|at the point|everytime|' +
    'on the occasion that|every single time|upon|when ever',
  next: 'then|and then|,|->|=>|→|in that case|if so|, then',
  if:
    'if|only if|and if|but only if|provided|provided that|as long as|so long as|while|whilst|' +
    'given that|and only if|only while|but only while|and while|assuming|on condition that|' +
    'providing|if and only if|only as long as|just if|only when|but only when',
  unless:
    'unless|except if|except when|but not if|but not when|only if not|not if|not when|' +
    'except while|but not while|as long as it is not the case that|other than when|save when|' +
    'and not if|and not when|excluding when',
  except:
    'except|except for|excepting|other than|but not|excluding|apart from|aside from|save for|' +
    'with the exception of|not counting|not including|ignoring|besides|not for|not|but not for|' +
    'and not|leaving out|bar|but ignore|ignore|but skip|skip|but exclude|exclude',
  and: 'and|&|+|plus|as well as|and also|along with|together with|, and|and if|and that',
  or: 'or|, or|or if|or else|or that',
  not: 'not|isnt|is not|are not|arent|it is not|its not|does not|doesnt',
  both: 'both|each of',
  only: 'only|just|fewer than or exactly|merely|a mere|no more than|the last|last|only the last',
  of: 'of|for|on|with|in the case of|regarding|concerning|across',
  in:
    'in|at|from|inside|within|over in|located in|located at|held in|held at|based in|stored in|' +
    'stored at',
  on: 'on|through|at|via',
  from:
    'from|via|through|by|out of|coming from|that comes from|placed on|placed through|made on|' +
    'that came from|placed via|placed in|placed at|received on|received from|received via|' +
    'that is from|thats from|which is from|which comes from',
  to: 'to|for|into',
  via: 'via|over|by|through|using|with|on the|as a',
  placeNoun:
    'warehouse|warehouses|godown|store|location|branch|depot|hub|outlet|fulfilment centre|' +
    'fulfillment center|fulfilment center|distribution centre|distribution center|wh|dc|site|' +
    'stockroom|store room|storeroom|facility|premises',
  shopNoun:
    'shop|store|account|channel|marketplace|storefront|webshop|site|website|listing|listings|' +
    'sales channel|platform|orders|order',
  anySku:
    'everything|every one of our products|everything we sell|any sku|any product|any item|' +
    'anything|any of our skus|any of our products|any of our items|any of my skus|' +
    'any of my products|every sku|every product|every item|each sku|each product|each item|' +
    'a sku|a product|an item|one of our products|one of our skus|one of our items|' +
    'one of my products|one of my skus|any one sku|any single sku|any variant|every variant|' +
    'a variant|some product|some item|some sku|something|whichever sku|whatever sku|' +
    'whatever product|products|skus|items|item|product|sku|any skus|any products|any items|' +
    'anything at all|any sku at all|any given sku|any one of our products|any article|' +
    'an article|any line|any sku of ours|stuff|any goods|goods|any good|anything we sell|' +
    'any thing|any individual sku|individual skus|any product we sell|any unit|' +
    'any skus of ours|variants',
  allSkus:
    'all skus|all products|all items|all our skus|all our products|all my products|' +
    'all our items|all of our products|all of our skus|all the skus|all the products',
  theSku:
    'one of those|one of them|any of them|any of those|any of these|one of these|' +
    'either of them|each of them|one|either one|any one of them|it|that sku|that product|' +
    'that item|the sku|the product|the item|this sku|this product|this item|them|those|' +
    'the affected sku|the affected product|the affected item|that one|the sku in question|' +
    'the product in question|the same sku|the same product|these|those skus|those products|' +
    'that|this|the one|the sold out item|the variant|that variant',
  itsSku: 'its|their|that skus|the skus|the products|the items|that products|that items|this skus',
  each: 'any|every|each|any of the|any of our|one of the|one of our|any one of the',
  allOf: 'all|all the|all our|all of the',
  skuNoun:
    'one|ones|sku|skus|product|products|item|items|code|the code|article|sku code|variant|' +
    'variants|listing|listings',
  category:
    'category|categories|the category|product category|section|department|range|collection|' +
    'group|type',
  carries:
    'that carries|that carry|which carries|which carry|with|that has|that have|having|carrying|' +
    'bearing|under|that bears|that bear|marked with|that is in|that are in',
  tag:
    'that carries the tag|that carry the tag|which carries the tag|bearing the tag|tagged|' +
    'tagged as|tagged with|with the tag|with tag|the tag|tag|labelled|labeled|marked as|' +
    'that are tagged|that is tagged|that has the tag|that have the tag|carrying the tag|' +
    'having the tag|with a tag',
  stock:
    'number of|the number of|quantity of|the quantity of|amount of|count of|the count of|stock|' +
    'stocks|inventory|stock level|stock levels|inventory level|inventory levels|quantity|qty|' +
    'stock count|inventory count|the count|count|level|levels|units in stock|' +
    'the number of units|number of units|the amount|amount|supply|stock quantity|stock on any|' +
    'stock figure|total stock|overall stock|total inventory|combined stock|stock total|' +
    'the total|total|remaining stock|stock position|stock balance|balance|unit count|' +
    'number of units in stock|remaining quantity|stock value of units|the stock|our stock|' +
    'inventory quantity|items in stock|pieces in stock|number of pieces|number of items',
  available:
    'available|available stock|availability|available units|available quantity|' +
    'available inventory|available to sell|sellable|sellable stock|free stock|unreserved|' +
    'unreserved stock|saleable stock|available count|stock available|units available|' +
    'pieces available|quantity available|free units|saleable|sellable units|unreserved units',
  onHand:
    'physical stock|ignore reservations|ignoring reservations|not counting reservations|' +
    'regardless of reservations|including reserved|including reserved units|physical|' +
    'before reservations|on hand|on-hand|on hand stock|on-hand stock|stock on hand|physically|' +
    'units on hand|on hand quantity|on-hand quantity|on-hand units|on hand units|' +
    'physical inventory|on hand inventory|on-hand inventory|physical count|physical units|' +
    'inventory on hand|quantity on hand|onhand|onhand stock|on the shelf|on the shelves|' +
    'physically in stock|on-hand count|on hand count|on-hand level|on hand level|' +
    'physical quantity|on-hand figure',
  unit:
    'units|unit|pieces|piece|pcs|pc|items|item|units in stock|in number|units of stock|ea|nos|' +
    'of them|of it|copies|units of it|pairs',
  left:
    'left|remaining|remain|remains|in stock|left in stock|are left|is left|to go|in the bin|' +
    'are remaining|are in stock|left over|still in stock|to sell|are still left|left of it|' +
    'left to sell|in inventory|we have left|we have|left on the shelf',
  thereIs:
    'were|weve|theyre|were at|we are at|there is|there are|theres|there re|we have|we are|' +
    'weve got|we have got|we got|has|have|i have|we only have|is|are|we hold|we are down to|' +
    'we own|has got|it has|keeps|holds|shows|we get|we go|we drop|we fall|we have only|' +
    'there are only|we still have|there are still|i have got|do we have|we hold only|left of|' +
    'left',
  everywhere:
    'in total|overall|everywhere|across all locations|across locations|in all locations|' +
    'at all locations|in all warehouses|across all warehouses|across warehouses|combined|' +
    'all together|altogether|total|across all our warehouses|over all locations|' +
    'across every location|across all sites|in all our locations|company-wide',
  anywhere:
    'anywhere|in any location|at any location|in any warehouse|in any one location|' +
    'at any warehouse|in any of our locations|in any of our warehouses|in one of our locations|' +
    'in one of our warehouses|in any place|at any place|in any godown|in any store|somewhere|' +
    'in at least one location|in a location|at a location|in one location|in any branch|' +
    'in either location|in either warehouse|in any single location',
  falls:
    'drops|drop|drops to|drop to|falls|fall|falls to|fall to|dips|dip|sinks|sink|declines|' +
    'decreases|decrease|slips|slip|dropped|has dropped|has fallen|have fallen|have dropped|' +
    'is dropping|is falling|goes down|go down|gets down|get down|comes down|come down|' +
    'goes down to|gets down to|drops down|falls down|drops down to|falls down to|dwindles|' +
    'dwindles to|shrinks|shrinks to|reduces|reduces to|decreases to|declines to|lowers|' +
    'lowers to|plunges|plummets|dives|dips down|dips to|slides|slides to|runs|run|is down to|' +
    'are down to|crosses|tumbles|sinks to|slips to|crashes|depletes to|is reduced to|' +
    'sinks down|dropping|falling|has gone down|has sunk|has dipped|diminishes to|diminishes',
  rises:
    'piles up|pile up|stacks up|stack up|accumulates|swells|swell|creeps up|creeps|heaps up|' +
    'is piling up|piles|mounts|mounts up|shoots up|soars|rises|rise|rises to|rise to|climbs|' +
    'climb|climbs to|increases|increase|increases to|grows|grow|grows to|goes up|go up|' +
    'goes up to|gets up|comes up|exceeds the level of|jumps|jumps to|has risen|has climbed|' +
    'goes back|gets back|comes back|rises back|is back|are back|climbs back|recovers|' +
    'recovers to|goes back up|gets back up|comes back up|is back up|rises up|builds up|' +
    'builds up to|rising|climbing',
  moves:
    'goes|go|gets|get|moves|becomes|become|turns|turns to|changes to|crosses|passes|ends up|' +
    'gets to|goes to|go to|get to|comes|comes to|has gone|have gone|is going|is getting|going|' +
    'has got|has become|have become|went|will be|would be|hits|hit|reaches|reach|happens to be|' +
    'happens to go|happens to fall|is found|ends',
  is:
    'is|are|be|is at|are at|stands at|is now|are now|sits at|was|has|have|with|being|of|' +
    'there is|there are|we have|is currently|are currently|stays|remains|is still|are still|' +
    'equals|falls|totals|counts|runs|reads|reads as|shows|lies|lies at|sits|stands|measures|' +
    'it is|its|theres|contains|contain|includes|include|is for|are for|has got|is worth|' +
    'we still have|still has|there are still|there is still|is left at|comes to',
  below:
    'anywhere below|anywhere under|below|under|beneath|less than|fewer than|lower than|' +
    'smaller than|underneath|to below|to under|to less than|to fewer than|to lower than|' +
    'down below|down under|<|beneath the|below the level of|below the mark of|' +
    'under the mark of|below a level of|below level|to beneath|strictly below|' +
    'strictly less than|strictly under|lower then|less then|fewer then|short of|' +
    'a stock of less than|below threshold of|below the threshold of|inferior to|at less than|' +
    'at fewer than|at under|at below|shy of',
  above:
    'above|over|more than|greater than|higher than|exceeds|exceed|exceeding|upwards of|' +
    'to above|to over|to more than|back above|back over|up above|up over|>|bigger than|' +
    'larger than|beyond|in excess of|past|is over|tops|surpasses|strictly above|' +
    'strictly more than|strictly over|more then|greater then|higher then|surpassing|topping|' +
    'to higher than|at more than|at over|at above|outnumbers|beats|worth more than|worth over|' +
    'worth above',
  atMost:
    'at most|no more than|at or below|at or under|less than or equal to|<=|≤|max|maximum|' +
    'at or lower than|or below|equal to or below|equal to or less than|to at most|' +
    'below or equal to|up to|lower than or equal to|under or equal to|a maximum of|to or below|' +
    'to or under|fewer than or equal to|at or less than|a max of|doesnt exceed|does not exceed|' +
    'no greater than|smaller than or equal to|to no more than|at or beneath|no higher than',
  atLeast:
    'at least|no less than|no fewer than|at or above|at or over|greater than or equal to|>=|≥|' +
    'minimum|min|a minimum of|from|more than or equal to|equal to or above|' +
    'equal to or more than|equal to or greater than|above or equal to|back to at least|' +
    'to at least|higher than or equal to|at or higher than|to or above|to or over|' +
    'at or more than|over or equal to|a min of|atleast|worth at least',
  orLess:
    'or less|or fewer|or below|or lower|or under|or smaller|and below|and under|and less|' +
    'and fewer|or even less|or less than that|or even fewer|at most|max|maximum|or lesser|' +
    'or anything below|tops|or beneath|or any lower|left or less|left or fewer|and lower|' +
    'or less left|or fewer left',
  orMore:
    'or more|or above|or over|or greater|or higher|or bigger|and above|and over|and more|' +
    'and up|or up|at least|minimum|or larger|upwards|or even more|+|plus|or better|and higher|' +
    'or upwards|and upwards|or beyond',
  reaches:
    'reaches|reach|hits|hit|drops to|drop to|falls to|fall to|goes down to|go down to|gets to|' +
    'get to|goes to|go to|is down to|are down to|down to|comes down to|sinks to|dwindles to|' +
    'declines to|decreases to|touches|touch|gets down to|get down to|arrives at|has reached|' +
    'have reached|has hit|dips to|dip to|reduces to|is reduced to|shrinks to|comes to|' +
    'drops down to|falls down to|has dropped to|has fallen to|slips to|runs down to|' +
    'runs down to the last|we are down to|we get down to|were down to|down to the last|' +
    'down to just|down to only|dropping to|falling to|is at|hits the level of|bottoms at|' +
    'lands on|lands at|we hit|we reach|we drop to|is lowered to|drop down to|get as low as|' +
    'gets as low as|is down to the last|are down to the last|is as low as|falls as low as|' +
    'drops as low as|only has|has only|drops to only|falls to only|drops to just|falls to just',
  risesTo:
    'rises to|rise to|climbs to|climb to|goes up to|go up to|gets up to|grows to|grow to|' +
    'increases to|increase to|jumps to|is back to|is back up to|is up to|comes back to|' +
    'gets back to|climbs back to|recovers to|gets back up to|goes back up to|goes back to|' +
    'rises back to|is back at|are back at|builds up to|reaches up to|returns to|is up at|' +
    'are up to|comes up to|is replenished to|is restocked to|is refilled to',
  equals: 'equals|equal to|is exactly|exactly|is equal to|=|==|precisely',
  outOfStock:
    'runs out|run out|runs out of stock|goes out of stock|go out of stock|is out of stock|' +
    'are out of stock|out of stock|sells out|sell out|is sold out|are sold out|sold out|' +
    'gets sold out|goes to zero|hits zero|reaches zero|drops to zero|falls to zero|hits 0|' +
    'reaches 0|drops to 0|falls to 0|goes to 0|is zero|is 0|are 0|is at zero|is at 0|' +
    'is all gone|is gone|are gone|becomes zero|becomes 0|gets to zero|gets to 0|is finished|' +
    'is depleted|is exhausted|has run out|have run out|has sold out|have sold out|' +
    'has gone out of stock|becomes unavailable|is unavailable|is no longer available|' +
    'gets depleted|is empty|goes oos|is oos|oos|stocks out|stock out|has none left|' +
    'have none left|none left|no stock left|is not in stock|is not available|nothing left|' +
    'is down to zero|is down to 0|is no longer in stock|zero stock|no longer in stock|' +
    'hits rock bottom|we run out of|we run out|we sell out of|we sell out|we are out of|' +
    'were out of|were out|runs dry|are all gone|there is none left|there are none left|' +
    'theres none left|there is no stock|there is nothing left|theres nothing left|0 left|' +
    'zero left|0 units left|zero units left|has zero units|has 0 units|reaches zero units|' +
    'hits zero units|drops to zero units|we have none left|we have none|we have no more|' +
    'there is no more|goes down to zero|goes down to 0|running out|we are out|is used up|' +
    'gets to nothing|hits nil|has no units left|have no units left|has no stock left|' +
    'has no stock|no units left|is completely sold out|completely sells out|' +
    'sells out completely|is fully sold out|goes to nil|are no longer available|is out|are out|' +
    'comes to zero|no units are left|nothing is left|none are left|none is left|' +
    'is down to nothing|there are zero|there is zero|there are no|there is no|we have zero|' +
    'we have no|we have 0|there are 0|there is 0|no more|no more are left|there are no more|' +
    'we have no stock of|there is no stock of|theres no stock of|there are none|' +
    'we have no more of|we have nothing left of|we have none left of|there is nothing left of|' +
    'there is none left of|there are none left of|has nothing left|have nothing left|' +
    'no units of|zero units of|has none|have none|is nil',
  backInStock:
    'isnt out of stock any more|isnt out of stock anymore|is not out of stock any more|' +
    'is not out of stock anymore|is not sold out any more|isnt sold out any more|' +
    'is not sold out anymore|isnt sold out anymore|is no longer sold out|is buyable again|' +
    'is sellable again|is back in stock|are back in stock|comes back in stock|' +
    'come back in stock|back in stock|gets back in stock|becomes available again|' +
    'is available again|are available again|is in stock again|are in stock again|' +
    'returns to stock|goes back in stock|in stock again|comes back into stock|is back|are back|' +
    'is back on the shelf|becomes available|comes in stock again|is back on stock|' +
    'is no longer out of stock|come back into stock|is replenished after being out of stock|' +
    'is back into stock|back on the shelves|available again|returns in stock|' +
    'come in stock again|gets available again|is back on the shelves|turns available again|' +
    'that had run out is available again|that was out of stock is back|' +
    'that had run out is back|that was sold out is back|that was sold out is available again|' +
    'that was sold out is back in stock|that had sold out is available again|' +
    'that had sold out is back in stock|that was out of stock is available again|' +
    'that was out of stock comes back|that was out of stock is back in stock|' +
    'that had run out is back in stock|that was out is back|that ran out is back|' +
    'that ran out is available again|that ran out is back in stock|that sold out is back|' +
    'that sold out is back in stock|which had run out is available again|' +
    'which was out of stock is available again',
};
