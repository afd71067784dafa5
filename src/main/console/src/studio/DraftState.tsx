import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Draft } from './drafts';

const hues: Record<string, string> = { open: 'orange', canary: 'purple', asked: 'gold', approved: 'green', published: 'green', discarded: 'default' };

export function StateTag({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  return <Tag color={hues[draft.state]} style={{ margin: 0 }}>{t(`drafts.states.${draft.state}`)}</Tag>;
}
