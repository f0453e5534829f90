import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

// The program as people start it, with its own Postgres, on folders of its own.
const PROJECT = path.resolve(import.meta.dirname, '../..');
const READY = 'Shelftalk is ready';
const START_MS_MAX = 60_000;
const STOP_MS_MAX = 2_000;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'shelftalk-console-'));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  // Only where a test failed half-way is there anything left.
  for (const child of children.splice(0)) child.kill('SIGTERM');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const children: ChildProcess[] = [];

interface Run {
  readonly child: ChildProcess;
  output(): string;
  until(text: string | RegExp): Promise<void>;
  /** @returns the exit code and how long it took from now */
  ended(): Promise<{ code: number | null; ms: number }>;
}

function start(o: { command: string; args: readonly string[]; stdin: 'pipe' | 'ignore' }): Run {
  const env = {
    ...process.env,
    ...{ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error', NO_COLOR: '1', TERM: 'xterm' },
  };
  const child = spawn(o.command, o.args, { cwd: PROJECT, env, stdio: [o.stdin, 'pipe', 'pipe'] });
  children.push(child);
  let seen = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
    });
  }
  const exit = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return {
    child,
    output: () => seen,
    async until(text) {
      const endMs = performance.now() + START_MS_MAX;
      const isSaid = () => (typeof text === 'string' ? seen.includes(text) : text.test(seen));
      while (!isSaid()) {
        if (performance.now() > endMs) throw new Error(`Never said “${text}”. It said:\n${seen}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async ended() {
      const beganMs = performance.now();
      const code = await exit;
      return { code, ms: performance.now() - beganMs };
    },
  };
}

const launcher = { command: process.execPath, args: ['run.mjs', 'bots/main.ts'] };

/** Processes that still work on our folder: Postgres names it, and so does our own environment. */
function leftOver(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        const isOurs = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DATA_DIR=${folder}`);
        return isOurs || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });
}

async function expectNothingLeft(): Promise<void> {
  const endMs = performance.now() + STOP_MS_MAX;
  while (leftOver().length > 0 && performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(leftOver()).toEqual([]);
}

describe('lines piped into the program', () => {
  test(
    'are answered in their order, and the end of the input ends it, settled',
    async () => {
      const run = start({ ...launcher, stdin: 'pipe' });
      const rule = 'When stock drops below 10 units on any SKU, send a Slack notification to';
      const sold = ['sold 3 hoodie', '2', 'Mumbai', 'stock hoodie-m', 'nonsense'];
      const ruled = [`${rule} the warehouse team`, 'yes', 'sold 7 hoodie-xl in mumbai'];
      const again = ['sold 1 hoodie-xl in mumbai', 'received 4 hoodie-xl in mumbai'];
      const lines = [...sold, ...ruled, ...again, 'sold 3 hoodie-xl in mumbai', 'prove'];
      run.child.stdin?.end(`${lines.join('\n')}\n`);
      const { code } = await run.ended();
      const said = run.output();
      expect(code, said).toBe(0);
      const answers = [
        READY,
        'Which SKU?',
        'Sold from which location?',
        '21  HOODIE-M available in Mumbai',
        '45  HOODIE-M available',
        '“nonsense”',
        'Then send a Slack message to the warehouse team',
        'In the last 30 days it would',
        'Automation 1 is on.',
        'Sold 7 × Fleece hoodie, charcoal, XL.',
        'Slack, #warehouse',
        '9  HOODIE-XL available',
        'Available stock went from 16 to 9.',
        '[Show stock]',
        'Received 4 × Fleece hoodie, charcoal, XL.',
        'Available stock went from 12 to 9.',
        'PASS  10 of 10 promises hold',
      ];
      const places = answers.map((answer) => said.indexOf(answer));
      expect(places, said).toEqual(places.toSorted((a, b) => a - b));
      expect(places[0], said).toBeGreaterThanOrEqual(0);
      expect(said).not.toContain('\u001b');
      // Once per crossing: the sale in between was told to nobody.
      expect(said.match(/Slack, #warehouse/g), said).toHaveLength(2);
      await expectNothingLeft();
    },
    START_MS_MAX * 2,
  );
});

describe('without a terminal and without lines', () => {
  test(
    'it serves, finds its books again, and one SIGTERM ends it',
    async () => {
      const run = start({ ...launcher, stdin: 'ignore' });
      await run.until(READY);
      const origin = /http:\/\/[\d.:]+/.exec(run.output())?.[0];
      const health = await fetch(`${origin}/livez`);
      expect(health.status).toBe(200);
      run.child.kill('SIGTERM');
      const { code, ms } = await run.ended();
      expect(code, run.output()).toBe(0);
      expect(ms).toBeLessThan(STOP_MS_MAX * 2);
      await expectNothingLeft();
    },
    START_MS_MAX * 2,
  );
});

// `script` gives a child a terminal of its own; it is part of every Debian, and of few others.
const hasScript = spawnSync('script', ['--version']).stdout?.toString().includes('util-linux');

describe.skipIf(!hasScript)('at a terminal', () => {
  async function sit(): Promise<Run> {
    const inner = `stty cols 80 rows 40; exec "${process.execPath}" run.mjs bots/main.ts`;
    const run = start({ command: 'script', args: ['-qfec', inner, '/dev/null'], stdin: 'pipe' });
    await run.until('“exit” ends');
    await run.until('› ');
    return run;
  }

  test(
    'it greets with the shop, answers, completes with Tab, and Ctrl-C ends it in two seconds',
    async () => {
      const run = await sit();
      expect(run.output()).toContain('Kala & Co.  20 SKUs, 3 locations, 5 shops');
      run.child.stdin?.write('stock thr\t');
      await run.until('throw-grey');
      run.child.stdin?.write('\r');
      await run.until('THROW-GREY available');
      run.child.stdin?.write('half a line');
      run.child.stdin?.write('\u0003');
      const { ms } = await run.ended();
      expect(ms, run.output()).toBeLessThan(STOP_MS_MAX);
      await expectNothingLeft();
    },
    START_MS_MAX * 2,
  );

  test(
    'an order prints above the line that is being typed, and “exit” ends it in two seconds',
    async () => {
      const run = await sit();
      run.child.stdin?.write('demo on\r');
      await run.until('A buyer comes every few seconds.');
      run.child.stdin?.write('stock towel-s');
      // The notice takes the line's place, and the line is drawn again below it.
      await run.until(/order \S+ from [^\n]*\r\n[^\n]*› [^\n]*stock towel-s/);
      run.child.stdin?.write('and\r');
      await run.until('TOWEL-SAND available');
      run.child.stdin?.write('exit\r');
      const { code, ms } = await run.ended();
      expect(code, run.output()).toBe(0);
      expect(ms, run.output()).toBeLessThan(STOP_MS_MAX);
      await expectNothingLeft();
    },
    START_MS_MAX * 2,
  );
});

describe('what cannot be started', () => {
  test.each([
    [{ PORT: 'eighty' }, /PORT must be a whole number/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must start with postgres/],
  ])('%j is answered with the remedy and no trace', (wrong, words) => {
    const env = { ...process.env, DATA_DIR: folder, ...wrong };
    const ran = spawnSync(launcher.command, launcher.args, { cwd: PROJECT, env, input: '' });
    expect(ran.status).toBe(1);
    expect(ran.stderr.toString()).toMatch(words);
    expect(ran.stderr.toString()).not.toMatch(/\bat .*\.ts:\d/);
  });
});
