import { useQuery } from '@tanstack/react-query';
import { Alert, Segmented, Select } from 'antd';
import i18next from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, Problem } from '../../api/client';
import { useGet } from '../../api/hooks';
import type { Persona, TemplateItem } from '../../api/types';
import { pick, useText } from '../../i18n';
import { Forms } from '../../parts/Forms';
import { useTerm } from '../../parts/words';
import { encoded, fileAddress, isText, type Change } from '../drafts';
import { drafted, type DraftPart } from '../files';
import { formOf, templateOf } from '../template/names';

interface Props {
  path: string;
  draft: string;
  changes: Change[];
}

interface Shown {
  rendered: Record<string, string>;
}

type Side = Shown | { fault: string } | undefined;

/** A message as its readers would see it before and after: every form, in frames that can run nothing. */
export default function Pictures({ path, draft, changes }: Props) {
  const { t } = useTranslation();
  const term = useTerm();
  const say = useText();
  const own = templateOf(path);
  const templates = useGet<TemplateItem[]>('/templates');
  const personas = useGet<Persona[]>('/templates/personas');
  const [chosen, setChosen] = useState<string>();
  const [language, setLanguage] = useState(/_(\w{2})\.properties$/.exec(path)?.[1] ?? 'zh');
  const [channel, setChannel] = useState<string>();
  const [persona, setPersona] = useState<string>();
  // A layout is seen in whatever uses it.
  const shared = !own || own.id.startsWith('_') || own.id === '';
  const template = chosen ?? (shared ? (templates.data?.find((one) => one.channels.includes('email')) ?? templates.data?.[0])?.id : own.id);
  const about = templates.data?.find((one) => one.id === template);
  const both = usePictures(draft, changes, { template, language, channel, persona });
  const [before, after] = both.data ?? [];
  const differs = JSON.stringify(before) !== JSON.stringify(after);
  return (
    <div className="stack" data-testid="pictures">
      <div className="row">
        {shared && <Select size="small" style={{ minWidth: 180 }} showSearch={{ optionFilterProp: 'label' }} aria-label={t('compare.pictures.template')} value={template} onChange={setChosen} options={(templates.data ?? []).map((one) => ({ value: one.id, label: `${say(one.title)} · ${one.id}` }))} />}
        <Segmented size="small" aria-label={t('editor.language')} value={language} onChange={setLanguage} options={(about?.languages ?? ['zh', 'en']).map((one) => ({ value: one, label: term('language', one) }))} />
        <Select allowClear size="small" style={{ minWidth: 120 }} placeholder={t('editor.anyChannel')} aria-label={t('editor.channel')} value={channel} onChange={setChannel} options={(about?.channels ?? []).map((one) => ({ value: one, label: term('channel', one) }))} />
        <Select allowClear size="small" style={{ minWidth: 130 }} placeholder={t('editor.sample')} aria-label={t('editor.previewFor')} value={persona} onChange={setPersona} options={(personas.data ?? []).map((one) => ({ value: one.id, label: say(one.title) }))} />
      </div>
      {both.data && !differs && <p className="quiet small">{t('compare.pictures.same')}</p>}
      {both.data && <div className="pictures">{(['old', 'now'] as const).map((side) => <Picture key={side} side={side} shown={side === 'old' ? before : after} other={side === 'old' ? after : before} first={own ? formOf(own.file) : undefined} />)}</div>}
    </div>
  );
}

function Picture({ side, shown, other, first }: { side: 'old' | 'now'; shown: Side; other: Side; first?: string }) {
  const { t } = useTranslation();
  const rendered = shown && 'rendered' in shown ? shown.rendered : undefined;
  const others = other && 'rendered' in other ? other.rendered : undefined;
  // The form that differs is looked at first.
  const differing = Object.keys(rendered ?? {}).filter((form) => form !== 'subject' && rendered![form] !== others?.[form]);
  const form = first && differing.includes(first) ? first : (differing.find((one) => one === 'html') ?? differing[0] ?? first);
  return (
    <section aria-label={t(`compare.diagram.${side}`)}>
      <div className="quiet small">{t(`compare.diagram.${side}`)}</div>
      {shown && 'fault' in shown && <Alert type="error" title={<span className="wrap">{t('compare.pictures.failed', { why: shown.fault })}</span>} />}
      {!shown && <p className="quiet">{t('compare.pictures.none')}</p>}
      {rendered?.subject !== undefined && rendered.subject !== others?.subject && <p className="subject edited"><span className="quiet small">{t('messages.subject')}</span><br /><strong>{rendered.subject}</strong></p>}
      {rendered && <Forms key={form} rendered={rendered} first={form} />}
    </section>
  );
}

/** Rendered with the draft's files, and with the same files as they were when it was opened. */
function usePictures(draft: string, changes: Change[], wanted: { template?: string; language: string; channel?: string; persona?: string }) {
  const touched = changes.filter((one) => one.path.startsWith('templates/') && isText(one.path)).slice(0, 50);
  const old = useQuery({ queryKey: [`/drafts/${draft}/base`, touched.map((one) => one.path + one.base)], queryFn: () => Promise.all(touched.map((one) => part(one.path, one.base ? `/drafts/${draft}/base/${encoded(one.path)}` : undefined))), staleTime: Infinity });
  const now = useQuery({ queryKey: [`/drafts/${draft}/now`, touched.map((one) => one.path + one.hash)], queryFn: () => Promise.all(touched.map((one) => part(one.path, one.hash ? fileAddress(draft, one.path) : undefined))), staleTime: Infinity });
  return useQuery<[Side, Side]>({
    queryKey: ['/templates/preview', 'both', draft, wanted, old.dataUpdatedAt, now.dataUpdatedAt],
    queryFn: async () => [await picture(wanted, old.data!), await picture(wanted, now.data!)],
    enabled: !!wanted.template && !!old.data && !!now.data,
    placeholderData: (before) => before,
  });
}

async function part(path: string, address: string | undefined): Promise<DraftPart> {
  return address ? drafted(path, await api.text(address)) : { path, removed: true };
}

async function picture(wanted: object, files: DraftPart[]): Promise<Side> {
  try {
    return await api.post<Shown>('/templates/preview', { ...wanted, files });
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 404) return undefined;
    return { fault: fault instanceof Problem ? (pick(fault.body.text, i18next.language) || (fault.body.detail ?? fault.code)) : String(fault) };
  }
}
