import { indentService, indentUnit, StreamLanguage, type StreamParser } from '@codemirror/language';
import { hoverTooltip } from '@codemirror/view';
import { clearSnippet, snippetKeymap } from '@codemirror/autocomplete';
import { Prec, type Extension } from '@codemirror/state';
import { backward, complete, onward, topicOf, type Speaker } from './completion';
import { placeOf } from './place';
import { isSlot, plain, say, understood, written } from './vocabulary';

interface Reading {
  sol: boolean;
}

const sections = /^(?:when|then|end|当|如果|那么|则|结束|完)\s*$/i;
const groups = /^(?:any of|none of|以下任一|以下都不)[:：]/i;

const parser: StreamParser<Reading> = {
  name: 'sentences',
  startState: () => ({ sol: true }),
  token(stream, state) {
    if (stream.sol()) state.sol = true;
    if (stream.eatSpace()) return null;
    const begins = state.sol;
    state.sol = false;
    if (begins) {
      if (stream.match('//')) {
        stream.skipToEnd();
        return 'comment';
      }
      if (stream.match(sections)) return 'keyword';
      if (stream.match(groups)) return 'keyword';
      if (stream.match(/^(?:rule|规则)(?=\s*["“「])/i)) {
        stream.skipToEnd();
        return 'heading';
      }
      if (stream.match(/^(?:why|owner|how often|valid from|valid to|priority|stack|budget|enabled|为什么|原因|负责人|频率|次数|生效|开始|失效|结束于|优先级|叠加组|预算|启用)\s*(?=[:：])/i)) return 'propertyName';
      if (stream.match(/^(?:-\s*)?(?:not:|并非[:：])/i)) return 'keyword';
    }
    if (stream.match(/^"[^"]*"?/) || stream.match(/^“[^”]*”?/)) return 'string';
    if (stream.match(/^\d{4}-\d{2}-\d{2}/) || stream.match(/^-?\d+(?:[.:]\d+)?%?/)) return 'number';
    stream.eatWhile(/[^\s\d"“-]/);
    if (stream.current() === '') stream.next();
    return null;
  },
  languageData: { commentTokens: { line: '//' }, closeBrackets: { brackets: ['"', '“'] }, indentOnInput: /^\s*(?:when|then|end|当|那么|结束)$/ },
};

/** Sentences stand in from `when` and `then`; what goes on stays where it was. */
const indents = indentService.of((context, pos) => {
  const line = context.state.doc.lineAt(pos);
  if (sections.test(line.text.trim()) && pos === line.from) return 0;
  const above = pos === line.from && line.number > 1 ? context.state.doc.line(line.number - 1) : line;
  const indent = above.text.length - above.text.trimStart().length;
  return /^\s*(?:when|then|当|如果|那么|则)\s*$/i.test(above.text) ? 4 : groups.test(above.text.trim()) ? indent + 4 : indent;
});

/** Sentences in colour, with what may be said next, and what a sentence means under the pointer. */
export function sentences(speaker: Speaker | undefined): Extension {
  const language = StreamLanguage.define(parser);
  if (!speaker) return [language, indents, indentUnit.of('    ')];
  return [
    language,
    indents,
    indentUnit.of('    '),
    language.data.of({ autocomplete: complete(speaker) }),
    Prec.highest(snippetKeymap.of([{ key: 'Tab', run: onward, shift: backward }, { key: 'Escape', run: clearSnippet }])),
    hoverTooltip((view, pos) => {
      const line = view.state.doc.lineAt(pos);
      const told = meaning(speaker, line.text, placeOf((number) => view.state.doc.line(number).text, line.number).part);
      if (!told) return null;
      const from = line.from + (line.text.length - line.text.trimStart().length);
      return {
        pos: from,
        end: line.to,
        above: true,
        create: () => {
          const dom = document.createElement('div');
          dom.className = 'cm-meaning';
          for (const [name, text] of told) {
            const row = dom.appendChild(document.createElement('div'));
            row.className = name;
            row.textContent = text;
          }
          return { dom };
        },
      };
    }),
  ];
}

/** A sentence in both languages, and its topic. */
export function meaning(speaker: Speaker, line: string, part: string): [string, string][] | undefined {
  if (part !== 'when' && part !== 'then') return undefined;
  const lead = /^(?:-\s*)?(?:and |并且|而且|且)?(not:\s?|并非[:：]\s?)?/i.exec(line.trim())!;
  const found = understood(plain(line.trim().slice(lead[0].length)), part, speaker.forms, speaker.choices);
  if (!found) return undefined;
  const { sentence } = found.form;
  const told = (['zh', 'en'] as const).map((tongue): [string, string] => {
    const form = speaker.forms.find((one) => one.sentence === sentence && one.tongue === tongue)!;
    const text = written(form, (slot) => ({ value: say(found.values[slot.slot] ?? '…', slot.type, tongue, speaker.choices) }));
    return [tongue, (lead[1] ? (tongue === 'zh' ? '并非：' : 'not: ') : '') + text];
  });
  const what = found.form.pieces.filter(isSlot).length > 0 ? ` · ${sentence.slots.map((slot) => slot.what.replace(/ \(.*/, '')).join(', ')}` : '';
  return [...(speaker.tongue === 'zh' ? told : told.reverse()), ['topic', topicOf(sentence.topic, speaker.tongue) + (speaker.tongue === 'en' ? what : '')]];
}
