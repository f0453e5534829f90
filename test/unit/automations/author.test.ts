import { describe, expect, test } from 'vitest';
import { amendProposal } from '../../../automations/author/amend-proposal.ts';
import { type Gated, gate } from '../../../automations/author/gate.ts';
import { isLikelyRule } from '../../../automations/author/is-likely-rule.ts';
import { readProposal } from '../../../automations/author/read-proposal.ts';
import { plainNames } from '../../../automations/render/rule-names.ts';
import { sayRule } from '../../../automations/render/sentence.ts';
import { createAuthorNames } from '../../support/author-names.ts';

const names = createAuthorNames();
const MISSION =
  'When stock drops below 10 units on any SKU, send a Slack notification to the warehouse team';

/** What became of a text: the rule in the product's own words, or why there is none. */
function outcome(text: string): string {
  const read = readProposal(text, names);
  return read.kind === 'proposal' ? describeGated(gate(read, names)) : read.kind;
}

function describeGated(gated: Gated): string {
  if (gated.kind === 'rule') return sayRule(gated.rule, plainNames(names));
  return gated.kind === 'question' ? `? ${gated.about}` : `refused: ${gated.why}`;
}

test('the first sentence of the product is read, and its names are the seller’s own', () => {
  expect(isLikelyRule(MISSION)).toBe(true);
  expect(outcome(MISSION)).toBe(
    'When available stock of any SKU drops below 10, send a Slack message to the warehouse team.',
  );
});

const READ: Readonly<Record<string, string>> = {
  'tell me when HOODIE-M gets to less than 8':
    'When available stock of HOODIE-M drops below 8, tell me.',
  'if on-hand stock of CAP-01 drops to 3, tell the managers':
    'When stock on hand of CAP-01 drops to 3 or less, tell all managers.',
  'alert #packing when there are fewer than 6 blue mugs left at the Delhi warehouse':
    'When available stock of MUG-BLUE in DEL drops below 6, tell the team packing.',
  'let me know if TEE-S is back up to at least 100':
    'When available stock of TEE-S rises to 100 or more, tell me.',
  'only 3 red mugs left → message Ravi':
    'When available stock of MUG-RED drops to 3 or less, tell Ravi.',
  'once any hoodie is sold out, notify Asha and Ravi':
    'When any SKU in the category hoodies runs out of stock, tell Asha, and tell Ravi.',
  'tell me when any SKU except HOODIE-M drops below 5':
    'When available stock of any SKU drops below 5, unless the SKU is HOODIE-M, tell me.',
  'tell Asha about each order from Etsy worth at least ₹2,500':
    'When an order arrives from etsy, if the order is worth ₹2,500 or more, tell Asha.',
  'when an order is over ₹10,000 or has more than 20 items, tell me':
    'When an order arrives, if the order is worth more than ₹10,000 or the order has more than ' +
    '20 units, tell me.',
  'when a customer cancels an order on Etsy, tell Asha':
    'When an order from etsy is cancelled, tell Asha.',
  'if more than 20 HOODIE-M are sold in an hour, tell me':
    'When 21 or more units of HOODIE-M are sold within 1 hour, tell me.',
  'when MUG-RED will last less than 5 days, reorder 50 units':
    'When MUG-RED has less than 5 days of cover, draft a purchase order for 50 units of that SKU.',
  'notify me if a price drops by 20% or more':
    'When the price of any SKU falls by 20% or more, tell me.',
  'If the sync lag of the web shop exceeds 30 seconds, ping me on Slack':
    'When web is more than 30 seconds behind, send a Slack message to me.',
  'every weekday at 9 send me the stock report on Telegram':
    'Every weekday at 09:00, send the stock report to me on Telegram.',
  'every day at 14:00 UTC send me the report':
    "Every day at 19:30, send today's sales report to me.",
  'every night at 11 message the warehouse team "doors"':
    'Every day at 23:00, tell the warehouse team, saying "doors".',
  'On the first of every month at 10:00 send the monthly report to the owner':
    'On the 1st of every month at 10:00, send the sales report of the last 30 days to all owners.',
  'when MUG-BLUE in Mumbai goes below 10 transfer 15 units from Delhi':
    'When available stock of MUG-BLUE in MUM drops below 10, move 15 units of that SKU from DEL ' +
    'to MUM.',
  'pause HOODIE-M on the web shop when available is 2 or less':
    'When available stock of HOODIE-M drops to 2 or less, pause HOODIE-M on web.',
  'when stock falls below 10 on weekdays between 9 and 6, tell me':
    'When available stock of any SKU drops below 10, tell me. Only on weekdays between 09:00 and ' +
    '18:00.',
  'when stock drops below 10 tell me at most once every 2 hours per SKU':
    'When available stock of any SKU drops below 10, tell me. At most once every 2 hours.',
  'the next time HOODIE-M sells out, tell me':
    'When HOODIE-M runs out of stock, tell me. Only once.',
  'jab kisi bhi SKU ka stock 10 se kam ho, mujhe batao':
    'When available stock of any SKU drops below 10, tell me.',
  'jab bhi 5000 se upar ka order aaye mujhe telegram pe batao':
    'When an order arrives, if the order is worth more than ₹5,000, send a Telegram message to me.',
  'agar order 3000 se zyada ka ho aur amazon ka na ho to mujhe batao':
    'When an order arrives, if the order is worth more than ₹3,000 and it is not on amazon, tell me.',
  'HOODIE-M khatam ho jaye to Etsy pe pause kar do aur Asha ko batao':
    'When HOODIE-M runs out of stock, pause that SKU on etsy, and tell Asha.',
  'avísame cuando queden menos de 10 de TEE-S':
    'When available stock of TEE-S drops below 10, tell me.',
  'हर रोज़ सुबह 9 बजे मुझे स्टॉक रिपोर्ट भेजो': 'Every day at 09:00, send the stock report to me.',
  'every morning at 8 tell me which items are low':
    'Every day at 08:00, send the low stock report to me.',
  "when MUG-BLUE hasn't sold in three weeks knock 15% off it":
    'When MUG-BLUE has not sold for 21 days, lower the price of that SKU by 15%.',
  'every Monday at 8 send the low stock list to the warehouse team':
    'Every Monday at 08:00, send the low stock report to the warehouse team.',
  'create an automation that tells me when an order above 1000 arrives':
    'When an order arrives, if the order is worth more than ₹1,000, tell me.',
  'It would be really helpful if Asha got a Slack message every time TEE-S drops below 5.':
    'When available stock of TEE-S drops below 5, send a Slack message to Asha.',
  'if we’re down to our last 5 HOODIE-M tell me':
    'When available stock of HOODIE-M drops to 5 or less, tell me.',
  'anything in the summer tag gets below 12 pcs in Delhi, tell me':
    'When available stock of any SKU tagged summer in DEL drops below 12, tell me.',
  'when stock of CAP-01 rises above 200 tell me it’s overstocked':
    'When available stock of CAP-01 rises above 200, tell me, saying "it’s overstocked".',
  'remind me every Friday at 5pm to count the mugs':
    'Every Friday at 17:00, tell me, saying "count the mugs".',
  'when an order is cancelled ask Ravi to call the customer':
    'When an order is cancelled, create a task "call the customer" for Ravi.',
  'put HOODIE-M back on sale in all shops when it is back in stock':
    'When HOODIE-M is back in stock, resume HOODIE-M in every shop.',
  'low stock alert at 8 for mugs to Asha':
    'When available stock of any SKU in the category mugs drops to 8 or less, tell Asha.',
  'a weekly summary on Mondays at 9 to Asha':
    'Every Monday at 09:00, send the sales report of the last 7 days to Asha.',
  'Set up a daily summary at 8am to me': "Every day at 08:00, send today's sales report to me.",
  'if syncing to Amazon falls behind by 2 minutes tell me':
    'When amazon is more than 2 minutes behind, tell me.',
  'if nothing of TEE-S sells for 2 weeks, lower its price by 15 percent on Etsy':
    'When TEE-S has not sold for 14 days, lower the price of that SKU on etsy by 15%.',
  'when sales of MUG-RED hit 30 in a day tell me':
    'When 30 or more units of MUG-RED are sold within 1 day, tell me.',
  'when an order has 10 items or more tell me':
    'When an order arrives, if the order has 10 or more units, tell me.',
  'when a price goes up by more than 10% tell me':
    'When the price of any SKU rises by 11% or more, tell me.',
  'When stock isn’t at least 10 tell me':
    'When available stock of any SKU drops below 10, tell me.',
  'In Delhi, if TEE-S goes below 8, move 10 from Mumbai':
    'When available stock of TEE-S in DEL drops below 8, move 10 units of that SKU from MUM to DEL.',
  'warn us in #packing if any fragile item has under 3 left':
    'When available stock of any SKU tagged fragile drops below 3, tell the team packing.',
  'Physical stock (on hand) of HOODIE-M hits 480 or lower: tell packing':
    'When stock on hand of HOODIE-M drops to 480 or less, tell the team packing.',
  'tell me about anything with the summer tag: whenever one of those sinks below 90':
    'When available stock of any SKU tagged summer drops below 90, tell me.',
  'orders shipping outside Spain: tell management':
    'When an order arrives, unless the order goes to Spain, tell all managers.',
  'twice a day, 11:00 and 17:00, message me saying check the returns shelf':
    'Every day at 11:00 and 17:00, tell me, saying "check the returns shelf".',
  'When MUG-RED < 450:\n1) tell Asha\n2) draft a purchase order for 120 of it':
    'When available stock of MUG-RED drops below 450, tell Asha, and draft a purchase order for ' +
    '120 units of that SKU.',
  'an order that we cannot fully cover from stock should be reported in #packing':
    'When an order cannot be covered, tell the team packing.',
  'when an order has MUG-RED and TEE-S tell me':
    'When an order arrives, if the SKU is MUG-RED and the SKU is TEE-S, tell me.',
  'put the price of TEE-S up by 5% when it goes below 10':
    'When available stock of TEE-S drops below 10, raise the price of TEE-S by 5%.',
  'the manager ought to be kept posted when MUG-RED sells out':
    'When MUG-RED runs out of stock, tell all managers.',
  'fragile tag wale saare products pe nazar rakho, 10 ya kam ho to mujhe bolo':
    'When available stock of any SKU tagged fragile drops to 10 or less, tell me.',
  'MUG-RED 5 se kam hua to mujhe aur Asha ko batao':
    'When available stock of MUG-RED drops below 5, tell me, and tell Asha.',
  'on Mon, Tue, Wed, Thu and Sat at 9 send me the report':
    'Every Monday, Tuesday, Wednesday, Thursday and Saturday at 09:00, ' +
    "send today's sales report to me.",
};

describe('sentences that are rules', () => {
  test.each(Object.entries(READ))('“%s” is read as it was meant', (text, said) => {
    expect(isLikelyRule(text)).toBe(true);
    expect(outcome(text)).toBe(said);
  });

  test('what is read back is read as the same rule', () => {
    for (const said of Object.values(READ)) expect(outcome(said)).toBe(said);
  });
});

describe('no rule is made of a text that is not wholly one', () => {
  const NONE = [
    "don't notify me when stock drops below 10",
    'never pause HOODIE-M when it sells out',
    'what happens when stock drops below 10?',
    'should I be told when stock drops below 10?',
    'when does HOODIE-M sell out?',
    'when stock dropped below 10 yesterday I told Asha',
    'he said "when stock drops below 10 tell me"',
    'when stock drops below 10 tell me unless the moon is full',
    'when stock drops below 10 tell me every time it rains',
    'when stock drops below -5 tell me',
    'when stock drops below 2.5 tell me',
    'tell Ravi that stock is below 10',
    'if an order has at least 3 hoodies tell Asha',
    'when stock drops below 10 wait 30 minutes then tell me',
    'when stock drops below 10 tell me or Asha',
    "take HOODIE-M off Etsy once it's below 3 and put it back on when it's above 10",
    'pause HOODIE-M if it drops below 3 and resume it if it is above 10',
    'mujhe mat batao jab stock 10 se kam ho',
    'an order over 5000 from Germany or over 3000 from France comes in: tell me',
    'every other Tuesday send me the report',
    'every day at 25:00 send me the report',
    'every 45 minutes send me the report',
    'when an order over $5,000 comes in tell me',
    'when HOODIE-M drops below 10 or an order is cancelled, tell me',
    'when MUG-RED drops below 3 put it on Etsy',
    'Alert me when more than 3 orders are cancelled',
    'when all mugs are below 5 tell me',
    'when TEE-S sells out tell Ravi to check the shelf on Monday',
    'when TEE-S sells out make a task for Ravi tomorrow',
    'when a big order arrives tell me',
    'every weekday starting Monday at 9 send me the report',
    'let me know when MUG-RED is below 6 sticks',
    'tell me once a week if MUG-RED is below 20',
    'when TEE-S drops below 5 tell Ravi, otherwise tell Asha',
    'pause HOODIE-M in every shop on Etsy when available is 2 or less',
    'when HOODIE-M does not drop below 10 tell me',
    'cuando el stock de HOODIE-M no baje de 5, avísame',
  ];
  test.each(NONE)('“%s” makes no rule', (text) => {
    expect(['unclear', 'not-a-rule']).toContain(outcome(text));
  });
});

describe('what is open is asked, and never guessed', () => {
  const ASKED: Readonly<Record<string, string>> = {
    'when a black hoodie drops below 5 tell me': '? Which SKU do you mean by “black hoodie”?',
    'when HOODIE-M drops below 5 in Pune tell me':
      '? There is no location “Pune”. Which one do you mean?',
    'when HOODIE-XXL drops below 5 tell me': 'refused: There is no SKU “HOODIE-XXL”.',
    'WhatsApp me when stock drops below 5':
      '? WhatsApp is not connected here. Which one do you mean?',
    'when stock drops below 5 tell the warehouse team on Telegram':
      '? The warehouse team is a chat on Slack, and not on Telegram. Who shall be told?',
    'when stock drops below 5 tell the packing team on Telegram':
      'When available stock of any SKU drops below 5, send a Telegram message to the team packing.',
    'when stock drops below 5 email me':
      '? Nothing can be sent by email from here. Which one do you mean?',
    'when MUG-RED drops below 5 send an SMS to Asha':
      '? Nothing can be sent by SMS from here. Which one do you mean?',
    'every day at 6 send me the report': '? In the morning, or in the evening?',
    'every weekday at 9am London time send me the report':
      '? The clocks there are changed in spring and autumn, and a rule keeps to the shop’s own. ' +
      'Which of these times, on the shop’s clock?',
    'as soon as CAP-01 runs out anywhere tell me':
      '? A rule watches one place, or all of them together. Which one do you mean?',
    'when stock drops below 10 on any SKU in Mumbai or Delhi tell me':
      '? A rule watches one place, or all of them together. Which one do you mean?',
    'tell Ravi to recount the mugs when stock drops below 5':
      '? This can be read in several ways. Which one do you mean?',
    'jab bhi HOODIE-M ka stock 5 se kam ho jaye, Asha ko WhatsApp karo':
      '? WhatsApp is not connected here. Which one do you mean?',
    'when TEE-S sells out call https://10.0.0.7/out':
      'refused: A rule may call only an address of the public internet, by its name.',
  };
  test.each(Object.entries(ASKED))('“%s” is asked about or refused', (text, asked) => {
    expect(outcome(text)).toBe(asked);
  });

  test('a chat that is asked for elsewhere may be told where it is, or its people where it was said', () => {
    const read = readProposal('when stock drops below 5 tell #warehouse on Telegram', names);
    const gated = read.kind === 'proposal' ? gate(read, names) : null;
    const options = gated?.kind === 'question' ? gated.options : [];
    expect(
      options.map(({ label, rule }) => [label, describeGated(gate({ proposal: rule }, names))]),
    ).toEqual(
      [
        ['warehouse team on Slack', 'send a Slack message to the warehouse team'],
        ['All warehouse staff on Telegram', 'send a Telegram message to all warehouse staff'],
        ['Me on Telegram', 'send a Telegram message to me'],
      ].map(([label, said]) => [label, `When available stock of any SKU drops below 5, ${said}.`]),
    );
  });
});

describe('why nothing is made of a text, and not of some word of it as a name', () => {
  const REASONS: Readonly<Record<string, RegExp>> = {
    'every day at 25:00 send me a report': /no such time of day/,
    'when stock drops below -5 tell me': /never below 0/,
    'when hoodie stock is low tell me': /below how many units/,
    'tell me when MUG-RED is nearly out': /below how many units/,
    "Don't tell me when stock is low": /cannot say what not to do/,
    'alert me': /what has to happen/,
    'when stock drops below 10': /what is to be done/,
    'when stock drops below 10 tell me, no more than twice a day': /at most once/,
    'when an order arrives POST to http://10.0.0.5/hook': /https address/,
    'every day at 9 send me top movers report': /these reports/,
    'when on hand of CAP-01 changes tell me': /crosses a level/,
    'when TEE-S drops below 10 until the moon is full tell me': /could not read “until the moon/,
    'when two mugs are below 5 tell me': /could not/,
    'tell me when TEE-S < 5 and when MUG-RED < 3': /two rules/,
    'when all mugs are below 5 tell me': /by itself/,
  };
  test.each(Object.entries(REASONS))('“%s” is answered with a reason', (text, why) => {
    const read = readProposal(text, names);
    expect(read.kind === 'unclear' ? read.why : outcome(text)).toMatch(why);
  });
});

describe('a rule is changed by saying what is wrong with it', () => {
  const CHANGES: readonly (readonly [string, string])[] = [
    [
      'no, 15, and only in Mumbai',
      'When available stock of any SKU in MUM drops below 15, tell me.',
    ],
    ['make it 20', 'When available stock of any SKU drops below 20, tell me.'],
    ['10 or less', 'When available stock of any SKU drops to 10 or less, tell me.'],
    [
      'also tell Asha on Slack',
      'When available stock of any SKU drops below 10, tell me, and send a Slack message to Asha.',
    ],
    ['tell Asha instead', 'When available stock of any SKU drops below 10, tell Asha.'],
    [
      'only on weekdays, at most once an hour',
      'When available stock of any SKU drops below 10, tell me. At most once every hour. Only on ' +
        'weekdays.',
    ],
    ['nahi, 12', 'When available stock of any SKU drops below 12, tell me.'],
  ];
  test.each(CHANGES)('“%s” changes that and nothing else', (text, said) => {
    const rule = readProposal('when stock drops below 10 on any SKU, tell me', names);
    if (rule.kind !== 'proposal') throw new Error('The rule was not read.');
    const read = amendProposal(rule.proposal, text, names);
    expect(read.kind === 'proposal' ? describeGated(gate(read, names)) : read.kind).toBe(said);
  });
});
