import type { Lexicon } from './lexicon.ts';

/** English words for prices, and for what shops show, refuse and fall behind with. */
export const englishShops: Lexicon = {
  price:
    'price|prices|the price|the price of|price of|the prices|selling price|base price|a price|' +
    'any price|the price on|its price|our price|the selling price|pricing|price tag|' +
    'listed price|list price|sale price|our prices|the list price|the base price|their price|' +
    'retail price|the cost of|cost of|prices of',
  costs:
    'costs|cost|is priced|priced|sells for|is sold for|priced at|is priced at|price|that costs|' +
    'that cost',
  changes:
    'changes|change|is changed|are changed|gets changed|is edited|is updated|moves|is modified|' +
    'has changed|is altered|gets updated|gets edited|was changed|have changed|is touched|' +
    'different|has been changed|changed|alters|change in|is adjusted',
  priceUp:
    'is raised|raises|raise|is put up|goes up|go up|increases|is increased|rises|gets raised|' +
    'gets increased|is hiked|puts up|put up|bumps up|bumps|increase|is upped|ups|hikes|' +
    'is bumped up|has been raised|has gone up|gets more expensive|becomes more expensive|' +
    'goes higher|is marked up|has risen|was raised|climbs|jumps|price increase|hike|raised|' +
    'going up|gets hiked|goes up in price|gets dearer',
  priceDown:
    'is lowered|lowers|lower|is cut|goes down|go down|decreases|is decreased|falls|is reduced|' +
    'gets reduced|gets lowered|gets cut|reduces|cuts|cut|drops|drop|is dropped|is slashed|' +
    'gets cheaper|becomes cheaper|is marked down|has been cut|has been lowered|has gone down|' +
    'has dropped|drops the price|comes down|is brought down|decrease|has fallen|was lowered|' +
    'was cut|price drop|price cut|lowered|going down|goes down in price|dips|sinks|gets slashed',
  by: 'by|with',
  otherPrice:
    'differs|is different|different|another price|a different price|a wrong price|' +
    'the wrong price|is wrong|wrong price|differs from ours|is different from ours|' +
    'is different to ours|does not match|doesnt match|mismatch|a mismatch|price mismatch|' +
    'a price mismatch|price mismatches|does not match ours|doesnt match ours|is not ours|' +
    'isnt ours|is not what we set|isnt what we set|shows another price|' +
    'shows another price than ours|shows a different price|shows a different price from ours|' +
    'shows a different price than ours|shows a different price to ours|shows a wrong price|' +
    'shows the wrong price|shows an incorrect price|shows a price that is not ours|' +
    'shows a price that isnt ours|has a different price|has a different price than ours|' +
    'has a different price from ours|has another price than ours|has the wrong price|' +
    'has a wrong price|showing a different price|showing a different price from ours|' +
    'showing a different price than ours|showing another price|showing the wrong price|' +
    'showing a wrong price|does not agree with ours|doesnt agree with ours|deviates|' +
    'deviates from ours|is off|is out of sync|than ours|from ours|to ours|to what we set|' +
    'than what we set|shows another price for|is incorrect|is not the same as ours|' +
    'isnt the same as ours|is not right|isnt right|is listed at a different price|' +
    'is listed at the wrong price|is listed at another price|is at the wrong price|' +
    'displays a different price|displays the wrong price|displays another price|' +
    'does not match our price|doesnt match our price|differs from our price|' +
    'is different from our price|than our price|from our price|doesnt match what we set|' +
    'does not match what we set|sells at a different price|sells at the wrong price|' +
    'sells at a different price than ours|disagrees with ours|disagrees with our price|' +
    'is not our price|isnt our price|than the one we set',
  whatShown:
    'what the shop shows|what the shops show|what a shop shows|what is shown|what it shows|' +
    'what the channel shows|what the listing shows|what the listings show|the shop|the shops|' +
    'what the shop has|what the shop says|what they show|what shops show|the listing|' +
    'the stock shown|the figure shown|the price shown|the one shown|what the site shows|' +
    'what is listed|what is displayed|the shop figure|the channel|the site|shows|show|has',
  otherStock:
    'drifts|drift|drifts from ours|drifts away|stock drift|stock drifts|a stock drift|a drift|' +
    'drift is found|drift is detected|drift on stock|differs|differs from ours|' +
    'is different from ours|is different|is different to ours|is wrong|shows another stock|' +
    'shows another stock than ours|shows a different stock|shows a different stock than ours|' +
    'shows a different stock from ours|shows a different stock level|' +
    'shows a different stock level than ours|shows a different quantity|' +
    'shows a different quantity than ours|shows the wrong stock|shows wrong stock|' +
    'shows a wrong stock|shows the wrong quantity|shows a wrong quantity|shows different stock|' +
    'shows different stock than ours|shows different stock from ours|does not match|' +
    'doesnt match|does not match ours|doesnt match ours|mismatch|a mismatch|stock mismatch|' +
    'a stock mismatch|is out of sync|is out of sync with ours|deviates|deviates from ours|' +
    'than ours|from ours|shows stock that is not ours|has a different stock than ours|' +
    'has different stock than ours|has the wrong stock|shows another quantity|' +
    'shows another quantity than ours|than we have|than our ledger|from our ledger|' +
    'than what we have|from what we have|disagrees with ours|disagrees with our ledger|' +
    'does not agree with ours|shows another stock for|a shop and our ledger differ|' +
    'goes out of sync|gets out of sync|falls out of sync|no longer matches ours|' +
    'no longer matches|shows an incorrect stock|shows an incorrect quantity|is off|' +
    'is incorrect|differs from our ledger|does not match our ledger|doesnt match our ledger|' +
    'differs from our figures|differs from our records|does not match our records|' +
    'doesnt match our records|does not match what we have|doesnt match what we have|' +
    'shows a different stock figure|shows another stock figure|has drifted|is found to drift|' +
    'shows more than we have|inventory drift|to ours',
  listingNoun:
    'listing|listings|the listing|a listing|any listing|one of our listings|the listings|' +
    'all listings|every listing|all the listings|each listing|an offer|offer|offers|the offer|' +
    'a product listing|any of our listings|its listing|its listings|their listings|an item|' +
    'the listing for|the listing of|product listing|the ad|ad|ads|one of our',
  isPaused:
    'is paused|are paused|gets paused|get paused|paused|goes offline|go offline|' +
    'is taken offline|is taken down|is suspended|gets suspended|is deactivated|is disabled|' +
    'gets deactivated|is stopped|is put on pause|has been paused|is delisted|gets delisted|' +
    'is hidden|pauses|is on pause|goes on pause|is unlisted|was paused|gets taken down|' +
    'goes down|is switched off|is halted|being paused|becomes paused|pausing|is made inactive|' +
    'goes inactive|becomes inactive|is turned off',
  updateNoun:
    'update|updates|push|pushes|sync|an update|a push|the sync|the update|stock update|' +
    'price update|a stock update|a price update|any update|any push|synchronization|' +
    'an update of|an update to|a push to|pushing|the push|our update|our updates|' +
    'one of our updates|inventory update|listing update|updating|an update for|stock updates|' +
    'price updates|syncing|change|changes',
  fails:
    'fails|fail|is failing|are failing|keeps failing|keep failing|failing|failed|is given up|' +
    'are given up|gets given up|is rejected|are rejected|gets rejected|is refused|are refused|' +
    'refuses|rejects|refuses an update|rejects an update|refuses our update|rejects our update|' +
    'refuses a push|rejects a push|does not go through|doesnt go through|do not go through|' +
    'cannot be pushed|cant be pushed|cannot be updated|cant be updated|cannot be delivered|' +
    'errors|errors out|ends up in the dead letters|is parked|are parked|gets parked|' +
    'dead letter|a dead letter|dead letters|lands in the dead letters|becomes a dead letter|' +
    'goes to the dead letters|could not be delivered|could not be pushed|is dropped|' +
    'is not accepted|isnt accepted|is not accepted by|does not accept|doesnt accept|' +
    'does not accept an update|doesnt accept an update|does not accept our update|' +
    'gives an error|returns an error|is stuck|gets stuck|has failed|have failed|is turned down|' +
    'declines an update|turns down an update|push failure|a push failure|update failure|' +
    'an update failure|sync failure|a sync failure|sync error|a sync error|a failed push|' +
    'a failed update|failed push|failed update|failed updates|failed pushes|' +
    'does not take our update|wont take our update|wont accept our update|' +
    'wont accept an update|wont take an update|cannot be sent|cant be sent|goes wrong|' +
    'rejects a change|refuses a change|breaks|broke|is unsuccessful',
  lag:
    'is out of sync|out of sync|are out of sync|syncing|the syncing|syncing to|sync to|' +
    'updates to|the sync to|pushing to|pushes to|updating|sync lag|lag|lags|lagging|is lagging|' +
    'lags behind|is lagging behind|is behind|behind|falls behind|runs behind|delay|delays|' +
    'delayed|is delayed|are delayed|the lag|updates are delayed|an update is delayed|' +
    'updates take|an update takes|an update waits|update waits|waits|waiting|has been waiting|' +
    'is waiting|an update has been waiting|updates have been waiting|takes|take|to update|' +
    'syncing takes|sync takes|the sync takes|the sync lag|an update is waiting|updates lag|' +
    'updates lag behind|update lag|the delay|sync delay|updates|update|late|is late|are late|' +
    'stuck|is stuck|in syncing|sync is delayed|is out of date|a sync lag|the update lag|' +
    'has a sync lag|has a lag|gets behind|updates are late|an update is late|updates wait|' +
    'to sync|sync|is slow|trails|trails by|pushes wait|pushes are delayed|a push waits|' +
    'a push takes|a push is delayed|a push has been waiting|the oldest update has been waiting|' +
    'the oldest update waits|has been pending|is pending|pending|an update is pending|' +
    'an update has been pending|sync lags|the sync lags|sync is behind|the sync is behind|' +
    'is not updated|goes without an update|has not been updated|hasnt been updated',
  longerThan:
    'longer than|for longer than|more than|for more than|over|for over|by more than|' +
    'slower than|later than|exceeds|exceeding|above',
  anyShop:
    'a shop|any shop|one of our shops|any of our shops|a channel|any channel|one of the shops|' +
    'one of our channels|a store|any store|some shop|a marketplace|any marketplace|' +
    'one of our stores|a sales channel|any account|an account|our shops|the shops|the shop|' +
    'any of the shops|one of my shops|any one shop|a connected shop|shops|any sales channel|' +
    'whichever shop|any connected shop|any of the channels|in any shop|on any shop|in a shop|' +
    'on a shop|channels|all shops',
  thoseOnes:
    'those|the ones|ones|orders|those orders|the orders|any|anything|ones that are|' +
    'those that are|the ones that are|orders that are',
  holdsAll:
    'has|have|contains|contain|includes|include|containing|including|with|that has|' +
    'that contains|that includes|which has|which contains|which includes|that contain|' +
    'that include|holds|has both|contains both|with both|includes both|it has|it contains',
};
