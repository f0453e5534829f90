/** The check bytes of a QR code (Reed and Solomon, over 256 elements), and how blocks are mixed. */

const FIELD = 0x11d;

const EXPONENTS: number[] = [];
const LOGARITHMS: number[] = [];
for (let power = 0, value = 1; power < 255; power += 1) {
  EXPONENTS[power] = value;
  LOGARITHMS[value] = power;
  value = value < 128 ? value * 2 : (value * 2) ^ FIELD;
}

function multiply(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return EXPONENTS[((LOGARITHMS[a] ?? 0) + (LOGARITHMS[b] ?? 0)) % 255] ?? 0;
}

/** Product of (x − 2^i), highest power first and left out. */
function generatorOf(degree: number): number[] {
  let factors = [1];
  for (let root = 0; root < degree; root += 1) {
    const scale = EXPONENTS[root] ?? 1;
    const next = [...factors, 0];
    for (const [at, factor] of factors.entries()) {
      next[at + 1] = (next[at + 1] ?? 0) ^ multiply(factor, scale);
    }
    factors = next;
  }
  return factors.slice(1);
}

function remainderOf(data: readonly number[], generator: readonly number[]): number[] {
  const rest = [...data, ...generator.map(() => 0)];
  for (let at = 0; at < data.length; at += 1) {
    const lead = rest[at] ?? 0;
    for (const [offset, factor] of generator.entries()) {
      const place = at + 1 + offset;
      rest[place] = (rest[place] ?? 0) ^ multiply(factor, lead);
    }
  }
  return rest.slice(data.length);
}

/** The data in blocks, the shorter ones first, each with its check bytes; read across. */
export function addRemainders(
  data: readonly number[],
  o: { blocks: number; checkBytes: number },
): number[] {
  const shortLength = Math.floor(data.length / o.blocks);
  const longCount = data.length % o.blocks;
  const generator = generatorOf(o.checkBytes);
  let from = 0;
  const blocks = Array.from({ length: o.blocks }, (_, index) => {
    const length = shortLength + (index >= o.blocks - longCount ? 1 : 0);
    const block = data.slice(from, from + length);
    from += length;
    return { block, check: remainderOf(block, generator) };
  });
  return [...across(blocks.map(({ block }) => block)), ...across(blocks.map(({ check }) => check))];
}

function across(lists: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => at).flatMap((at) =>
    lists.flatMap((list) => (at < list.length ? [list[at] ?? 0] : [])),
  );
}
