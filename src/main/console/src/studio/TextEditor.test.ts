import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { marks } from './codemirror';
import { drafted } from './files';
import { findingsOf } from './findings';
import { change } from './TextEditor';

function applied(before: string, after: string): string {
  const { from, to, insert } = change(before, after);
  return before.slice(0, from) + insert + before.slice(to);
}

test('what others wrote is taken over as the one stretch that differs', () => {
  for (const [before, after] of [['', 'a'], ['a', ''], ['aaa', 'aa'], ['abc', 'abXc'], ['one two', 'one three two'], ['成员发帖', '成员刚刚发帖'], ['abab', 'ab']]) {
    expect(applied(before!, after!)).toBe(after);
  }
  expect(change('a long text', 'a short text')).toEqual({ from: 2, to: 6, insert: 'short' });
});

test('findings stand under the words of their line, and under a line that exists', () => {
  const doc = Text.of(['rule', '    the membr posted', '']);
  expect(marks([{ severity: 'ERROR', file: 'f', line: 2, message: 'no' }], doc)[0]).toEqual({ from: 9, to: 25, severity: 'error', message: 'no' });
  expect(marks([{ severity: 'WARNING', file: 'f', line: 99, message: 'late' }], doc)[0]).toMatchObject({ from: 26, to: 26, severity: 'warning' });
  expect(marks([{ severity: 'error', file: 'f', line: 0, message: 'whole' }], doc)[0]).toMatchObject({ from: 0, to: 4 });
});

test('a long text goes to the server in pieces, and nothing of it is lost', () => {
  expect(drafted('f', 'short')).toEqual({ path: 'f', text: 'short' });
  const long = '成员'.repeat(70_001);
  const { parts } = drafted('f', long);
  expect(parts!.join('')).toBe(long);
  expect(Math.max(...parts!.map((one) => one.length))).toBeLessThanOrEqual(64 * 1024);
});

test('a file shows its own findings, the gravest first', () => {
  const found = findingsOf('a', [
    { severity: 'warning', file: 'a', line: 1, message: '1' },
    { severity: 'error', file: 'a', line: 9, message: '2' },
    { severity: 'error', file: 'b', line: 1, message: '3' },
  ]);
  expect(found.map((one) => one.message)).toEqual(['2', '1']);
});
