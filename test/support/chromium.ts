import { existsSync } from 'node:fs';

export const CHROMIUM_PATH = process.env.CHROMIUM_PATH || '/usr/bin/chromium';

/** The reason why tests in a browser cannot run here, or undefined when they can. */
export function whyNoChromium(): string | undefined {
  if (existsSync(CHROMIUM_PATH)) return undefined;
  return `there is no ${CHROMIUM_PATH} (.ci/run installs it)`;
}
