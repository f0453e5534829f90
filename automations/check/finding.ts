/** What is wrong, or doubtful, with a rule. */
export interface Finding {
  /** refused: it is not saved. warned: it is said, and may be saved. */
  readonly severity: 'refused' | 'warned';
  readonly code:
    | 'never-happens'
    | 'contradiction'
    | 'always-holds'
    | 'no-subject'
    | 'template'
    | 'hours'
    | 'asks'
    | 'nobody'
    | 'loop'
    | 'possible-loop'
    | 'conflict';
  /** A sentence for the one who wrote it. */
  readonly text: string;
  /** Of a loop: the rules in the order in which they set each other off, by id. */
  readonly path?: readonly number[];
}

export function isRefused(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'refused');
}
