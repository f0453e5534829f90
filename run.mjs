// Starts a program of this project on the Node it was made for, whatever Node the system has.
//   node run.mjs bots/main.ts …        run a file
//   node run.mjs --bin vitest run …    run a tool of node_modules
// The platform packages carry the binary. npm 10 does not always link it into node_modules/.bin,
// so it is looked up here instead of by PATH.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(root, 'node_modules');
const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

function say(line) {
  process.stderr.write(`${line}\n`);
}

function pinnedNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return [`node-${platform}`, `node-bin-${platform}`]
    .map((name) => path.join(modules, name, 'bin', file))
    .find((candidate) => existsSync(candidate));
}

function systemNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const runsTypeScript = major > 22 || (major === 22 && minor >= 18);
  return runsTypeScript ? process.execPath : undefined;
}

// The tool's own script is started, not the shell wrapper in .bin: that one differs by platform.
function scriptOf(bin) {
  const packageName = { tsc: 'typescript', biome: '@biomejs/biome' }[bin] ?? bin;
  const folder = path.join(modules, packageName);
  if (!existsSync(folder)) return undefined;
  const declared = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).bin;
  return path.join(folder, typeof declared === 'string' ? declared : declared[bin]);
}

const node = pinnedNode() ?? systemNode();
const given = process.argv.slice(2);
const script = given[0] === '--bin' ? scriptOf(given[1]) : given[0];
if (!existsSync(modules)) {
  say('The packages are not installed yet. Run "npm ci" in the project folder, then try again.');
  process.exit(1);
}
if (!node) {
  say(
    `Node ${process.versions.node} is too old and no packaged Node for ${platform} is installed. ` +
      'Run "npm ci" without --omit=optional, or install Node 24.',
  );
  process.exit(1);
}
if (!script) {
  say(
    'Say what to run: node run.mjs <file> [arguments], or node run.mjs --bin <tool> [arguments].',
  );
  process.exit(1);
}

const rest = given.slice(given[0] === '--bin' ? 2 : 1);
const searchPath = `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`;
// Settings of a file .env beside this one; what is set in the environment itself goes first.
const envFile = path.join(root, '.env');
const hasSettings = given[0] !== '--bin' && existsSync(envFile);
const settings = hasSettings ? [`--env-file=${envFile}`] : [];
const child = spawn(node, [...settings, script, ...rest], {
  stdio: 'inherit',
  env: { ...process.env, PATH: searchPath },
});
// In a terminal the program also gets these from the terminal itself, so it may see them twice.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  say(`${node} did not start (${error.message}). Run "npm ci" again.`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1));
});
