/** Other names of towns that locations are often named after. */
const GROUPS: readonly string[] = [
  'mumbai|bombay|bambai|मुंबई|मुम्बई|बंबई',
  'delhi|new delhi|dilli|nueva delhi|दिल्ली|देहली',
  'bengaluru|bangalore|banglore|bengalore|bangaluru|blr|बेंगलुरु|बैंगलोर|बेंगलूरु|बंगलौर',
  'chennai|madras|चेन्नई',
  'kolkata|calcutta|कोलकाता',
  'pune|poona|पुणे',
  'hyderabad|हैदराबाद',
  'jaipur|जयपुर',
  'ahmedabad|amdavad|अहमदाबाद',
  'surat|सूरत',
  'lucknow|लखनऊ',
  'indore|इंदौर',
  'noida|नोएडा',
  'gurugram|gurgaon|गुरुग्राम|गुड़गांव',
  'goa|गोवा',
  'kochi|cochin|कोच्चि',
  'nagpur|नागपुर',
  'chandigarh|चंडीगढ़',
  'madrid|मैड्रिड',
  'london|londres|लंदन',
  'mexico|ciudad de mexico|cdmx',
  'barcelona|bcn',
  'warehouse|godown|gowdown|almacen|bodega|deposito|गोदाम',
  'shop|store|dukaan|dukan|tienda|दुकान|स्टोर',
];

export const PLACE_WORDS: readonly (readonly string[])[] = GROUPS.map((line) => line.split('|'));
