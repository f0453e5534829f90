// Which attachments are fetched at all: tables, of a size that a seller's catalogue can have.

export const FILE_BYTES_MAX = 1_048_576;

const TABLE_TYPES = new Set([
  'text/csv',
  'text/plain',
  'text/comma-separated-values',
  'application/csv',
  'application/vnd.ms-excel',
]);
const TABLE_NAME = /\.(csv|tsv|txt)$/i;

export function isAcceptedFile(o: { name: string; mediaType: string }): boolean {
  const [type = ''] = o.mediaType.toLowerCase().split(';');
  return TABLE_NAME.test(o.name) && (TABLE_TYPES.has(type.trim()) || type.startsWith('text/'));
}
