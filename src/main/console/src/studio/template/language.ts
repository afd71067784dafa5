import { insertCompletionText, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, hoverTooltip, MatchDecorator, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { expression, isShown, type Variable } from './names';

/** A name with what it is, in the reader's words. */
export interface Told extends Variable {
  told: string;
}

const shown = Decoration.mark({ class: 'cm-shown' });
const told = Decoration.mark({ class: 'cm-instruction' });
const finder = new MatchDecorator({ regexp: /\$\{[^}\n]*\}|<\/?#[^>\n]*>/g, decoration: (match) => (match[0].startsWith('$') ? shown : told) });

const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = finder.createDeco(view);
    }
    update(update: ViewUpdate) {
      this.decorations = finder.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** Variables with their meaning as one types, over the language that the file itself is written in. */
export function variablesIn(names: Told[]): Extension {
  const complete = (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const before = context.state.sliceDoc(line.from, context.pos);
    const at = expression(before) ?? (context.explicit ? { typed: '', open: false } : undefined);
    if (!at) return null;
    const after = context.state.sliceDoc(context.pos, line.to);
    const closed = /^[\w.]*\s*[}?!]/.test(after);
    const wanted = at.open ? at.typed.toLowerCase() : '';
    const asked = /<#[^>]*$/.test(before);
    const options = names
      .filter((one) => (asked || isShown(one)) && one.name.toLowerCase().includes(wanted))
      .sort((one, other) => Number(other.name.toLowerCase().startsWith(wanted)) - Number(one.name.toLowerCase().startsWith(wanted)))
      .map((one, index) => ({
        label: one.name,
        detail: one.told,
        boost: 99 - index,
        apply: (view: EditorView, _: unknown, from: number, to: number) => {
          // A brace that closes it stands there already: one goes on behind it.
          const braced = at.open && after.startsWith('}');
          view.dispatch(insertCompletionText(view.state, at.open ? one.name + (closed && !braced ? '' : before.includes('<#') ? '' : '}') : `\${${one.name}}`, from, braced ? to + 1 : to));
        },
      }));
    return options.length ? { from: context.pos - at.typed.length, filter: false, options } : null;
  };
  return [
    colours,
    EditorState.languageData.of(() => [{ autocomplete: complete }]),
    hoverTooltip((view, pos) => {
      const line = view.state.doc.lineAt(pos);
      for (const match of line.text.matchAll(/\b(?:member|community|link|values|text|now)(?:\.\w+)?/g)) {
        const from = line.from + match.index;
        if (pos < from || pos > from + match[0].length) continue;
        const one = names.find((name) => name.name === match[0]);
        if (!one) return null;
        return { pos: from, end: from + match[0].length, above: true, create: () => {
          const dom = document.createElement('div');
          dom.className = 'cm-meaning';
          dom.textContent = one.told;
          return { dom };
        } };
      }
      return null;
    }),
  ];
}
