import type { Lexicon } from './lexicon.ts';

/** English words for what happens to orders, and how things sell. */
export const englishOrders: Lexicon = {
  order:
    'order|orders|any order|an order|every order|each order|a new order|new order|new orders|' +
    'each new order|every new order|any new order|purchase|any orders|all orders|' +
    'all new orders|one order|a single order|single order|incoming order|an incoming order|' +
    'any incoming order|sale order|customer order|a customer order|an online order|' +
    'online order|orders arrive|our orders|an individual order|each and every order|the order|' +
    'that order',
  orders:
    'somebody orders|someone orders|a customer orders|anyone orders|anybody orders|' +
    'a buyer orders|somebody buys|someone buys|a customer buys|anyone buys|anybody buys|' +
    'a buyer buys|customers order|people order|somebody places an order|' +
    'someone places an order|a customer places an order|a buyer places an order|' +
    'anyone places an order|we sell|is ordered|are ordered|gets ordered|get ordered|is bought|' +
    'is purchased|a customer purchases|someone purchases|somebody purchases|a client orders|' +
    'a shopper orders|we receive an order|we get an order|i get an order|we get a new order|' +
    'i receive an order|a customer has ordered|someone has ordered|somebody has ordered|' +
    'gets an order|receives an order|gets a new order|receives a new order|takes an order|' +
    'we take an order|we get orders|we receive orders|we book an order',
  arrives:
    'arrives|arrive|comes in|come in|is placed|are placed|gets placed|is received|are received|' +
    'gets received|lands|land|shows up|comes through|comes|come|is made|drops in|pops up|' +
    'arrived|we get|we receive|we have|i get|i receive|we take|is booked|came in|has arrived|' +
    'has come in|is in|gets in|coming in|arriving|rolls in|is created|gets created|turns up|' +
    'hits|is submitted|gets booked|came through|appears|is coming in|enters|flows in|' +
    'gets through|goes through|there is|received|placed|being placed|made',
  cancelled:
    'is cancelled|is canceled|are cancelled|are canceled|gets cancelled|gets canceled|' +
    'get cancelled|cancels|cancel|cancels an order|cancels their order|cancels his order|' +
    'cancels her order|cancelled|canceled|cancellation|order cancellation|' +
    'an order cancellation|a cancellation|cancellations|is called off|somebody cancels|' +
    'someone cancels|a customer cancels|a buyer cancels|customer cancels|customers cancel|' +
    'customer cancels an order|a customer cancels an order|someone cancels an order|' +
    'somebody cancels an order|cancelled order|a cancelled order|canceled order|' +
    'a canceled order|a customer cancels their order|anyone cancels|anyone cancels an order|' +
    'buyer cancels|cancelled orders|has been cancelled|has been canceled|was cancelled|' +
    'being cancelled|a buyer cancels an order|a buyer cancels their order|order is cancelled|' +
    'gets called off|cancels it|comes in cancelled|customer cancels their order|' +
    'a client cancels|each cancelled order|every cancelled order|each cancellation|' +
    'every cancellation|any cancellation|an order gets cancelled',
  shortage:
    'shortage|shortages|a shortage|any shortage|there is a shortage|oversell|oversells|' +
    'an oversell|we oversell|oversold|is oversold|are oversold|gets oversold|overselling|' +
    'we are short|is short|are short|runs short|we are short of|cannot be covered|' +
    'cant be covered|cannot be fulfilled|cant be fulfilled|cannot be filled|cant be filled|' +
    'we cannot cover|we cant cover|we cannot fully cover|we cant fully cover|' +
    'cannot fully be covered|cannot be fully covered|cant be fully covered|we cannot fulfil|' +
    'we cannot fulfill|we cant fulfil|we cant fulfill|we cannot fill|we cant fill|' +
    'cannot be shipped for lack of stock|we sell more than we have|is more than we have|' +
    'exceeds our stock|exceeds the stock|we do not have enough stock for|' +
    'we dont have enough stock for|we do not have enough for|we dont have enough for|' +
    'cannot be covered from stock|we cannot cover from stock|we cannot fully cover from stock|' +
    'we cant cover from stock|cannot be served|we cannot serve|cannot be met|we cant serve|' +
    'stock shortage|a stock shortage|has a shortage|an oversale|oversale|is undersupplied|' +
    'is for more than we have|we have oversold|asks for more than we have|' +
    'there is not enough stock for|theres not enough stock for|there is not enough stock|' +
    'we lack the stock for|is not covered|is only partly covered|cant be met|' +
    'cannot be fully fulfilled|cant be fully fulfilled|lacks stock|is lacking stock|' +
    'is left short|comes up short|came up short|we cannot deliver|' +
    'cannot be delivered for lack of stock|are more than we have|is sold beyond stock|' +
    'sold more than we have|we sold more than we have',
  returned:
    'return|returns|a return|any return|is returned|are returned|gets returned|get returned|' +
    'comes back|come back|returned|is sent back|are sent back|sends back|sends something back|' +
    'sends it back|a return arrives|a return comes in|a return is registered|there is a return|' +
    'returns something|returns an item|returns a product|a customer return|customer return|' +
    'customer returns|a customer returns|someone returns|somebody returns|we get a return|' +
    'return arrives|return comes in|a return is reported|return request|a return request|' +
    'a return request comes in|comes back from a customer|come back from a customer|' +
    'returns come in|returns arrive|we receive a return|is brought back|a return is made|' +
    'a return is received|a return is opened|a return request arrives|gets sent back|' +
    'each return|every return|a return shows up|units come back|a parcel comes back|' +
    'a customer sends back|a buyer returns|a buyer returns something|' +
    'a customer returns something|a customer returns an item|a customer returns a product|' +
    'a return is logged|returned goods arrive|a returned item arrives|a return lands|' +
    'has been returned|was returned|a return is started|wants to return|return is received|' +
    'return is registered',
  customer:
    'customer|a customer|someone|somebody|anyone|a buyer|buyer|customers|anybody|people|' +
    'a client|units|unit|an item|order',
  worth:
    'worth|valued at|with a value|with value|with a total|totalling|totaling|value|total|' +
    'amount|order value|order total|the value|the total|whose value|whose total|in value|' +
    'in total|with an order value|with an order total|of value|with total|with a total value|' +
    'for a total of|priced|cart value|basket value|totals|bill|billed at|with a basket|' +
    'of a value|order amount|total amount|total value|with an amount|the amount|value is|' +
    'total is|amount is|the order value|the order total|for|of|comes to|adds up to|' +
    'amounting to|amounts to|costing|its value|its total',
  withUnits:
    'with|of|for|has|have|contains|containing|containing a total of|includes|having|which has|' +
    'holding|has a total of|with a total of|the order has|consisting of|counting',
  orderUnit:
    'units in total|items in total|pieces in total|units in all|items in all|pieces in all|' +
    'units in one go|pieces in one go|items in one go|units at once|items at once|' +
    'pieces at once|units in one order|pieces in one order|items in one order|products|' +
    'units in it|items in it|units altogether|units on it|items on it|units total|articles|' +
    'things|unit order|units in a single order|items in a single order|' +
    'pieces in a single order|pieces on it',
  onIt:
    'on it|in it|in one go|at once|in total|in one order|in a single order|in all|altogether|' +
    'in a go|in one shot|inside|in the basket|in the cart|on the order|in the order|in them|' +
    'on them|among the items',
  inOrder: 'in an order|in one order|in the order',
  orderLink:
    'total of|value of|the total of|the value of|amount of|the amount of|somebody|someone|' +
    'anybody|anyone|a buyer|a client|people|buyers|customers|somebody in|someone in|' +
    'a customer in|that is|that are|which is|which are|thats|with|and is|that has|which has|' +
    'having|for|of|that was|and with|that comes|coming|being|and has|that goes|that ship|' +
    'that ships|is for|it is|goes|value|placed|in|by a customer|from a customer|from someone|' +
    'from customers|by customers|a customer|in a single order|in one go|customer|by someone|' +
    'from anyone|with a|just|order',
  shipsOutside:
    'shipping outside|shipping outside of|outside|outside of|shipped outside|' +
    'shipped outside of|going outside|that ship outside|that ships outside|that go outside|' +
    'that goes outside|ships outside|goes outside|not shipping to|not going to|' +
    'that do not go to|that does not go to|that dont go to|that doesnt go to|to anywhere but|' +
    'anywhere but|to countries other than|to a country other than|from outside|not to|' +
    'not shipped to|to anywhere outside|to any country but|other than to|to everywhere but|' +
    'ship outside',
  shipsTo:
    'destination|with destination|whose destination is|the destination is|' +
    'with a destination in|destination is|with the destination|the destination country is|' +
    'ships to|shipped to|shipping to|to be shipped to|goes to|going to|is going to|' +
    'destined for|for delivery to|delivered to|delivering to|to|bound for|headed to|headed for|' +
    'that ship to|that go to|that ships to|that goes to|to an address in|' +
    'with a shipping address in|with a delivery address in|to a customer in|from a customer in|' +
    'from customers in|from someone in|for a customer in|to customers in|going out to|is for|' +
    'is to|with delivery to|is shipped to|is going out to|heading to|is headed to|' +
    'is shipping to|is destined for|must go to|is bound for|has to go to|needs to go to|' +
    'is to be shipped to|that is going to|which goes to|which ships to|being shipped to|' +
    'will be shipped to|sent to|being sent to|for shipment to|is delivered to|from buyers in|' +
    'addressed to|is addressed to',
  contains:
    'contains|containing|has|have|with|includes|including|that contains|which contains|' +
    'that includes|that has|for|of|which has|which includes|that contain|it contains|' +
    'it includes|it has|the order contains|the order includes|features',
  theOrder:
    'the order|it|the orders|that order|this order|order|they|its total|its value|' +
    'the order value|the order total',
  somebody:
    'by someone|by somebody|by anyone|by anybody|by a colleague|by one of us|somebody|someone|' +
    'anyone|anybody|one of us|a person|a colleague|the team|we|a shop|a manager',
  sells:
    'i sell|i sold|we manage to sell|i have sold|weve sold|ive sold|sell|sells|are sold|' +
    'is sold|get sold|gets sold|sold|is selling|are selling|selling|sale of|sales of|sales|' +
    'sales are|sales reach|sales hit|go out|fly out|fly off the shelf|goes|go|go in|' +
    'are ordered|is ordered|get ordered|we sell|we sold|sold in|have been sold|has sold|' +
    'have sold|units sold|being sold|sales go|sells at a rate of|sells at|sells at least|move|' +
    'it sells|it sold|were sold|was sold|moves|customers buy|somebody buys|people buy|' +
    'leave the warehouse|leave|are bought|is bought|are purchased|get bought|' +
    'fly off the shelves|sales total|sells through',
  soldPast: 'sold|sales|has sold|have sold|were sold|we sold|it sold|was sold|it has sold',
  noneOf:
    'nothing of|none of|not one of|not a single|not a single one of|not one|no units of|not a|' +
    'no unit of|no pieces of|not even one|not any of|zero units of|not a single unit of',
  sellsAny: 'is sold|are sold|has sold|have sold|sold|has been sold|gets sold|was sold|goes',
  within:
    'within|in|in under|inside|over|during|in a span of|in the space of|in the last|' +
    'within the last|over the last|in any|within any|in the past|within the past|over the past|' +
    'inside of|in the course of|over the course of|during the last|in a window of|' +
    'within a window of|in a period of|within a period of|in just|within just|over a period of|' +
    'in less than|during any|in one|within one|in a single|within a single|over any|in only',
  withinBehind: 'window',
  per:
    'per|a|an|each|every|/|in a|in an|in one|within a|within an|within one|one|any|any one|' +
    'the same|por',
  inLast:
    'in the last|within the last|over the last|in the past|within the past|over the past|' +
    'during the last|in last|during the past|the last|the past|last|these last|in the previous|' +
    'in|within',
  spikes:
    'spike|spikes|sales spike|orders spike|surge|surges|suddenly sells a lot|' +
    'sells unusually fast|sells unusually quickly|sells unusually well|' +
    'is selling unusually fast|is selling unusually well|unusual demand|goes viral|takes off|' +
    'a spike|spiking|is spiking|shoot up|shoots up|sells way faster than usual|' +
    'sells much faster than usual|sells far faster than usual|sells faster than usual|' +
    'is selling faster than usual|sell faster than usual|sell much faster than usual|' +
    'sells much more than usual|sells far more than usual|sells way more than usual|explode|' +
    'explodes|go through the roof|goes through the roof|sees a spike|sees a surge|' +
    'sees unusual demand|has a spike|has a sales spike|a sudden spike|a sudden surge|' +
    'sudden spike|sales surge|demand surges|demand spikes|demand explodes|sales explode|' +
    'starts selling unusually fast|starts selling like crazy|sells like crazy|' +
    'sells abnormally fast|sells abnormally quickly|sells out of the ordinary|' +
    'has a sudden surge|has an unusual spike|unusual spike|unusually high demand|' +
    'unusually high sales|unusual sales|suddenly takes off|suddenly spikes|' +
    'sales suddenly spike|orders suddenly spike|demand suddenly spikes|' +
    'is suddenly selling a lot|sells far above its usual pace|sells far above normal|' +
    'sells above its usual pace|sales go crazy|sales go through the roof|' +
    'is flying off the shelves|starts flying off the shelves|jump suddenly|sales jump suddenly|' +
    'sales jump|orders surge|orders jump|surge in orders|surge in sales|surge in demand|' +
    'spike in orders|spike in sales|spike in demand|run on|a run on|is trending|' +
    'are unusually high|is unusually high|unusually high|abnormally high|are abnormally high|' +
    'is abnormally high|are much higher than usual|higher than usual|are higher than usual|' +
    'is higher than usual|are far above normal|are well above normal|above normal|go wild|' +
    'goes wild|boom|booms|are booming|is booming|sells like hot cakes|sell like hot cakes|' +
    'faster than normal|sells faster than normal|more than normal|are unusually strong|' +
    'is unusually strong|suddenly shoot up|suddenly jump|suddenly increase|suddenly rise|' +
    'rise suddenly|are through the roof|go viral|picks up suddenly|suddenly picks up|' +
    'sells unexpectedly fast|sell unusually fast|starts to sell unusually fast|skyrockets|' +
    'skyrocket',
  spikeNoun:
    'sales|orders|demand|order volume|sales volume|the sales|the demand|in|in sales|in orders|' +
    'in demand|velocity|sales velocity|the pace|pace|sales pace|see|sees',
  cover:
    'of cover|of stock cover|of stock|of inventory|of stock left|of inventory left|' +
    'of cover left|of supply|of supply left|days of cover|days cover|cover|stock cover|' +
    'days of stock|days of inventory|worth of stock|worth of stock left|of stock remaining|' +
    'of cover remaining|worth of inventory|of coverage|coverage|worth of supply|of runway|' +
    'stock coverage|days of supply|worth of cover|worth',
  lasts:
    'is about to run out|are about to run out|about to run out|will last|lasts|will only last|' +
    'will last for|lasts for|is enough for|lasts only|will be enough for|would last|last|' +
    'last for|covers|is going to last|only lasts|will do for|is expected to last|suffices for|' +
    'is only enough for|is projected to last|covers only|will run out|runs out|will be gone|' +
    'is going to run out|would run out|will sell out|is due to run out|has left|should last|' +
    'is left|is projected to run out|at the current pace|at this pace|at current pace|' +
    'at its current pace|at the present pace|is predicted to run out',
  coverBehind:
    'at the current pace|at this pace|at current pace|at its current pace|at the current rate|' +
    'at current sales|at this rate|at the current sales pace|at present pace|left',
  notSold:
    'with no sales|with no sale|with zero sales|with no orders|that has no sales|' +
    'that have no sales|that havent sold|that hasnt sold|that has not sold|that have not sold|' +
    'which has not sold|which have not sold|which havent sold|which hasnt sold|' +
    'with no sales at all|has not sold|hasnt sold|have not sold|havent sold|has not been sold|' +
    'hasnt been sold|have not been sold|havent been sold|does not sell|doesnt sell|do not sell|' +
    'dont sell|no sale|no sales|no sale of|no sales of|not sold|without a sale|without sale|' +
    'without any sale|without sales|without any sales|is not sold|isnt sold|are not sold|' +
    'arent sold|has had no sales|has had no sale|has no sales|has no sale|have no sales|' +
    'goes unsold|stays unsold|remains unsold|sits unsold|nobody buys|nobody has bought|' +
    'nobody bought|no one buys|no one has bought|noone has bought|goes without a sale|' +
    'goes without sale|goes without any sale|has seen no sales|has sold nothing|has sold none|' +
    'sold nothing|does not move|doesnt move|hasnt moved|has not moved|is dead stock|' +
    'has not had a sale|hasnt had a sale|hasnt had any sales|has not had any sales|' +
    'hasnt had a single sale|has not had a single sale|has not sold a single unit|' +
    'hasnt sold a single unit|hasnt sold a single one|has not sold at all|hasnt sold at all|' +
    'sees no sales|sees no sale|has zero sales|zero sales|doesnt sell a single unit|' +
    'does not sell a single unit|doesnt sell anything|does not sell at all|isnt selling|' +
    'has not sold anything|hasnt sold anything|have sold nothing|no orders for|no one orders|' +
    'nobody orders|nobody has ordered|hasnt been ordered|has not been ordered|had no sales|' +
    'unsold|has been unsold|has gone unsold|sits around unsold|sits|has sat unsold',
};
