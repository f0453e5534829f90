import type { Lexicon } from './lexicon.ts';

/** English words for what a rule does. */
export const englishActs: Lexicon = {
  tell:
    'tell|notify|alert|ping|message|msg|inform|warn|text|dm|contact|update|advise|write to|' +
    'write|reach out to|shout at|nudge|poke|signal|buzz|page|report to|make known to|remind|' +
    'please tell|have someone tell|keep informed|flag to|flag it to|flag it with|hit up|' +
    'loop in|give a heads-up to|give a heads up to|drop a message to|drop a line to|' +
    'drop a note to|send a message to|drop a text to|raise an alert to|raise an alert for|' +
    'raise an alarm to|notification to|alert to|message to|speak to|get in touch with|' +
    'shoot a message to|shout to',
  give:
    'send|give|drop|shoot|post|write|push|deliver|forward|share|issue|fire|send out|fire off|' +
    'raise|trigger|leave|get|put|i get|we get|i should get|i want|i receive|publish|announce|' +
    'broadcast|put up|dispatch|create|make',
  message:
    'message|messages|notification|notifications|alert|alerts|note|heads-up|heads up|headsup|' +
    'warning|text|ping|line|word|notice|update|alarm|reminder|dm|direct message|' +
    'private message|message about it|chat message|shout|signal|msg|a quick message|' +
    'quick message|quick note|short message|low stock alert|low stock warning|stock alert|' +
    'low-stock alert|low-stock warning|out of stock alert|urgent message|urgent alert|' +
    'short note|holler|buzz|posting|post|it|this|that|something',
  let: 'let',
  know: 'know',
  me: 'me|myself|us|i|to me|to us|me personally|just me|only me|me only',
  team:
    'team|group|channel|chat|group chat|crew|room|slack channel|telegram group|whatsapp group|' +
    'guys|folks|people|thread',
  roleTeam: 'team|crew|group|channel|chat|group chat|squad|room',
  saying:
    'saying|that says|which says|with the message|with the text|with message|with text|reading|' +
    'with the words|say|and say|to say|telling them|telling him|telling her|the message|' +
    'that reads|stating|that|with the wording|with this message|with this text|which reads|' +
    'text|message|with the following message|that goes|:',
  lowAlert:
    'low stock alert|low-stock alert|stock alert|low stock warning|low-stock warning|' +
    'low stock notification|low-stock notification|low stock message|alert|notification|' +
    'warning|low inventory alert|inventory alert|reorder alert|stock warning|' +
    'stock notification|low alert|low stock reminder|a stock level alert|stock level alert',
  forTopic:
    'on|watch|keep an eye on|monitor|look at|of|for|as for|when it comes to|regarding|' +
    'concerning|with regard to|about|in the case of|as regards|with respect to|' +
    'on the subject of|speaking of|talking of|re|re:',
  isLow:
    'low|is low|are low|runs low|run low|running low|is running low|gets low|get low|' +
    'getting low|is getting low|goes low|becomes low|is too low|too low|falls low|drops low',
  everyDays: 'daily|every day|every days|each day|everyday|day-end|end of day|end-of-day',
  toDo: 'to|in order to',
  reason:
    'so they can|so that they can|so we can|so that we can|so i can|so that i can|so he can|' +
    'so she can|they need to|we need to|they have to|because they need to|because we need to|' +
    'because i want to|as they need to|as we need to|they must|we have to|i need to|i have to|' +
    'because they have to|because we have to|since they need to|since we need to',
  alertAt: 'at|when at|once at|as soon as at|starting at|from|threshold|at level',
  sayingFree:
    'saying|that says|which says|with the message|with the text|with the words|reading|' +
    'that reads|to say|and say|telling them|with the note|with note|with this text|' +
    'with this message|with text|with message|which reads|stating|say|with the wording|' +
    'saying that|telling them that|telling him that|telling her that|that goes',
  askFor: 'ask|have|get|request|instruct|task|assign|let',
  about:
    'about it|about this|about that|with the details|with details|with the sku|' +
    'with the sku and quantity|with the sku and the quantity|' +
    'with the sku and available quantity|with the quantity|with the remaining quantity|' +
    'with the stock level|so they can reorder|so that they can reorder|so we can reorder|' +
    'so i can reorder|so that i can reorder|so i can restock|so that i can restock|' +
    'so we can restock|so they can restock|of it|of this|of that|to restock|to reorder|' +
    'when it happens|when that happens|if that happens|with the numbers|with the current stock|' +
    'with the sku code|with the product name|with the name and quantity|on it|of the fact|' +
    'with the order number|with order number|with order details|with the order details|' +
    'right then|with the product and the quantity|so that we can restock|' +
    'so that they can restock|so that we can reorder|with the current level|' +
    'with how many are left|there and then',
  noFrontEnd:
    'email|e-mail|mail|sms|discord|microsoft teams|ms teams|signal app|phone|push notification|' +
    'pagerduty|facebook messenger|messenger|instagram|viber|fax',
  noFrontEndMessage:
    'email|e-mail|mail|sms|push notification|text message|fax|phone call|sms message|' +
    'e-mail message|email message|email notification|email alert|sms alert',
  roleOwner:
    'owner|owners|all owners|boss|the owners|proprietor|everyone with the owner role|' +
    'owner role|the owner role',
  roleManager:
    'manager|managers|all managers|every manager|the managers|any manager|management|' +
    'all the managers|all our managers|everybody in the manager role|' +
    'everyone in the manager role|everyone with the manager role|the manager role|manager role',
  roleWarehouse:
    'warehouse|warehouse people|warehouse staff|warehouse guys|warehouse folks|' +
    'everyone in the warehouse|everybody in the warehouse|warehouse workers|warehouse person|' +
    'warehouse crew members|all warehouse people|all warehouse staff|all the warehouse people|' +
    'pickers|godown staff|godown people|everybody in the warehouse role|' +
    'everyone in the warehouse role|all in the warehouse role|everyone with the warehouse role|' +
    'everybody with the warehouse role|people with the warehouse role|the warehouse role|' +
    'warehouse role',
};
