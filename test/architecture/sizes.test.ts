import { describe, expect, test } from 'vitest';
import { withoutExempted } from './exemptions.ts';
import { findFunctions } from './find-functions.ts';
import { type SourceFile, sourceFiles } from './source-files.ts';

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;
const LINE_LENGTH_MAX = 100;

// The name of a test is a claim in one sentence, and the formatter does not break it.
const TEST_NAME = /^\s*((test|it|describe)\b.*\()?['`].*(async )?(\(.*\) => \{|,)$/;

const isTooLong = (file: SourceFile, line: string) =>
  [...line].length > LINE_LENGTH_MAX && !(file.path.startsWith('test/') && TEST_NAME.test(line));

function findOversized(file: SourceFile): string[] {
  const lines = file.text.split('\n');
  const long = lines.flatMap((line, index) =>
    isTooLong(file, line) ? [`${file.path}:${index + 1} is ${line.length} wide`] : [],
  );
  const tall = findFunctions(file)
    .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
    // A suite of a test file is a list of functions, not one.
    .filter(({ body }) => !(file.path.startsWith('test/') && /\b(test\w*|it)\b[.(]/.test(body)))
    .map((found) => `${file.path}:${found.line} has a function of ${found.lines} lines`);
  const height = lines.length - 1;
  return height > FILE_LINES_MAX
    ? [...long, ...tall, `${file.path}: has ${height} lines`]
    : [...long, ...tall];
}

describe('sizes that fit a head', () => {
  test('files have at most 400 lines, functions 70, lines 100 characters', () => {
    expect(withoutExempted('sizes', sourceFiles.flatMap(findOversized))).toEqual([]);
  });
});
