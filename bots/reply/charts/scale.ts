// From values to places: round steps for an axis, and days that a line of labels has room for.

export interface Scale {
  readonly top: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 5] as const;

/** From 0 to a round figure at or above `max`, in at most `ticksMax` whole steps. */
export function roundScale(max: number, ticksMax = 4): Scale {
  const wanted = Math.max(1, max) / ticksMax;
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  const step = [...STEPS.map((each) => each * magnitude), 10 * magnitude].find(
    (each) => each >= wanted && Number.isInteger(each),
  );
  const size = Math.max(1, Math.ceil(step ?? 1));
  const count = Math.max(1, Math.ceil(max / size));
  return {
    top: count * size,
    ticks: Array.from({ length: count + 1 }, (_, index) => index * size),
  };
}

/** Which of `count` labels are written so that at most `shownMax` are, the last one always. */
export function thinOut(count: number, shownMax: number): (index: number) => boolean {
  const every = Math.max(1, Math.ceil(count / shownMax));
  return (index) => (count - 1 - index) % every === 0;
}
