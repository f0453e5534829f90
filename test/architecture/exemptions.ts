// What may break a rule, and why. An exemption that is no longer needed fails the tests too.

export type Exemption = { file: string; because: string };

export const exemptions = {
  clock: [],
  environment: [],
  sql: [],
  sizes: [{ file: 'test/support/open-intake.ts', because: 'builds one stage, from the ground up' }],
  channelNames: [],
  fileNames: [],
} as const satisfies Record<string, readonly Exemption[]>;

export type Rule = keyof typeof exemptions;

/**
 * Takes the exempted files out of the findings. An exemption that hides nothing is reported, so
 * the list can only shrink by itself.
 */
export function withoutExempted(rule: Rule, findings: readonly string[]): string[] {
  const list: readonly Exemption[] = exemptions[rule];
  const isOf = (finding: string, { file }: Exemption) => finding.startsWith(`${file}:`);
  const left = findings.filter((finding) => !list.some((exemption) => isOf(finding, exemption)));
  const idle = list.filter((exemption) => !findings.some((finding) => isOf(finding, exemption)));
  return [...left, ...idle.map(({ file }) => `${file} needs no exemption from "${rule}" any more`)];
}
