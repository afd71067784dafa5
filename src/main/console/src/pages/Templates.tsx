import { SendOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Problem } from '../api/client';
import { useGet } from '../api/hooks';
import type { Persona, TemplateItem } from '../api/types';
import { useText } from '../i18n';
import { memberOrNone, useFilters } from '../parts/filters';
import { Forms } from '../parts/Forms';
import { TestSend } from '../parts/TestSend';
import { Empty, Loaded, Page, Panel, Trouble } from '../parts/page';
import { useTerm } from '../parts/words';
import { may, useSession } from '../shell/session';

interface Shown {
  template: string;
  language: string;
  rendered: Record<string, string>;
}

/** Every template as a member, or somebody made up, would read it on each channel. */
export default function Templates() {
  const { t } = useTranslation();
  const templates = useGet<TemplateItem[]>('/templates');
  return (
    <Page back={{ to: '/messages', label: t('messages.title') }} title={t('templates.title')} text={t('templates.text')}>
      <Loaded from={templates}>{(found) => (found.length ? <Look templates={found} /> : <Panel><Empty title={t('templates.empty')} text={t('templates.emptyText')} /></Panel>)}</Loaded>
    </Page>
  );
}

function Look({ templates }: { templates: TemplateItem[] }) {
  const { t } = useTranslation();
  const term = useTerm();
  const text = useText();
  const { data: session } = useSession();
  const { asked, set } = useFilters();
  const [sending, setSending] = useState(false);
  const template = templates.find((one) => one.id === asked('template')) ?? templates[0]!;
  const member = asked('member') ?? '';
  const language = asked('language') ?? 'zh';
  const channel = template.channels.includes(asked('channel') ?? '') ? asked('channel') : undefined;
  const personas = useGet<Persona[]>('/templates/personas');
  const persona = memberOrNone(member) ? undefined : asked('persona');
  const question = { template: template.id, channel, language, member: memberOrNone(member), persona };
  const shown = useQuery<Shown, Problem>({
    queryKey: ['/templates/preview', question],
    queryFn: () => api.post<Shown>('/templates/preview', question),
    retry: false,
  });
  return (
    <>
      <div className="filters">
        <Select style={{ minWidth: 240 }} showSearch={{ optionFilterProp: 'label' }} aria-label={t('messages.template')} value={template.id} onChange={(value) => set('template', value)} options={templates.map((one) => ({ value: one.id, label: `${text(one.title)} · ${one.id}` }))} />
        <Select allowClear style={{ minWidth: 140 }} placeholder={t('term.channel.any')} aria-label={t('messages.channel')} value={channel} onChange={(value) => set('channel', value)} options={template.channels.map((one) => ({ value: one, label: term('channel', one) }))} />
        <Select style={{ minWidth: 110 }} aria-label={t('member.language')} disabled={!!memberOrNone(member)} value={language} onChange={(value) => set('language', value)} options={template.languages.map((one) => ({ value: one, label: term('language', one) }))} />
        <Select allowClear style={{ minWidth: 150 }} placeholder={t('templates.persona')} aria-label={t('templates.persona')} disabled={!!memberOrNone(member)} value={persona} onChange={(value) => set('persona', value)} options={(personas.data ?? []).map((one) => ({ value: one.id, label: text(one.title) }))} />
        <Input allowClear style={{ width: 190 }} placeholder={t('templates.member')} aria-label={t('filter.member')} value={member} onChange={(event) => set('member', event.target.value.trim())} />
        {may(session, 'MARKETER', 'APPROVER') && template.channels.length > 0 && <Button icon={<SendOutlined />} onClick={() => setSending(true)}>{t('templates.test')}</Button>}
      </div>
      <p className="quiet" style={{ margin: '0 0 12px' }}>
        {term('purpose', template.purpose)} · {t('templates.priority', { priority: template.priority })} · {memberOrNone(member) ? t('templates.asMember') : t('templates.asSample')}
      </p>
      {shown.error ? <Trouble problem={shown.error} again={() => void shown.refetch()} /> : shown.data && <Forms key={`${template.id} ${channel} ${persona}`} rendered={shown.data.rendered} />}
      {sending && <TestSend template={template} language={language} close={() => setSending(false)} />}
    </>
  );
}
