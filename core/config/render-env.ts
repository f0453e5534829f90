import { variables } from './variables.ts';

const HEADER = `# Settings of Shelftalk, all of them optional. Without any, it keeps its own
# Postgres in .data.
# Copy to .env, remove the # of a line to set it. This file is written by: npm run generate:env
`;

/** The text of .env.example. */
export function renderEnvExample(): string {
  const blocks = Object.entries(variables).map(
    ([name, facts]) => `# ${facts.about}\n# Unset: ${facts.unset}.\n#${name}=${facts.example}\n`,
  );
  return [HEADER, ...blocks].join('\n');
}
