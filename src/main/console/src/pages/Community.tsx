import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, part } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import type { Community as Shape } from '../api/types';
import { pick, useText } from '../i18n';
import { Figure, useNumber } from '../parts/figure';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { useTerm } from '../parts/words';
import { may, useSession } from '../shell/session';

export default function Community() {
  const { slug = '' } = useParams();
  const { t } = useTranslation();
  const text = useText();
  const community = useGet<Shape>(`/communities/${part(slug)}`, {}, { live: 5000 });
  return (
    <Page
      back={{ to: '/communities', label: t('communities.title') }}
      title={text(community.data?.name) || slug}
      text={community.data?.purpose}
      actions={
        <Link to={`/members?community=${encodeURIComponent(slug)}`}>
          <Button>{t('communities.seeMembers')}</Button>
        </Link>
      }
    >
      <Loaded from={community}>{(data) => <Board community={data} />}</Loaded>
    </Page>
  );
}

function Board({ community }: { community: Shape }) {
  const { t } = useTranslation();
  const term = useTerm();
  const number = useNumber();
  const { data: session } = useSession();
  return (
    <>
      <div className="figures">
        {Object.entries(community.members ?? {}).map(([status, count]) => (
          <Figure key={status} label={term('membership', status)} value={number(count)} to={`/members?community=${community.slug}&status=${status}`} warm={status === 'active'} />
        ))}
      </div>
      <div className="grid">
        <Charter community={community} editable={may(session, 'MARKETER')} />
        <Panel className="c5" title={t('communities.objectives')}>
          {(community.objectives ?? []).length === 0 ? (
            <Empty title={t('communities.noObjectives')} text={t('communities.noObjectivesText')} />
          ) : (
            <ul style={{ margin: 0, paddingInlineStart: 20, lineHeight: 2 }}>
              {community.objectives!.map((objective, index) => (
                <li key={index}>{objective}</li>
              ))}
            </ul>
          )}
          {may(session, 'MARKETER') && <NewObjective community={community} />}
        </Panel>
        <Panel className="c5" title={t('communities.howToJoin')}>
          <dl className="pairs">
            <dt>{t('communities.joinPolicy')}</dt>
            <dd>
              <Joining community={community} editable={may(session, 'OPERATOR', 'MARKETER')} />
            </dd>
            <dt>{t('communities.zone')}</dt>
            <dd>{community.zone}</dd>
          </dl>
        </Panel>
      </div>
    </>
  );
}

function Joining({ community, editable }: { community: Shape; editable: boolean }) {
  const { t } = useTranslation();
  const change = useAct((joinPolicy: string) => api.patch(`/communities/${part(community.slug)}`, { joinPolicy }), { done: t('act.saved'), changes: ['/communities'] });
  return (
    <Select
      style={{ minWidth: 190 }}
      disabled={!editable}
      aria-label={t('communities.joinPolicy')}
      value={community.joinPolicy}
      onChange={(policy) => change.mutate(policy)}
      options={(['OPEN', 'REVIEW', 'INVITATION'] as const).map((policy) => ({ value: policy, label: t(`communities.policy.${policy}`) }))}
    />
  );
}

function Charter({ community, editable }: { community: Shape; editable: boolean }) {
  const { t, i18n } = useTranslation();
  const [draft, setDraft] = useState<{ zh: string; en: string }>();
  const live = community.charters?.find((charter) => charter.version === community.charterVersion) ?? community.charters?.[0];
  const save = useAct((charter: { zh: string; en: string }) => api.patch(`/communities/${part(community.slug)}`, { charter }), { done: t('act.saved'), changes: ['/communities'] });
  return (
    <Panel
      className="c7"
      title={t('communities.charter')}
      extra={
        editable && !draft ? (
          <Button size="small" onClick={() => setDraft({ zh: live?.zh ?? '', en: live?.en ?? '' })}>
            {t('act.edit')}
          </Button>
        ) : undefined
      }
    >
      {draft ? (
        <div className="stack">
          {(['zh', 'en'] as const).map((language) => (
            <label key={language} className="stack" style={{ gap: 4 }}>
              <span className="quiet small">{t(`term.language.${language}`)}</span>
              <Input.TextArea value={draft[language]} onChange={(event) => setDraft({ ...draft, [language]: event.target.value })} autoSize={{ minRows: 5, maxRows: 20 }} />
            </label>
          ))}
          <p className="quiet small">{t('communities.newVersion')}</p>
          <div className="row">
            <Button type="primary" disabled={!draft.zh.trim() || !draft.en.trim()} loading={save.isPending} onClick={() => save.mutate(draft, { onSuccess: () => setDraft(undefined) })}>
              {t('act.save')}
            </Button>
            <Button onClick={() => setDraft(undefined)}>{t('act.cancel')}</Button>
          </div>
        </div>
      ) : live ? (
        <>
          <div style={{ whiteSpace: 'pre-wrap', lineHeight: 1.8 }}>{pick({ zh: live.zh, en: live.en }, i18n.language)}</div>
          <p className="quiet small" style={{ marginTop: 10 }}>
            {t('communities.version', { version: live.version })} · {live.writtenBy} · <When at={live.writtenAt} />
          </p>
        </>
      ) : (
        <Empty title={t('communities.noCharter')} text={t('communities.noCharterText')} />
      )}
    </Panel>
  );
}

function NewObjective({ community }: { community: Shape }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const save = useAct(() => api.patch(`/communities/${part(community.slug)}`, { objectives: [...(community.objectives ?? []), text.trim()] }), { done: t('act.saved'), changes: ['/communities'] });
  return (
    <form
      className="row"
      style={{ marginTop: 12, flexWrap: 'nowrap' }}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) save.mutate(undefined, { onSuccess: () => setText('') });
      }}
    >
      <Input value={text} maxLength={500} onChange={(event) => setText(event.target.value)} placeholder={t('communities.objective')} aria-label={t('communities.objective')} />
      <Button htmlType="submit" disabled={!text.trim()} loading={save.isPending}>
        {t('act.add')}
      </Button>
    </form>
  );
}
