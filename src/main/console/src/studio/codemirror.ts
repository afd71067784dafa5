import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, type Text } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { isError, type Finding } from './findings';

/** Paper, ember and bark, as the console has them; both the text and its marks can be read at AA contrast. */
const look = EditorView.theme({
  '&': { backgroundColor: '#fffdfa', color: '#33261f', fontSize: '13.5px', height: '100%' },
  '&.cm-focused': { outline: '2px solid #b8481f', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: "ui-monospace, 'SF Mono', 'JetBrains Mono', Menlo, Consolas, 'Noto Sans Mono CJK SC', monospace", lineHeight: '1.75' },
  '.cm-content': { padding: '10px 0' },
  '.cm-gutters': { backgroundColor: '#fbf6ef', color: '#7d6c60', border: 'none' },
  '.cm-activeLine': { backgroundColor: '#fdf3e8aa' },
  '.cm-activeLineGutter': { backgroundColor: '#f8e6d6', color: '#33261f' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: '#f6dcc6' },
  '.cm-snippetField': { backgroundColor: '#fbe5d2', borderRadius: '3px' },
  '.cm-tooltip': { border: '1px solid #ddd0c3', borderRadius: '10px', backgroundColor: '#ffffff', overflow: 'hidden', boxShadow: '0 8px 28px rgba(42,29,23,.16)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'inherit', maxHeight: '17em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 12px', lineHeight: '1.6' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: '#b8481f', color: '#ffffff' },
  '.cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail': { color: '#ffe9dc' },
  '.cm-completionDetail': { fontStyle: 'normal', color: '#75655a', marginLeft: '1em' },
  '.cm-completionInfo': { padding: '9px 13px', maxWidth: '360px', fontFamily: 'inherit', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic': { padding: '7px 12px', fontFamily: 'inherit', maxWidth: '560px' },
  '.cm-diagnostic-error': { borderLeft: '4px solid #b3261e' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid #c58a1c' },
  '.cm-wrong': { color: '#8c1d18', padding: '0 8px', fontSize: '12.5px' },
  '.cm-meaning': { padding: '9px 13px', maxWidth: '440px' },
  '.cm-panels': { backgroundColor: '#fbf6ef', color: '#33261f' },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.tagName], color: '#84476a', fontWeight: '600' },
  { tag: [tags.heading, tags.definition(tags.name)], color: '#a33d18', fontWeight: '600' },
  { tag: [tags.propertyName, tags.attributeName, tags.labelName], color: '#3f5f7a' },
  { tag: [tags.string, tags.attributeValue], color: '#8d4a12' },
  { tag: [tags.number, tags.bool, tags.null], color: '#a33d18' },
  { tag: [tags.comment, tags.lineComment], color: '#75655a', fontStyle: 'italic' },
  { tag: [tags.variableName, tags.special(tags.variableName), tags.atom], color: '#2f6b3a' },
  { tag: tags.operator, color: '#5d4c42' },
]);

const chinese = {
  'Control character': '控制字符',
  Find: '查找',
  Replace: '替换',
  next: '下一个',
  previous: '上一个',
  all: '全部',
  'match case': '区分大小写',
  'by word': '整词',
  regexp: '正则',
  replace: '替换',
  'replace all': '全部替换',
  close: '关闭',
  'current match': '当前匹配',
  'replaced $ matches': '已替换 $ 处',
  'replaced match on line $': '已替换第 $ 行',
  'on line': '在第几行',
  'Go to line': '跳到行',
  go: '跳转',
  Diagnostics: '问题',
  'No diagnostics': '没有问题',
  Completions: '补全',
  'Fold line': '折叠',
  'Unfold line': '展开',
  'Selection deleted': '已删除所选',
};

/** What every text editor of the studio can do, however its files are written. */
export function basics(language: string, label: string): Extension[] {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    foldGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    autocompletion({ icons: false, activateOnTypingDelay: 60, maxRenderedOptions: 60 }),
    EditorView.lineWrapping,
    EditorState.tabSize.of(4),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
    language.startsWith('zh') ? EditorState.phrases.of(chinese) : [],
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off' }),
    syntaxHighlighting(colours),
    look,
  ];
}

/** Findings as marks: under the words of their line, the first line for what is about the whole file. */
export function marks(findings: Finding[], doc: Text): Diagnostic[] {
  return findings
    .map((one): Diagnostic => {
      const line = doc.line(Math.min(Math.max(1, one.line), doc.lines));
      const from = line.from + (line.text.length - line.text.trimStart().length);
      return { from: Math.min(from, line.to), to: line.to, severity: isError(one) ? 'error' : 'warning', message: one.message };
    })
    .sort((one, other) => one.from - other.from);
}

export function mark(view: EditorView, findings: Finding[]): void {
  view.dispatch(setDiagnostics(view.state, marks(findings, view.state.doc)));
}
