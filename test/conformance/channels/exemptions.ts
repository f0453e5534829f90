/**
 * Promises that a channel cannot keep, each with the reason. The suite runs them all the same and expects them to fail,
 * so an exemption that is no longer needed is found.
 */
export interface Exemption {
  readonly channel: string;
  /** The exact name of the promise. */
  readonly promise: string;
  /** Why the shop's API leaves no other way, and what covers the gap. */
  readonly reason: string;
}

export const exemptions: readonly Exemption[] = [];
