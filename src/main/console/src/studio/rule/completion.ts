import { hasNextSnippetField, insertCompletionText, nextSnippetField, prevSnippetField, snippet, startCompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { placeOf, type Place } from './place';
import { slotName } from './words';
import { along, formsOf, han, isSlot, plain, say, suggestions, written, type Along, type Form, type RuleVocabulary, type Slot, type Tongue } from './vocabulary';

/** One thing to offer; the template has its slots as snippet fields. */
export interface Offer {
  label: string;
  template?: string;
  value?: string;
  detail?: string;
  info?: string;
  topic: string;
  score: number;
}

/** What can be said in a file of rules, offered as one types. */
export class Speaker {
  readonly forms: Form[];

  constructor(
    readonly vocabulary: RuleVocabulary,
    readonly tongue: Tongue,
    readonly rulebook: string | undefined,
  ) {
    this.forms = formsOf(vocabulary);
  }

  get choices() {
    return this.vocabulary.choices;
  }

  /** Whether this rulebook may ask for it. */
  private allowed(form: Form): boolean {
    const may = this.rulebook === undefined ? undefined : this.vocabulary.rulebooks[this.rulebook]?.outcomes;
    return !may || form.sentence.outcomes.every((one) => may.includes(one));
  }

  /** Sentences that go on from what is written, the best first; then those that have its words. */
  sentences(line: string, place: Place): { offers: Offer[]; slots: Along[] } {
    const text = plain(line);
    const tongue = text.trim() === '' ? (place.tongue ?? this.tongue) : han(text) ? 'zh' : 'en';
    const offers: Offer[] = [];
    const slots: Along[] = [];
    const seen = new Set<string>();
    for (const form of this.forms) {
      if (form.sentence.part !== place.part || !this.allowed(form)) continue;
      if (form.tongue !== tongue && !form.pieces.every((piece) => isSlot(piece) || !/\p{L}/u.test(piece.words))) continue;
      const ways = along(text, form, this.choices);
      if (ways.some((way) => way.whole)) continue;
      const begun = ways.find((way) => !way.slot);
      const inSlot = ways.filter((way) => way.slot && way.at > 0);
      slots.push(...inSlot);
      if (begun && !seen.has(form.sentence.id)) {
        seen.add(form.sentence.id);
        offers.push(this.offer(form, begun.values, text ? 2 : 1));
      } else if (inSlot.length > 0 && !seen.has(form.sentence.id)) {
        seen.add(form.sentence.id);
        offers.push(this.offer(form, inSlot[0]!.values, 1.5));
      }
    }
    if (text.length > 1) {
      for (const form of this.forms) {
        if (form.sentence.part !== place.part || form.tongue !== tongue || seen.has(form.sentence.id) || !this.allowed(form)) continue;
        const values = this.words(text, form);
        if (values) {
          seen.add(form.sentence.id);
          offers.push(this.offer(form, values, 1));
        }
      }
    }
    return { offers: offers.sort((one, other) => other.score - one.score), slots };
  }

  /** Whether every word that is written stands in a form or names one of its choices; then those choices. */
  private words(text: string, form: Form): Record<string, string> | undefined {
    const values: Record<string, string> = {};
    const lower = form.pieces.map((piece) => (isSlot(piece) ? ' ' : piece.words.toLowerCase())).join('');
    if (form.tongue === 'zh') return this.stretches(text, lower, form);
    for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean)) {
      if (/^\d+$/.test(word) && this.number(word, form, values)) continue;
      const stands = lower.split(/[^\p{L}\p{N}']+/u).some((one) => one.startsWith(word));
      if (stands) continue;
      if (word.length < 3) return undefined;
      const slot = form.pieces.find((piece): piece is Slot => isSlot(piece) && !(piece.slot in values) && !!this.choices[piece.type]?.some((one) => (one.name[form.tongue] ?? '').toLowerCase().startsWith(word)));
      const choice = slot && this.choices[slot.type]!.find((one) => (one.name[form.tongue] ?? '').toLowerCase().startsWith(word));
      if (!slot || !choice) return undefined;
      values[slot.slot] = choice.name[form.tongue]!;
    }
    return values;
  }

  /** Chinese has no spaces: the text falls into stretches that stand in the form, or name one of its choices. */
  private stretches(text: string, stands: string, form: Form): Record<string, string> | undefined {
    const values: Record<string, string> = {};
    const letters = text.replaceAll(/[^\p{L}\p{N}]+/gu, '');
    let count = 0;
    for (let at = 0; at < letters.length; count++) {
      const number = /^\d+/.exec(letters.slice(at))?.[0];
      if (number && this.number(number, form, values)) {
        at += number.length;
        continue;
      }
      let end = letters.length;
      for (; end > at; end--) {
        const stretch = letters.slice(at, end);
        if (stands.includes(stretch)) break;
        if (stretch.length < 2) continue;
        const named = (name: string) => name === stretch || (end === letters.length && name.startsWith(stretch));
        const slot = form.pieces.find((piece): piece is Slot => isSlot(piece) && !(piece.slot in values) && !!this.choices[piece.type]?.some((one) => named(one.name.zh ?? '')));
        if (!slot) continue;
        values[slot.slot] = this.choices[slot.type]!.find((one) => named(one.name.zh ?? ''))!.name.zh!;
        break;
      }
      if (end === at) return undefined;
      at = end;
    }
    // Single letters stand almost everywhere, and mean nothing.
    return count > Math.max(1, letters.length / 2) ? undefined : values;
  }

  private number(digits: string, form: Form, values: Record<string, string>): boolean {
    const slot = form.pieces.find((piece): piece is Slot => isSlot(piece) && ['whole', 'number'].includes(piece.type) && !(piece.slot in values));
    if (slot) values[slot.slot] = digits;
    return !!slot;
  }

  offer(form: Form, values: Record<string, string>, score: number): Offer {
    const examples = this.examples(form);
    let number = 0;
    const template = written(form, (slot) => {
      const value = values[slot.slot] !== undefined ? say(values[slot.slot]!, slot.type, form.tongue, this.choices) : (examples[slot.slot] ?? this.standing(slot, form.tongue));
      const bare = slot.type === 'text' ? value.replaceAll(/["“”]/g, '') : value;
      const field = values[slot.slot] !== undefined ? escaped(bare) : `\${${++number}:${escaped(bare)}}`;
      if (slot.type !== 'text') return { value, text: field };
      return form.tongue === 'zh' ? { value: `“${bare}”`, text: `“${field}”` } : { value: `"${bare}"`, text: `"${field}"` };
    });
    const other = form.tongue === 'zh' ? form.sentence.example.en : form.sentence.example.zh;
    const own = form.sentence.example[form.tongue];
    return { label: shown(form), template, info: [own, other].filter(Boolean).join('\n'), topic: topicOf(form.sentence.topic, this.tongue), score };
  }

  /** The values of a form's own example, as a beginning. */
  private examples(form: Form): Record<string, string> {
    const example = form.sentence.example[form.tongue];
    if (!example) return {};
    const whole = along(plain(example), form, this.choices).find((one) => one.whole);
    if (!whole) return {};
    return Object.fromEntries(form.pieces.filter(isSlot).map((slot) => [slot.slot, say(whole.values[slot.slot] ?? '', slot.type, form.tongue, this.choices)]));
  }

  private standing(slot: Slot, tongue: Tongue): string {
    return this.choices[slot.type]?.[0]?.name[tongue] ?? suggestions[tongue][slot.type]?.[0] ?? { number: '1', whole: '1', date: '2026-01-01', time: '08:00', text: '…', role: 'volunteer' }[slot.type] ?? '…';
  }

  /** What may stand in the slots that a line ends in. */
  values(slots: Along[], whole: boolean, now = ''): Offer[] {
    const found = new Map<string, Offer>();
    for (const way of slots) {
      const tongue = way.form.tongue;
      const options = this.choices[way.slot!.type]?.map((one) => ({ value: one.name[tongue] ?? one.id, detail: tongue === 'zh' ? one.name.en : one.name.zh })) ?? (suggestions[tongue][way.slot!.type] ?? []).map((value) => ({ value, detail: undefined }));
      for (const { value, detail } of options) {
        const fits = whole || plain(value).toLowerCase().startsWith(way.tail.toLowerCase()) || (detail !== undefined && way.tail.length > 1 && detail.toLowerCase().startsWith(way.tail.toLowerCase()));
        if (fits && !found.has(value)) found.set(value, { label: value, value, detail: detail === value ? undefined : detail, topic: '', score: 3 });
      }
    }
    // What stands there already comes first, so that one may go on with it.
    return [...found.values()].sort((one, other) => Number(other.value === now) - Number(one.value === now));
  }
}

const escaped = (text: string) => text.replaceAll(/[{}]/g, '');

/** A form to choose from: its slots as names, since types say little to people. */
export function shown(form: Form): string {
  return written(form, (slot) => ({ value: slot.type === 'text' ? (form.tongue === 'zh' ? '“…”' : '"…"') : slot.slot === 'n' ? 'N' : `‹${slotName(slot, form.tongue)}›` }));
}

/** Topics are told in both languages: "The event · 事件". */
export function topicOf(topic: string, tongue: Tongue): string {
  const halves = topic.split(' · ');
  return (tongue === 'zh' ? halves[1] : halves[0]) ?? topic;
}

const beginning = /^(\s*)((?:-\s*)?(?:and |并且|而且|且)?(?:not:\s?|并非[:：]\s?)?)/i;

/** Puts a sentence in with its slots as fields, and offers what may stand in the first. */
function putSentence(template: string) {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    snippet(template)(view, completion, from, to);
    if (template.includes('${')) setTimeout(() => startCompletion(view), 0);
  };
}

/** Puts a value in, and goes on to the next field if there is one. */
function putValue(value: string) {
  return (view: EditorView, _: Completion, from: number, to: number) => {
    view.dispatch(insertCompletionText(view.state, value, from, to));
    if (hasNextSnippetField(view.state)) onward(view);
  };
}

export function onward(view: EditorView): boolean {
  if (!nextSnippetField(view)) return false;
  setTimeout(() => startCompletion(view), 0);
  return true;
}

export function backward(view: EditorView): boolean {
  if (!prevSnippetField(view)) return false;
  setTimeout(() => startCompletion(view), 0);
  return true;
}

/** Completion in a file of rules; asks nobody, so that typing never waits. */
export function complete(speaker: Speaker) {
  return (context: CompletionContext): CompletionResult | null => {
    const { state, pos } = context;
    const line = state.doc.lineAt(pos);
    const chosen = state.selection.main;
    const until = !chosen.empty && chosen.to === pos ? chosen.from : pos;
    const before = state.sliceDoc(line.from, until);
    const after = state.sliceDoc(pos, line.to).trim();
    if (/^\s*\/\//.test(before)) return null;
    const place = placeOf((number) => state.doc.line(number).text, line.number);
    if (place.part === 'outside') return context.explicit || /^\s*[r规]/i.test(before) ? outline(line.from, pos, speaker) : null;
    if (place.part === 'head') return headers(speaker, before, line.from, pos, place, context.explicit);
    const lead = beginning.exec(before)![0];
    const text = before.slice(lead.length);
    if (text === '' && !context.explicit && chosen.empty) return null;
    const { offers, slots } = speaker.sentences(text, place);
    if (slots.length > 0 && (after !== '' || until !== pos || slots.some((way) => way.tail !== ''))) {
      const values = speaker.values(slots, until !== pos, state.sliceDoc(until, pos));
      const tail = Math.min(...slots.map((way) => way.tail.length));
      if (values.length > 0) return { from: until - (until === pos ? tail : 0), to: pos, filter: false, options: values.map((one, index) => ({ label: one.label, detail: one.detail, boost: 99 - index, apply: putValue(one.value!) })) };
      if (after !== '' || until !== pos) return null;
      // After an English word without a space the sentence may still go any way; values come after the space.
    } else if (slots.length > 0 && !/[a-z]$/i.test(text)) {
      const values = speaker.values(slots, true);
      if (values.length > 0) return { from: pos, filter: false, options: values.map((one, index) => ({ label: one.label, detail: one.detail, boost: 99 - index, apply: putValue(one.value!) })) };
    }
    if (after !== '') return null;
    const words = place.part === 'when' ? groups(text, place.tongue ?? speaker.tongue) : [];
    const options: Completion[] = offers.slice(0, 60).map((one, index) => ({
      label: one.label,
      info: one.info || undefined,
      section: text ? undefined : { name: one.topic },
      boost: 60 - index,
      apply: putSentence(one.template!),
    }));
    options.push(...words);
    return options.length === 0 ? null : { from: line.from + lead.length, to: pos, filter: false, options };
  };
}

/** Words that bind conditions together, and what comes after them. */
function groups(text: string, tongue: Tongue): Completion[] {
  const all = tongue === 'zh' ? ['并非：', '以下任一：', '以下都不：', '那么'] : ['not: ', 'any of:', 'none of:', 'then'];
  return all.filter((one) => text !== '' && one.toLowerCase().startsWith(text.toLowerCase())).map((label) => ({ label, type: 'keyword', boost: -10 }));
}

function outline(from: number, pos: number, speaker: Speaker): CompletionResult {
  const make = (zh: boolean) =>
    zh
      ? '规则 "${1:新规则}"\n为什么：${2:为什么这样做}\n负责人：${3:community}\n频率：${4:每次}\n当\n    ${5}\n那么\n    ${6}\n结束\n'
      : 'rule "${1:A new rule}"\nwhy: ${2:why it is so}\nowner: ${3:community}\nhow often: ${4:each time}\nwhen\n    ${5}\nthen\n    ${6}\nend\n';
  const order = speaker.tongue === 'zh' ? [true, false] : [false, true];
  return { from, to: pos, filter: false, options: order.map((zh, index) => ({ label: zh ? '规则 "…"' : 'rule "…"', type: 'keyword', boost: -index, apply: putSentence(make(zh)) })) };
}

/** The words of a rule's header that it has not said yet, and what they can be. */
function headers(speaker: Speaker, before: string, from: number, pos: number, place: Place, explicit: boolean): CompletionResult | null {
  const value = /^(\s*([^:：]+)[:：]\s*)(.*)$/.exec(before);
  const tongue = place.tongue ?? (han(before) ? 'zh' : /[a-z]/i.test(before) ? 'en' : speaker.tongue);
  if (value) {
    const key = value[2]!.trim().toLowerCase();
    const word = speaker.vocabulary.headerWords.find((one) => [one.id, one.name.zh, one.name.en].includes(key));
    const today = new Date().toISOString().slice(0, 10);
    const other: Record<string, string[]> = { 'valid from': [today], 'valid to': [today], priority: ['10'], budget: tongue === 'zh' ? ['每月 10000 积分', '每月 100 份'] : ['10000 points a month', '100 pieces a month'] };
    const values = word?.values.length ? word.values.map((one) => one.name[han(value[2]!) ? 'zh' : 'en'] ?? one.id) : (other[word?.id ?? ''] ?? []);
    const options = values.filter((one) => explicit || one.toLowerCase().startsWith(value[3]!.toLowerCase())).map((label) => ({ label, apply: putValue(label) }));
    return options.length && !values.includes(value[3]!) ? { from: from + value[1]!.length, to: pos, filter: false, options } : null;
  }
  const written = before.trim().toLowerCase();
  if (written === '' && !explicit) return null;
  const colon = tongue === 'zh' ? '：' : ': ';
  const options = speaker.vocabulary.headerWords
    .filter((word) => ![word.id, word.name.zh, word.name.en].some((name) => name && place.said.includes(name.toLowerCase())))
    .filter((word) => [word.name[tongue] ?? word.id, word.id].some((name) => name.toLowerCase().startsWith(written)))
    .map((word, index): Completion => {
      const name = word.name[tongue] ?? word.id;
      return { label: name, detail: tongue === 'zh' ? word.name.en : word.name.zh, boost: -index, apply: word.values.length ? putSentence(`${name}${colon}\${1}`) : `${name}${colon}` };
    });
  const next = tongue === 'zh' ? '当' : 'when';
  if (next.startsWith(written)) options.push({ label: next, type: 'keyword', boost: written ? 20 : -50 });
  return options.length ? { from: from + (before.length - before.trimStart().length), to: pos, filter: false, options } : null;
}
