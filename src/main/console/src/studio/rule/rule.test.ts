import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { complete, Speaker } from './completion';
import { meaning } from './language';
import { placeOf } from './place';
import { along, plain, pieces, understood, type RuleVocabulary } from './vocabulary';

const name = (zh: string, en: string, id = en) => ({ id, name: { zh, en } });
const sentence = (id: string, part: string, en: string[], zh: string[], example: { en: string; zh: string }, outcomes: string[] = []) => ({
  id, part, topic: 'Topic · 话题', forms: { en, zh }, example, outcomes,
  slots: pieces(en[0]!).flatMap((piece) => ('slot' in piece ? [{ name: piece.slot, type: piece.type, what: piece.type }] : [])),
});
const vocabulary: RuleVocabulary = {
  sentences: [
    sentence('event-is', 'when', ['the member just {event}', 'the event is {event}'], ['成员刚刚{event}', '事件是{event}'], { en: 'the member just posted', zh: '成员刚刚发帖' }),
    sentence('count', 'when', ['the member {event} at least {n:whole} times {period}'], ['成员{period}{event}至少{n:whole}次'], { en: 'the member posted at least 3 times in the last 7 days', zh: '成员最近 7 天内发帖至少3次' }),
    sentence('has-badge', 'when', ['the member has the badge {badge}'], ['成员有徽章{badge}'], { en: 'the member has the badge Helper', zh: '成员有徽章热心答友' }),
    sentence('award', 'then', ['award {n:whole} points for {reason:text}'], ['奖励{n:whole}积分,原因{reason:text}'], { en: 'award 50 points for "help"', zh: '奖励50积分,原因"帮助"' }, ['points']),
    sentence('segment', 'then', ['the member belongs to {segment}'], ['成员归入{segment}'], { en: 'the member belongs to Loyal', zh: '成员归入忠诚客户' }, ['segment']),
  ],
  headerWords: [{ id: 'why', name: { zh: '为什么', en: 'why' }, values: [] }, { id: 'how often', name: { zh: '频率', en: 'how often' }, values: [name('每次', 'each time'), name('一次', 'once')] }],
  choices: { event: [name('发帖', 'posted', 'post.created'), name('下单付款', 'bought', 'order.paid')], badge: [name('热心答友', 'Helper', 'helper')], segment: [name('忠诚客户', 'Loyal', 'loyal')] },
  rulebooks: { rewards: { name: {}, outcomes: ['points'] }, segments: { name: {}, outcomes: ['segment'] } },
};
const zh = new Speaker(vocabulary, 'zh', 'rewards');
const en = new Speaker(vocabulary, 'en', 'rewards');

/** What is offered at the mark `|` of a file. */
function offered(speaker: Speaker, text: string, explicit = false) {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  return complete(speaker)(new CompletionContext(state, at, explicit));
}
const labels = (speaker: Speaker, text: string, explicit = false) => offered(speaker, text, explicit)?.options.map((one) => one.label) ?? [];

test('one way of writing for all', () => {
  expect(plain('奖励 20 积分，原因“一 周”')).toBe('奖励20积分,原因"一 周"');
  expect(plain('  the member  just posted')).toBe('the member just posted');
  expect(plain('成员刚刚 posted')).toBe('成员刚刚posted');
});

test('a line is understood with its values, in either language and mixed', () => {
  for (const line of ['the member just posted', '成员刚刚发帖', '事件是 post.created', 'The member just 发帖']) {
    expect(understood(line, 'when', en.forms, en.choices)?.form.sentence.id, line).toBe('event-is');
  }
  expect(understood('成员最近 7 天内发帖至少 3 次', 'when', zh.forms, zh.choices)?.values).toEqual({ period: '最近7天内', event: '发帖', n: '3' });
  expect(understood('奖励 20 积分，原因“一周三帖”', 'then', zh.forms, zh.choices)?.values.reason).toBe('"一周三帖"');
  expect(understood('the member just flew', 'when', en.forms, en.choices)).toBeUndefined();
});

test('a beginning says how it may go on', () => {
  const form = en.forms.find((one) => one.text.startsWith('the member {event}'))!;
  expect(along('the member po', form, en.choices)).toMatchObject([{ tail: 'po', slot: { type: 'event' } }]);
  expect(along('the member posted at l', form, en.choices)).toMatchObject([{ values: { event: 'posted' }, tail: '', whole: false }]);
  expect(along('somebody', form, en.choices)).toEqual([]);
});

test('sentences are offered in the language in which one types', () => {
  expect(labels(en, 'rule "x"\nwhen\n    the member j|')).toContain('the member just ‹event›');
  expect(labels(en, 'rule "x"\nwhen\n    成员刚|')).toContain('成员刚刚‹行为›');
  expect(labels(en, 'rule "x"\n当\n    |', true)[0]).toMatch(/成员|事件/);
  expect(labels(zh, 'rule "x"\nwhen\n    |')).toEqual([]);
});

test('how a sentence may go on is offered after a word, and what stands in its slot after the space', () => {
  expect(labels(en, 'rule "x"\nwhen\n    the member|')).toEqual(expect.arrayContaining(['the member just ‹event›', 'the member has the badge ‹badge›', 'the member ‹event› at least N times ‹period›']));
  expect(labels(en, 'rule "x"\nwhen\n    the member just |')).toContain('posted');
});

test('words anywhere in a sentence find it, with the choice that they name', () => {
  const found = offered(en, 'rule "x"\nwhen\n    badge helper|');
  expect(found?.options.map((one) => one.label)).toEqual(['the member has the badge ‹badge›']);
  expect(labels(zh, '规则 "x"\n当\n    徽章|')).toContain('成员有徽章‹徽章›');
});

test('Chinese words find a sentence without spaces and in any order', () => {
  const found = offered(zh, '规则 "x"\n当\n    下单付款至少5次|');
  expect(found?.options.map((one) => one.label)).toEqual(['成员‹时段›‹行为›至少 N 次']);
  expect(zh.sentences('下单付款至少5次', { part: 'when', said: [] }).offers[0]!.template).toBe('成员${1:最近 7 天内}下单付款至少 5 次');
  expect(labels(zh, '规则 "x"\n当\n    天气好|')).toEqual([]);
});

test('in a slot its choices are offered, with what they are called in the other language', () => {
  const found = offered(en, 'rule "x"\nwhen\n    the member just bo|');
  expect(found?.options).toMatchObject([{ label: 'bought', detail: '下单付款' }]);
  expect(found?.from).toBe('rule "x"\nwhen\n    the member just '.length);
  expect(labels(zh, '规则 "x"\n当\n    成员刚刚|')).toEqual(['发帖', '下单付款']);
});

test('a rulebook is offered only the outcomes that it may have', () => {
  expect(labels(en, 'rule "x"\nwhen\nthen\n    |', true)).toEqual(['award N points for "…"']);
  expect(labels(new Speaker(vocabulary, 'en', 'segments'), 'rule "x"\nwhen\nthen\n    |', true)).toEqual(['the member belongs to ‹segment›']);
});

test('a template has its slots as fields, filled from the example, and Chinese as it is written', () => {
  const award = zh.forms.find((one) => one.sentence.id === 'award' && one.tongue === 'zh')!;
  expect(zh.offer(award, {}, 0).template).toBe('奖励 ${1:50} 积分，原因“${2:帮助}”');
  expect(zh.offer(award, { n: '7' }, 0).template).toBe('奖励 7 积分，原因“${1:帮助}”');
});

test('headers offer what is not said yet, and what each can be', () => {
  expect(labels(en, 'rule "x"\nwhy: y\nh|')).toEqual(['how often']);
  expect(labels(en, 'rule "x"\nhow often: o|')).toEqual(['once']);
  expect(labels(zh, '规则 "x"\n频率：|', true)).toEqual(['每次', '一次']);
  expect(labels(en, '// rules\nr|')).toEqual(['rule "…"', '规则 "…"']);
  expect(labels(en, '// r|')).toEqual([]);
});

test('a place is found by looking up to where the rule begins', () => {
  const lines = 'rule "a"\nwhy: x\nwhen\n  a\nthen\n  b\nend\n\n规则 "b"\n频率：每次\n当\n  c'.split('\n');
  const parts = lines.map((_, index) => placeOf((number) => lines[number - 1]!, index + 1).part);
  expect(parts).toEqual(['outside', 'head', 'head', 'when', 'when', 'then', 'then', 'outside', 'outside', 'head', 'head', 'when']);
});

test('a meaning is told in both languages', () => {
  expect(meaning(en, '  - not: the member has the badge Helper', 'when')?.map(([, text]) => text).slice(0, 2)).toEqual(['not: the member has the badge Helper', '并非：成员有徽章热心答友']);
  expect(meaning(zh, '成员最近 7 天内发帖至少 3 次', 'when')?.[1]).toEqual(['en', 'the member posted at least 3 times in the last 7 days']);
  expect(meaning(zh, '没有的句子', 'when')).toBeUndefined();
});
