// How people name who carries a parcel, and under which number; folded.

export const TRACKING_WORDS: ReadonlySet<string> = new Set(
  (
    'tracking track awb docket consignment guia seguimiento rastreo lr ट्रैकिंग trackingno ' +
    'tracking# ' +
    'tracker'
  ).split(' '),
);
export const TRACKING_NOISE: ReadonlySet<string> = new Set(
  'number no id code is hai # : nr num : - = . numero de नंबर , se ka ki से का'.split(' '),
);
export const CARRIER_MARKS: ReadonlySet<string> = new Set(
  'via by with through using por con carrier courier de'.split(' '),
);
export const CARRIERS: ReadonlySet<string> = new Set(
  (
    'delhivery|bluedart|blue dart|dtdc|ekart|xpressbees|xpress bees|india post|indiapost|' +
    'speed post|speedpost|fedex|dhl|ups|usps|shadowfax|ecom express|gati|' +
    'professional courier|' +
    'trackon|seur|correos|correos express|mrw|gls|nacex|royal mail|dpd|evri|hermes|' +
    'estafeta|redpack|porter|dunzo|shiprocket|safexpress|tci|vrl|postnl|aramex'
  ).split('|'),
);

/** With "for" and a name behind them they set units aside. */
export const KEEP_WORDS: ReadonlySet<string> = new Set(
  'keep save leave guarda guardame guardale deja dejame rakh rakho रख रखो rakhna'.split(' '),
);

/** Behind these a reason may stand. */
export const REASON_STARTS: ReadonlySet<string> = new Set(
  ', - – — ( ; . because coz cuz cos since kyunki kyuki kyonki porque क्योंकि as'.split(' '),
);
/** What makes a tail more than a reason. */
export const NO_REASON: ReadonlySet<string> = new Set(
  (
    'kidding jk ignore forget never nevermind wait undo actually mistake oops sorry test not no ' +
    'dont ' +
    'maybe then also and set all every ? everything admin system instructions rules prompt ' +
    'approved approve boss manager owner ceo authorised authorized permission confirmed confirm'
  ).split(' '),
);
