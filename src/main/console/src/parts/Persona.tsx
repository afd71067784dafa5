import { Button, Input, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../api/hooks';
import type { Vocabulary } from '../api/types';
import { useWords } from './words';

type Figures = Record<string, number>;

/** A made-up member, as scenarios beside the rules have them. */
export interface Persona {
  member?: { level?: string; points?: number; segments?: string[]; badges?: string[]; [more: string]: unknown };
  activity?: Record<string, Figures>;
  event?: { type: string; data?: Record<string, unknown>; [more: string]: unknown };
  [more: string]: unknown;
}

export const somebody: Persona = {
  member: { level: 'regular', joined: '2026-01-02', segments: ['contributor'] },
  activity: { 'post.created': { '7d': 2, ever: 12 } },
  event: { type: 'post.created', data: { text: '早上好' } },
};

const periods = ['today', 'week', 'month', 'year', '7d', '30d', '90d', 'ever', 'streak', 'first', 'last'];

/** Who somebody is who doesn't exist: by fields, or as text for what has no field. */
export function PersonaForm({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const [plain, setPlain] = useState(false);
  const persona = parsed(text);
  const asText = plain || !persona;
  const shown = <Segmented size="small" aria-label={t('try.as')} value={asText ? 'text' : 'form'} onChange={(value) => setPlain(value === 'text')} options={[{ value: 'form', label: t('try.asForm'), disabled: !persona }, { value: 'text', label: t('try.asText') }]} />;
  return (
    <div className="stack">
      {shown}
      {asText ? (
        <Input.TextArea className="code" autoSize={{ minRows: 6, maxRows: 18 }} aria-label={t('try.persona')} value={text} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Fields persona={persona} onChange={(next) => onChange(JSON.stringify(next, null, 2))} />
      )}
    </div>
  );
}

function parsed(text: string): Persona | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Persona) : undefined;
  } catch {
    return undefined;
  }
}

function Fields({ persona, onChange }: { persona: Persona; onChange: (next: Persona) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { data } = useGet<Vocabulary>('/vocabulary');
  const ids = (group: unknown): string[] => (Array.isArray(group) ? group.map((one: { id: string }) => one.id) : Object.keys((group as object | undefined) ?? {}));
  const member = persona.member ?? {};
  const set = (change: Partial<NonNullable<Persona['member']>>) => onChange({ ...persona, member: { ...member, ...change } });
  const types = words.eventTypes.map((one) => ({ value: one, label: words.eventType(one) }));
  const event = persona.event;
  return (
    <>
      <Label text={t('try.level')}>
        <Select allowClear style={{ width: '100%' }} aria-label={t('try.level')} value={member.level} onChange={(level: string | undefined) => set({ level })} options={ids(data?.levels).map((one) => ({ value: one, label: words.level(one) }))} />
      </Label>
      <Label text={t('try.points')}>
        <InputNumber min={0} style={{ width: '100%' }} aria-label={t('try.points')} value={member.points ?? 0} onChange={(points) => set({ points: points ?? 0 })} />
      </Label>
      <Label text={t('try.segments')}>
        <Select mode="multiple" optionFilterProp="label" style={{ width: '100%' }} aria-label={t('try.segments')} value={member.segments ?? []} onChange={(segments: string[]) => set({ segments })} options={ids(data?.segments).map((one) => ({ value: one, label: words.segment(one) }))} />
      </Label>
      <Label text={t('try.badges')}>
        <Select mode="multiple" optionFilterProp="label" style={{ width: '100%' }} aria-label={t('try.badges')} value={member.badges ?? []} onChange={(badges: string[]) => set({ badges })} options={ids(data?.badges).map((one) => ({ value: one, label: words.badge(one) }))} />
      </Label>
      <Label text={t('try.did')}>
        <Activity of={persona.activity ?? {}} types={types} onChange={(activity) => onChange({ ...persona, activity })} />
      </Label>
      <Label text={t('try.justNow')}>
        <Select allowClear showSearch optionFilterProp="label" style={{ width: '100%' }} placeholder={t('try.noEvent')} aria-label={t('try.event')} value={event?.type} onChange={(type: string | undefined) => onChange({ ...persona, event: type ? { type } : undefined })} options={types} />
      </Label>
      {event && words.dataOf(event.type).map(({ field, kind, name }) => (
        <Label key={field} text={name}>
          {kind === 'number' ? (
            <InputNumber style={{ width: '100%' }} aria-label={name} value={event.data?.[field] as number | undefined} onChange={(value) => onChange({ ...persona, event: { ...event, data: { ...event.data, [field]: value ?? undefined } } })} />
          ) : (
            <Input aria-label={name} value={event.data?.[field] as string | undefined} onChange={(change) => onChange({ ...persona, event: { ...event, data: { ...event.data, [field]: change.target.value || undefined } } })} />
          )}
        </Label>
      ))}
    </>
  );
}

/** How often what was done, a line for each period. */
function Activity({ of, types, onChange }: { of: Record<string, Figures>; types: { value: string; label: string }[]; onChange: (next: Record<string, Figures>) => void }) {
  const { t } = useTranslation();
  const rows = Object.entries(of).flatMap(([type, figures]) => Object.entries(figures).filter(([, value]) => typeof value === 'number').map(([period, value]) => ({ type, period, value })));
  const others = Object.fromEntries(Object.entries(of).map(([type, figures]) => [type, Object.fromEntries(Object.entries(figures).filter(([, value]) => typeof value !== 'number'))]));
  const put = (next: typeof rows) => {
    const all: Record<string, Figures> = { ...others };
    next.forEach(({ type, period, value }) => { all[type] = { ...all[type], [period]: value }; });
    onChange(Object.fromEntries(Object.entries(all).filter(([, figures]) => Object.keys(figures).length > 0)));
  };
  const free = () => {
    const type = rows.at(-1)?.type ?? types[0]?.value ?? '';
    return { type, period: periods.find((one) => !rows.some((row) => row.type === type && row.period === one)) ?? 'ever', value: 1 };
  };
  return (
    <>
      {rows.map((row, index) => (
        <div key={`${row.type} ${row.period}`} className="row" style={{ flexWrap: 'nowrap' }}>
          <Select showSearch optionFilterProp="label" style={{ flex: 2, minWidth: 0 }} aria-label={t('try.event')} value={row.type} onChange={(type: string) => put(rows.map((one, at) => (at === index ? { ...one, type } : one)))} options={[...types, { value: '*', label: t('try.anything') }]} />
          <Select style={{ flex: 2, minWidth: 0 }} aria-label={t('try.period')} value={row.period} onChange={(period: string) => put(rows.map((one, at) => (at === index ? { ...one, period } : one)))} options={[...new Set([...periods, row.period])].map((one) => ({ value: one, label: t(`try.periods.${one}`, { defaultValue: one }) }))} />
          <InputNumber min={0} style={{ flex: 1, minWidth: 64 }} aria-label={t('try.times')} value={row.value} onChange={(value) => put(rows.map((one, at) => (at === index ? { ...one, value: value ?? 0 } : one)))} />
          <Button type="text" size="small" aria-label={t('act.remove')} onClick={() => put(rows.filter((_, at) => at !== index))}>✕</Button>
        </div>
      ))}
      <Button size="small" style={{ alignSelf: 'flex-start' }} onClick={() => put([...rows, free()])}>{t('act.add')}</Button>
    </>
  );
}

function Label({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <div className="stack" style={{ gap: 3 }}>
      <span className="quiet small">{text}</span>
      {children}
    </div>
  );
}
