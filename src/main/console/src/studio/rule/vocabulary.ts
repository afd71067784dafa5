import type { Text } from '../../api/types';

/** What rules can say, as the API tells it. */
export interface RuleVocabulary {
  sentences: Sentence[];
  headerWords: { id: string; name: Text; values: Choice[] }[];
  choices: Record<string, Choice[]>;
  rulebooks: Record<string, { name: Text; outcomes: string[] }>;
}

export interface Sentence {
  id: string;
  part: string;
  topic: string;
  forms: { zh: string[]; en: string[] };
  slots: { name: string; type: string; what: string }[];
  example: { zh?: string; en?: string };
  outcomes: string[];
}

export interface Choice {
  id: string;
  name: Text;
}

export type Tongue = 'zh' | 'en';

/** A sentence's form: words, and slots between them. */
export type Piece = { words: string } | Slot;
export interface Slot {
  slot: string;
  type: string;
}

export interface Form {
  sentence: Sentence;
  tongue: Tongue;
  text: string;
  pieces: Piece[];
}

const slot = /\{(?:([a-z][a-z0-9]*):)?([a-z-]+)\}/g;

export function pieces(form: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of form.matchAll(slot)) {
    if (match.index > end) found.push({ words: form.slice(end, match.index) });
    found.push({ slot: match[1] ?? match[2]!, type: match[2]! });
    end = match.index + match[0].length;
  }
  if (end < form.length) found.push({ words: form.slice(end) });
  return found;
}

export function formsOf(vocabulary: RuleVocabulary): Form[] {
  return vocabulary.sentences.flatMap((sentence) =>
    (['zh', 'en'] as const).flatMap((tongue) => sentence.forms[tongue].map((text): Form => ({ sentence, tongue, text, pieces: pieces(text) }))),
  );
}

export const isSlot = (piece: Piece): piece is Slot => 'slot' in piece;
export const han = (text: string) => /\p{Script=Han}/u.test(text);

/**
 * One way of writing for all: narrow signs, plain quotes, no spaces beside Chinese characters. The server reads sentences the same way.
 * What stands between quotes stays as it is.
 */
export function plain(line: string): string {
  let text = '';
  let quoted = false;
  for (const sign of line) {
    if ('"“”„「」『』＂'.includes(sign)) {
      quoted = !quoted;
      text += '"';
    } else if (quoted) text += sign;
    else if (sign >= '！' && sign <= '～') text += String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
    else text += /[\s\u3000]/.test(sign) ? ' ' : sign === '、' ? ',' : sign === '。' ? '.' : sign === '’' ? "'" : sign;
  }
  return text
    .trimStart()
    .split(/("[^"]*"?)/)
    .map((part, index) => (index % 2 ? part : part.replace(/ +/g, ' ').replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')))
    .join('')
    .replace(/(?<=\p{Script=Han}) (?=")|(?<=") (?=\p{Script=Han})/gu, '');
}

const length = '\\d{1,4} ?(?:days?|weeks?|months?|years?|天|日|周|个?月|年)';
/** What free slots look like; what has choices isn't here. */
const shapes: Record<string, string> = {
  number: '-?\\d{1,9}(?:\\.\\d{1,4})?',
  whole: '-?\\d{1,9}',
  period: `today|this week|this month|this year|ever|(?:in )?the last ${length}|今天|今日|本周|本月|今年|总共|一直以来|最近${length}内?`,
  days: length,
  date: '\\d{4}-\\d{2}-\\d{2}',
  time: '\\d{1,2}:\\d{2}',
  text: '"[^"]{1,200}"',
  role: '[\\p{L}\\p{N}._-]{1,60}',
};

/** How values of free slots may go on, offered as one types. */
export const suggestions: Record<Tongue, Record<string, string[]>> = {
  en: {
    period: ['today', 'this week', 'this month', 'this year', 'ever', 'in the last 7 days', 'in the last 30 days', 'in the last 90 days'],
    days: ['1 day', '3 days', '7 days', '14 days', '30 days', '6 months', '1 year'],
    time: ['05:00', '08:00', '12:00', '18:00', '22:00'],
  },
  zh: {
    period: ['今天', '本周', '本月', '今年', '总共', '最近 7 天内', '最近 30 天内', '最近 90 天内'],
    days: ['1 天', '3 天', '7 天', '14 天', '30 天', '6 个月', '1 年'],
    time: ['05:00', '08:00', '12:00', '18:00', '22:00'],
  },
};

/** How far a line has come along a form. */
export interface Along {
  form: Form;
  values: Record<string, string>;
  /** The slot that the line ends in, with what is written there so far. */
  slot?: Slot;
  tail: string;
  /** Index of the piece that the line ends in; the number of pieces if it is whole. */
  at: number;
  /** Whether the whole line is this sentence. */
  whole: boolean;
}

/** All ways in which a line, made plain, can be the beginning of a form, or all of it. */
export function along(line: string, form: Form, choices: Record<string, Choice[]>): Along[] {
  const found: Along[] = [];
  const step = (rest: string, at: number, values: Record<string, string>) => {
    if (found.length > 24) return;
    const piece = form.pieces[at];
    if (!piece) {
      if (rest.trim() === '') found.push({ form, values, tail: '', at, whole: true });
      return;
    }
    if (!isSlot(piece)) {
      const left = eat(rest, piece.words);
      if (left === 'begun') found.push({ form, values, tail: '', at, whole: false });
      else if (left !== undefined) step(left, at + 1, values);
      return;
    }
    const written = rest.replace(/^ /, '');
    const options = choices[piece.type];
    if (options) {
      const lower = written.toLowerCase();
      const names = new Set(options.flatMap((one) => [one.name.zh, one.name.en, one.id].filter((name): name is string => !!name)));
      let open = written === '';
      for (const name of names) {
        const it = name.toLowerCase();
        if (lower.startsWith(plain(it))) step(written.slice(plain(it).length), at + 1, { ...values, [piece.slot]: written.slice(0, plain(it).length) });
        if (lower !== it && plain(it).startsWith(lower)) open = true;
      }
      if (open) found.push({ form, values, slot: piece, tail: written, at, whole: false });
      return;
    }
    const match = new RegExp(`^(?:${shapes[piece.type] ?? '.+'})`, 'iu').exec(written);
    if (match) step(written.slice(match[0].length), at + 1, { ...values, [piece.slot]: match[0] });
    const begun = written === '' || (piece.type === 'text' && /^"[^"]*$/.test(written)) || (['days', 'period'].includes(piece.type) && [...suggestions.zh[piece.type]!, ...suggestions.en[piece.type]!].some((one) => plain(one).toLowerCase().startsWith(written.toLowerCase()))) || (piece.type === 'days' && /^\d{1,4} ?[a-z]*$/i.test(written));
    if (begun) found.push({ form, values, slot: piece, tail: written, at, whole: false });
  };
  step(line, 0, {});
  return found;
}

/** What is left of a text after some words: `begun` where it ends within them, nothing where it goes another way. */
function eat(text: string, words: string): string | 'begun' | undefined {
  let at = 0;
  for (let index = 0; index < words.length; index++) {
    const sign = words[index]!;
    if (at >= text.length) return words.slice(index).trim() === '' ? '' : 'begun';
    if (text[at]!.toLowerCase() === sign.toLowerCase()) at++;
    // Beside a Chinese value, the space at the edge of the words is gone.
    else if (sign === ' ' && (index === 0 || index === words.length - 1)) continue;
    else return undefined;
  }
  return text.slice(at);
}

/** The sentence that a whole line is, if it is one. */
export function understood(line: string, part: string, forms: Form[], choices: Record<string, Choice[]>): Along | undefined {
  const text = plain(line).trimEnd();
  if (!text) return undefined;
  for (const form of forms) {
    if (form.sentence.part !== part) continue;
    const whole = along(text, form, choices).find((one) => one.whole);
    if (whole) return whole;
  }
  return undefined;
}

/** A value as people of a language say it: the name of a choice, or what was written. */
export function say(value: string, type: string, tongue: Tongue, choices: Record<string, Choice[]>): string {
  const bare = value.toLowerCase();
  const known = choices[type]?.find((one) => [one.id, one.name.zh, one.name.en].some((name) => name && plain(name).toLowerCase() === bare));
  if (known) return known.name[tongue] ?? known.id;
  if (type === 'period' || type === 'days') return translated(value, tongue);
  return value;
}

const units: [RegExp, string, string][] = [[/^(days?|天|日)$/i, '天', 'day'], [/^(weeks?|周)$/i, '周', 'week'], [/^(months?|个?月)$/i, '个月', 'month'], [/^(years?|年)$/i, '年', 'year']];
const calendar: [string[], string, string][] = [
  [['today', '今天', '今日'], '今天', 'today'],
  [['this week', '本周'], '本周', 'this week'],
  [['this month', '本月'], '本月', 'this month'],
  [['this year', '今年'], '今年', 'this year'],
  [['ever', '总共', '一直以来'], '总共', 'ever'],
];

function translated(value: string, tongue: Tongue): string {
  const known = calendar.find(([names]) => names.includes(value.toLowerCase()));
  if (known) return tongue === 'zh' ? known[1] : known[2];
  const match = /^(?<before>(?:in )?the last |最近)? ?(?<amount>\d{1,4}) ?(?<unit>[a-z]+|天|日|周|个?月|年)内?$/i.exec(value);
  const unit = match && units.find(([shape]) => shape.test(match.groups!.unit!));
  if (!match || !unit) return value;
  const amount = match.groups!.amount!;
  if (tongue === 'zh') return match.groups!.before ? `最近 ${amount} ${unit[1]}内` : `${amount} ${unit[1]}`;
  const length = `${amount} ${unit[2]}${amount === '1' ? '' : 's'}`;
  return match.groups!.before ? `in the last ${length}` : length;
}

/** A form with its slots filled, as people write it: Chinese with its own signs, and air around numbers and Latin words. */
export function written(form: Form, fill: (slot: Slot) => { value: string; text?: string }): string {
  let text = '';
  let last = '';
  for (const piece of form.pieces) {
    const one = isSlot(piece) ? fill(piece) : { value: form.tongue === 'zh' ? piece.words.replaceAll(',', '，').replaceAll(':', '：') : piece.words };
    const first = one.value.charAt(0);
    if (form.tongue === 'zh' && last && ((han(last) && /[A-Za-z0-9-]/.test(first)) || (/[A-Za-z0-9]/.test(last) && han(first)))) text += ' ';
    text += one.text ?? one.value;
    last = one.value.slice(-1) || last;
  }
  return text;
}
