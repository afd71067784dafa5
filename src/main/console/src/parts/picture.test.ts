import { expect, test } from 'vitest';
import { lines } from './picture';

/** Every letter is 20 wide, so a line of 638 holds 31. */
const pen = { font: '', measureText: (text: string) => ({ width: text.length * 20 }) as TextMetrics };

test('Chinese breaks anywhere, English between words, and paragraphs stay', () => {
  expect(lines(pen, 'x', '跑'.repeat(40))).toEqual(['跑'.repeat(31), '跑'.repeat(9)]);
  expect(lines(pen, 'x', 'read the charter and then say hello to everybody')).toEqual(['read the charter and then say', 'hello to everybody']);
  expect(lines(pen, 'x', 'a\n\nb')).toEqual(['a', '', 'b']);
});
