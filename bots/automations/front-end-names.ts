/** The front-ends that a rule may name, whether or not they are connected. */
export interface FrontEndName {
  readonly id: string;
  readonly title: string;
  /** What else people call it. */
  readonly alsoCalled: readonly string[];
  /** Somebody can be reached there now. */
  readonly isOn: boolean;
}
