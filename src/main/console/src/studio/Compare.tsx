import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhone } from '../parts/page';
import { basics } from './codemirror';
import { useLanguage } from './PlainEditor';

/** Two versions of a text side by side, line by line; on a phone one below the other. What is the same is folded. */
export default function Compare({ path, before, after }: { path: string; before: string; after: string }) {
  const { i18n, t } = useTranslation();
  const phone = usePhone();
  const language = useLanguage(path);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = place.current!;
    const look = (label: string) => [basics(i18n.language, label), language, EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-readonly': 'true' })];
    const folded = { margin: 3, minSize: 6 };
    if (phone) {
      const view = new EditorView({ parent, state: EditorState.create({ doc: after, extensions: [look(t('drafts.afterSide')), unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: folded })] }) });
      return () => view.destroy();
    }
    const view = new MergeView({ parent, a: { doc: before, extensions: look(t('drafts.beforeSide')) }, b: { doc: after, extensions: look(t('drafts.afterSide')) }, collapseUnchanged: folded, gutter: true });
    return () => view.destroy();
  }, [before, after, language, phone, i18n.language, t]);
  return (
    <div>
      {!phone && <div className="compare-sides small quiet"><span>{t('drafts.beforeSide')}</span><span>{t('drafts.afterSide')}</span></div>}
      <div ref={place} className="compare" data-testid="compare" />
    </div>
  );
}
