import type { Lexicon } from './lexicon.ts';

/** Hindi in Latin letters for what is asked at a desk: reports, files, alerts, people. */
export const HINGLISH_OFFICE: Lexicon['senses'] = {
  report: [
    'hisaab|hisab|kitna becha|kitna bika|kitni bikri hui|bikri kitni hui|kitni sale hui',
    'sale kitni hui|kitni bikri|kya bika|dhandha kaisa|dhanda|dhandha|sale kaisi',
    'business kaisa',
    'kya kya bika|bikri kaisi|sale kya hui|kitna maal bika|kaisa raha|dhandha kaisa raha',
    'kitni sale|bikri kaisi rahi|sale kaisi rahi|kitne bike|kitne beche|kaisi rahi',
    'kitna dhandha hua|dhanda kaisa|kitne order aaye|kaisa gaya|kaisi rahi sale',
  ],
  sales: ['bikri'],
  top: [
    'sabse zyada bikne wala|sabse zyada bikne wale|sabse zyada kya bika|sabse zyada bika',
    'sabse jyada bika|zyada bikne wale|sabse jyada kya bika|sabse jyada bikne wala',
    'sabse jyada bikne wale|tez bikne wale|sabse zyada kya bik raha|sabse zyada|sabse jyada',
    'kya zyada bik raha|zyada kya bik raha|sabse tez|sabse zyada kya bikta',
    'sabse zyada kaun sa bika|sabse zyada konsa bika|kya sabse zyada bika|kya jyada bik raha',
    'sabse zyada kya bik raha hai|kya zyada bik raha hai',
  ],
  deadStock: [
    'nahi bik raha|nahi bik rahe|jo nahi bika|pada hua maal|kya nahi bik raha|nahi bika',
    'nahi bike|jo nahi bik raha|bik nahi raha|bik nahi rahe|kya nahi bika|nhi bik raha',
    'nahi bik rahi|nhi bika|kya nhi bik raha|jo bik nahi raha|kaun sa nahi bik raha',
    'konsa nahi bik raha|nahi bik raha hai|kya nahi bik raha hai|jo nahi bik rahe|dead maal',
    'purana maal',
  ],
  cover: [
    'kitne din chalega|kitne din ka stock|kitne din ka maal|kitne din|kitne din chalenge',
    'kab khatam hoga|kitne din aur|kab tak chalega|kab khatam|kitne din tak|kab tak chalenge',
    'kitne din chalegi|kitne din ka stock hai|kab tak khatam|kab khatam honge|kab khatam hogi',
    'kitne din ka|kitne din aur chalega',
  ],
  lasts: ['chalega|chalenge|chalegi|khatam hoga|khatam honge'],
  chart: ['graph dikhao|chart dikhao|chart banao|graph banao|graph bana do|chart bana do'],
  export: [
    'excel do|csv do|file do|ka excel do|ki csv do|ki file do|export karo|csv bhejo',
    'excel bhejo|csv do|excel mein|csv mein|file bhejo',
    'csv mein do',
  ],
  alerts: ['alert dikhao|alerts dikhao|mere alert|mere alerts|kaunse alert'],
  subscribe: [
    'batana jab|bata dena jab|khabar karna|alert karo|alert kar do|mujhe batana',
    'mujhe bata dena',
    'bol dena|bolna|alert do|alert bhejo|khabar do|alert chahiye|notify karo|alert karna',
    'batana|alert lagao',
    'alert laga do|subscribe karo|mujhe alert karo|mujhe alert do|inform karna',
    'mujhe alert karna|mujhe alert chahiye|mujhe khabar karna|alert set karo',
    'mujhe alert bhejo',
  ],
  unsubscribe: [
    'alert mat bhejo|alert hatao|alert hata do|unsubscribe karo|alert mat bhejna',
    'alert nahi chahiye|alert cancel karo|mat batana|alert mat karo|alerts hatao',
    'alerts hata do',
    'alerts mat bhejo',
  ],
  mute: [
    'chup|chup raho|alert band karo|alerts band karo|alert band kar do|alerts band kar do',
    'mute karo|mute kar do|shaant|shant raho|chup karo|awaz band|alert roko|alerts roko',
    'mute kr do|pareshan mat|chup ho jao|chup kar jao',
  ],
  unmute: [
    'alert chalu karo|alert on karo|alerts on karo|alerts chalu karo|alert chalu kar do',
    'alerts chalu kar do|unmute karo|unmute kar do',
    'bolna shuru|alerts wapas chalu karo|alert wapas chalu karo|alerts phir se chalu karo',
    'wapas bolo',
  ],
  people: [
    'kaun kaun hai|log|team mein kaun|team mein kaun hai|team dikhao|kaun kaun',
    'team me kaun hai',
  ],
  invite: [
    'invite karo|jodo team mein|team mein jodo|team mein lao|bulao|invite kar do|team me jodo',
  ],
  role: ['role badlo|role karo|ka role|ko role'],
  me: [
    'main kaun hoon|mera role|main kaun hu|mera account|mere rights|mein kaun hu',
    'main kon hu',
  ],
  iAm: ['hu|hoon|hun'],
  home: [
    'meri location|mera godown|main hoon|mera ghar|meri jagah|main yahan hoon|meri dukaan',
    'meri dukan|meri home location|mera home|main hu|meri default location',
  ],
  language: [
    'mein baat karo|mein jawab do|bhasha|mein bolo|me baat karo|me jawab do|me bolo|mein likho',
    'boli|mein reply karo|me reply karo|mein bol|mein baat kar|mein jawab dena|mein reply do',
  ],
  askAbove: [
    'se upar pucho|se zyada pe pucho|se zyada par pucho|upar pucho|se jyada pe pucho',
    'se upar puchho|se zyada ho to puchna|se zyada ho to pucho|se upar ho to puchna',
    'se zyada pe puchna',
  ],
  askAlways: ['hamesha pucho|hamesha poocho|har baar pucho|hamesha puchho|har baar puchho'],
};
