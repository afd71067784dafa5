import { expect, test } from 'vitest';
import { cookie, part, url } from './client';

test('an address leaves out what is not asked for', () => {
  expect(url('/members', { query: '林', community: undefined, limit: 20, after: '' })).toBe('/api/v1/members?query=%E6%9E%97&limit=20');
  expect(url('/members')).toBe('/api/v1/members');
});

test('a part of a path stays one part', () => {
  expect(part('a/b#c')).toBe('a%2Fb%23c');
});

test('a cookie is found by its whole name', () => {
  expect(cookie('XSRF-TOKEN', 'X=1; XSRF-TOKEN=a%20b; NOT-XSRF-TOKEN=c')).toBe('a b');
  expect(cookie('XSRF-TOKEN', 'other=1')).toBeUndefined();
});
