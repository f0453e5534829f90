/**
 * The query of a list, held to the parameter tables of the reference: a stranger is refused, not
 * ignored.
 */

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export interface PageQuery {
  readonly page: number;
  readonly perPage: number;
  readonly offset: number;
  readonly include: ReadonlySet<string> | null;
  readonly fields: ReadonlySet<string> | null;
}

export interface OrderQuery extends PageQuery {
  readonly modifiedAfterMs: number;
  readonly status: 'any' | 'trash';
}

const PER_PAGE_USUAL = 10;
const PER_PAGE_MAX = 100;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

function invalid(parameter: string): Problem {
  const message = `Invalid parameter(s): ${parameter}`;
  return { status: 400, code: 'rest_invalid_param', message };
}

export function readPageQuery(
  query: URLSearchParams,
  allowed: readonly string[],
): PageQuery | Problem {
  const stranger = [...query.keys()].find((name) => !allowed.includes(name));
  if (stranger !== undefined) return invalid(stranger);
  const page = whole(query, { name: 'page', usual: 1, min: 1, max: 1_000_000 });
  const perPage = whole(query, {
    name: 'per_page',
    usual: PER_PAGE_USUAL,
    min: 1,
    max: PER_PAGE_MAX,
  });
  const offset = whole(query, { name: 'offset', usual: 0, min: 0, max: 1_000_000 });
  if (page === null) return invalid('page');
  if (perPage === null) return invalid('per_page');
  if (offset === null) return invalid('offset');
  const include = list(query, 'include');
  if (include && [...include].some((id) => !/^\d+$/.test(id))) return invalid('include');
  return { page, perPage, offset, include, fields: list(query, '_fields') };
}

const ORDER_PARAMETERS: readonly string[] = [
  '_fields',
  'per_page',
  'offset',
  'modified_after',
  'dates_are_gmt',
  'order',
  'orderby',
  'status',
];

export function readOrderQuery(query: URLSearchParams): OrderQuery | Problem {
  const read = readPageQuery(query, ORDER_PARAMETERS);
  if ('code' in read) return read;
  const after = query.get('modified_after') ?? '';
  // A zone would be turned into the site's own time; without dates_are_gmt the site's own time is
  // meant.
  if (!LOCAL_TIME.test(after)) return invalid('modified_after');
  if (query.get('dates_are_gmt') !== 'true') return invalid('dates_are_gmt');
  if (query.get('orderby') !== 'modified') return invalid('orderby');
  if (query.get('order') !== 'asc') return invalid('order');
  const status = query.get('status') ?? 'any';
  if (status !== 'any' && status !== 'trash') return invalid('status');
  return { ...read, modifiedAfterMs: Date.parse(`${after}Z`), status };
}

function whole(
  query: URLSearchParams,
  o: { name: string; usual: number; min: number; max: number },
): number | null {
  const text = query.get(o.name);
  if (text === null) return o.usual;
  if (!/^\d{1,7}$/.test(text)) return null;
  const value = Number.parseInt(text, 10);
  return value < o.min || value > o.max ? null : value;
}

function list(query: URLSearchParams, name: string): ReadonlySet<string> | null {
  const text = query.get(name);
  return text === null ? null : new Set(text.split(','));
}
