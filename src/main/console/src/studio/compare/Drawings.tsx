import { Segmented, Tag } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../api/hooks';
import { useText } from '../../i18n';
import { usePhone } from '../../parts/page';
import { kindColours } from '../drafts';
import { firsts, Say, Threads, type Talk } from '../Remarks';
import { blocksOf, type Blocks } from '../workflow/blocks';
import type { Moddle } from '../workflow/modeler';
import { Drawing, type Mark } from './Drawing';
import { read } from './read';
import { compareWorkflows, type ElementChange, type FieldChange, type WorkflowChanges } from './workflow';

interface Props {
  path: string;
  before: string;
  after: string;
  talk?: Talk;
}

type Compared = WorkflowChanges & { name: (id: string) => string | undefined };

const none: ReadonlyMap<string, Mark> = new Map<string, Mark>();

/** Two versions of a workflow: what differs marked on both drawings, and told in words. */
export default function Drawings({ path, before, after, talk }: Props) {
  const { t } = useTranslation();
  const say = useText();
  const phone = usePhone();
  const compared = useCompared(before, after);
  const [chosen, setChosen] = useState<string>();
  const [side, setSide] = useState<'old' | 'now'>(after ? 'now' : 'old');
  const marks = useMemo((): ReadonlyMap<string, Mark> => (compared && before && after ? new Map(compared.elements.map((one) => [one.id, one.kind])) : none), [compared, before, after]);
  const remarks = useMemo(() => firsts(talk?.remarks ?? []).filter((one) => one.path === path && one.element), [talk?.remarks, path]);
  const counts = useMemo(() => remarks.filter((one) => !one.settledAt).reduce((by, one) => by.set(one.element!, (by.get(one.element!) ?? 0) + 1), new Map<string, number>()), [remarks]);
  if (compared === null) return <p className="quiet">{t('compare.diagram.broken')}</p>;
  if (!compared) return null;
  const sides = (['old', 'now'] as const).filter((one) => (one === 'old' ? before : after));
  const shown = phone ? sides.filter((one) => one === side || sides.length === 1) : sides;
  const choose = (id: string) => {
    setChosen(id);
    const change = compared.elements.find((one) => one.id === id);
    if (phone && change && sides.length === 2) setSide(change.kind === 'removed' ? 'old' : 'now');
  };
  const change = compared.elements.find((one) => one.id === chosen);
  const called = (id: string) => (compared.name(id) ?? id).split(' → ').map((one) => say(compared.name(one) ?? one)).join(' → ');
  return (
    <div className="stack" data-testid="drawings">
      {phone && sides.length === 2 && <Segmented size="small" value={side} onChange={setSide} options={sides.map((one) => ({ value: one, label: t(`compare.diagram.${one}`) }))} style={{ alignSelf: 'flex-start' }} />}
      <div className="row small" aria-hidden="true">{marks.size > 0 && (['added', 'changed', 'removed'] as const).map((kind) => <span key={kind} className="row" style={{ gap: 4 }}><i className={`swatch ${kind}`} />{t(`compare.legend.${kind}`)}</span>)}</div>
      {shown.map((one) => (
        <div key={one}>
          {!phone && sides.length === 2 && <div className="quiet small">{t(`compare.diagram.${one}`)}</div>}
          <Drawing xml={one === 'old' ? before : after} label={`${t(`compare.diagram.${one}`)} ${path}`} marks={marks} remarks={counts} chosen={chosen} choose={choose} />
        </div>
      ))}
      <h3 className="small">{t('compare.diagram.list')}</h3>
      {compared.elements.length === 0 && <p className="quiet small">{t('compare.same')}</p>}
      <ul className="changed-steps">{compared.elements.map((one) => <Changed key={one.id} change={one} chosen={one.id === chosen} choose={choose} name={compared.name} />)}</ul>
      {compared.moved.length > 0 && <p className="quiet small">{t('compare.diagram.moved', { count: compared.moved.length })}</p>}
      {talk && (
        <section className="stack" aria-label={t('compare.remarks')}>
          {!chosen && <p className="quiet small">{t('compare.diagram.choose')}</p>}
          {chosen && !change && <p className="small"><strong>{called(chosen)}</strong> <span className="quiet">{t('compare.diagram.noChange')}</span></p>}
          {remarks.filter((one) => one.element !== chosen && !one.settledAt).map((one) => (
            <div key={one.id} className="stack"><button type="button" className="pick" onClick={() => choose(one.element!)}>{t('compare.atElement', { name: called(one.element!) })}</button><Threads talk={talk} of={[one]} /></div>
          ))}
          <Threads talk={talk} of={remarks.filter((one) => one.element !== chosen && one.settledAt)} />
          {chosen && <Threads talk={talk} of={remarks.filter((one) => one.element === chosen)} />}
          {chosen && <Say key={chosen} draft={talk.draft} place={{ path, element: chosen }} label={`${t('compare.say')}: ${t('compare.atElement', { name: called(chosen) })}`} done={() => setChosen(undefined)} />}
        </section>
      )}
    </div>
  );
}

/** Null where one of them can't be read. */
function useCompared(before: string, after: string): Compared | null | undefined {
  const [compared, setCompared] = useState<Compared | null>();
  useEffect(() => {
    let gone = false;
    void Promise.all([read(before), read(after)]).then(
      ([old, now]) => {
        if (gone) return;
        const names = new Map<string, string>();
        for (const one of [old, now]) for (const [id, name] of namesIn(one)) names.set(id, name);
        setCompared({ ...compareWorkflows(old, now), name: (id) => names.get(id) });
      },
      () => !gone && setCompared(null),
    );
    return () => {
      gone = true;
    };
  }, [before, after]);
  return compared;
}

function namesIn(definitions: Moddle | undefined): [string, string][] {
  return compareWorkflows(undefined, definitions).elements.map((one) => [one.id, one.name]);
}

function Changed({ change, chosen, choose, name }: { change: ElementChange; chosen: boolean; choose: (id: string) => void; name: (id: string) => string | undefined }) {
  const { t } = useTranslation();
  const say = useText();
  const field = useFields(change.topic);
  const title = change.name.split(' → ').map((one) => say(name(one) ?? one)).join(' → ');
  return (
    <li>
      <button type="button" className="pick step" aria-current={chosen} onClick={() => choose(change.id)}>
        <Tag color={kindColours[change.kind]} style={{ margin: 0 }}>{t(`compare.legend.${change.kind}`)}</Tag> <strong>{title}</strong> <span className="quiet small">{t([`compare.types.${change.type}`, 'compare.types.other'])}</span>
        {change.fields.map((one) => (
          <span key={`${one.key} ${one.of}`} className="field small">
            <span className="quiet">{field.label(one)}</span> {one.before !== undefined && <del>{field.value(one, one.before)}</del>} {one.after !== undefined && change.kind === 'changed' && (one.before !== undefined ? '→ ' : '')}{one.after !== undefined ? <ins>{field.value(one, one.after)}</ins> : <span className="quiet">→ {t('compare.diagram.nothing')}</span>}
          </span>
        ))}
      </button>
    </li>
  );
}

/** A step's fields in the words of its form. */
function useFields(topic: string | undefined) {
  const { t } = useTranslation();
  const say = useText();
  const told = useGet<Blocks>('/building-blocks');
  const blocks = useMemo(() => (told.data ? blocksOf(told.data) : []), [told.data]);
  const fields = blocks.find((one) => one.topic === topic)?.fields ?? blocks.flatMap((one) => one.fields);
  const find = (of: string | undefined) => fields.find((one) => one.name === of);
  return {
    label: ({ key, of }: FieldChange) => {
      const known = key === 'property' ? find(of)?.label : undefined;
      return known ? say(known) : t(`compare.fields.${key}`, { of });
    },
    value: ({ key, of }: FieldChange, value: string) => {
      if (key === 'topic') return say(blocks.find((one) => one.topic === value)?.name ?? value);
      if (key === 'type') return t([`compare.types.${value}`, 'compare.types.other']);
      if (key === 'property') return say(find(of)?.choices?.find((one) => one.value === value)?.name ?? value);
      return key === 'name' || key === 'form' || key === 'from' || key === 'to' ? value : say(value);
    },
  };
}
