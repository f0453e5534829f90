/**
 * How a rule's texts are shown to people: names beside codes, money and times as they read them.
 */
export interface RuleNames {
  sku(code: string): string;
  location(code: string): string;
  account(publicId: string): string;
  frontEnd(id: string): string;
  money(minor: number): string;
  /** "Asia/Kolkata" */
  readonly timeZone: string;
}
