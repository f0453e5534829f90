/**
 * Words with places to fill. The places are a closed list and a value is put in as it is: nothing
 * in a title is ever read as a place or a command. Renderers of front-ends escape the result.
 */
export const TEMPLATE_PLACES = [
  'sku',
  'title',
  'available',
  'onHand',
  'location',
  'account',
  'order',
  'units',
  'value',
  'time',
] as const;
export type TemplatePlace = (typeof TEMPLATE_PLACES)[number];
export type TemplateValues = Readonly<Record<TemplatePlace, string | null>>;

const PLACE = /\{([^{}]*)\}/g;
const NONE = '–';

function isPlace(text: string): text is TemplatePlace {
  return TEMPLATE_PLACES.some((place) => place === text);
}

export function fillTemplate(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (whole, place: string) =>
    isPlace(place) ? (values[place] ?? NONE) : whole,
  );
}

export function placesOf(template: string): {
  readonly places: readonly TemplatePlace[];
  /** What stands in braces and is no place. */
  readonly unknown: readonly string[];
} {
  const found = [...template.matchAll(PLACE)].map(([, place = '']) => place);
  return { places: found.filter(isPlace), unknown: found.filter((each) => !isPlace(each)) };
}
