import { Button, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api, part } from '../api/client';
import { useAct, useGet } from '../api/hooks';
import type { Community as Shape, Objective } from '../api/types';
import { useText } from '../i18n';
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
            community.objectives!.map((objective, index) => (
              <div key={index} className="row between" style={{ padding: '8px 0' }}>
                <span>{objective.text ?? objective.metric}</span>
                <span>
                  <strong className="number">{number(objective.target)}</strong>{' '}
                  {objective.until && (
                    <span className="quiet small">
                      {t('communities.until')} {objective.until.slice(0, 10)}
                    </span>
                  )}
                </span>
              </div>
            ))
          )}
          {may(session, 'MARKETER') && <NewObjective community={community} />}
        </Panel>
        {community.createdAt && (
          <p className="quiet small">
            {t('communities.since')} <When at={community.createdAt} plain />
          </p>
        )}
      </div>
    </>
  );
}

function Charter({ community, editable }: { community: Shape; editable: boolean }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string>();
  const save = useAct((charter: string) => api.patch(`/communities/${part(community.slug)}`, { charter }), {
    done: t('act.saved'),
    changes: ['/communities'],
  });
  return (
    <Panel
      className="c7"
      title={t('communities.charter')}
      extra={
        editable && draft === undefined ? (
          <Button size="small" onClick={() => setDraft(community.charter ?? '')}>
            {t('act.edit')}
          </Button>
        ) : undefined
      }
    >
      {draft === undefined ? (
        community.charter ? (
          <div style={{ whiteSpace: 'pre-wrap', lineHeight: 1.8 }}>{community.charter}</div>
        ) : (
          <Empty title={t('communities.noCharter')} text={t('communities.noCharterText')} />
        )
      ) : (
        <div className="stack">
          <Input.TextArea aria-label={t('communities.charter')} value={draft} onChange={(event) => setDraft(event.target.value)} autoSize={{ minRows: 8, maxRows: 24 }} />
          <div className="row">
            <Button type="primary" loading={save.isPending} onClick={() => save.mutate(draft, { onSuccess: () => setDraft(undefined) })}>
              {t('act.save')}
            </Button>
            <Button onClick={() => setDraft(undefined)}>{t('act.cancel')}</Button>
          </div>
        </div>
      )}
    </Panel>
  );
}

function NewObjective({ community }: { community: Shape }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Objective>();
  const save = useAct(
    (objective: Objective) => api.patch(`/communities/${part(community.slug)}`, { objectives: [...(community.objectives ?? []), objective] }),
    { done: t('act.saved'), changes: ['/communities'] },
  );
  return (
    <Form form={form} className="row" style={{ marginTop: 12 }} onFinish={(values) => save.mutate(values, { onSuccess: () => form.resetFields() })}>
      <Form.Item name="metric" noStyle rules={[{ required: true, message: t('form.required') }]}>
        <Input className="grow" placeholder={t('communities.metric')} aria-label={t('communities.metric')} />
      </Form.Item>
      <Form.Item name="target" noStyle rules={[{ required: true, message: t('form.required') }]}>
        <InputNumber style={{ width: 100 }} placeholder={t('communities.target')} aria-label={t('communities.target')} />
      </Form.Item>
      <Button htmlType="submit" loading={save.isPending}>
        {t('act.add')}
      </Button>
    </Form>
  );
}
