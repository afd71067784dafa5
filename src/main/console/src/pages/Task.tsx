import { App, Button, Form, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { api, part } from '../api/client';
import { LIVE, useAct, useGet } from '../api/hooks';
import type { TaskDetail } from '../api/types';
import { useText } from '../i18n';
import { Comments, History } from '../parts/Discussion';
import { Field } from '../parts/Field';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { Prepared } from '../parts/Prepared';
import { Files, HandOver, LookAgain } from '../parts/tasking';
import { RunDiagram } from '../parts/RunDiagram';
import { When } from '../parts/when';
import { Member, Status } from '../parts/words';
import { useSession } from '../shell/session';

export default function Task() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const text = useText();
  const task = useGet<TaskDetail>(`/tasks/${part(id)}`, {}, { live: LIVE });
  return (
    <Page back={{ to: '/inbox', label: t('inbox.title') }} title={text(task.data?.title) || t('tasks.one')} text={task.data && text(task.data.instructions)}>
      <Loaded from={task} rows={10}>{(data) => <Board task={data} />}</Loaded>
    </Page>
  );
}

function Board({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const done = !!task.doneAt || ['done', 'cancelled'].includes((task.state ?? '').toLowerCase());
  const mine = task.assignee === session?.name || (!!task.assignee && !!task.yours);
  const [asking, setAsking] = useState<'hand-over' | 'look-again'>();
  const claim = useAct(() => api.post(`/tasks/${part(task.id)}/claim`), { done: t('tasks.claimed'), changes: ['/tasks'] });
  const release = useAct(() => api.post(`/tasks/${part(task.id)}/release`), { done: t('tasks.released'), changes: ['/tasks'] });
  return (
    <div className="grid">
      <div className="c7 stack wide">
        {task.origin === 'message' && task.about?.message && <Prepared message={task.about.message} />}
        <Panel title={t('tasks.form')} extra={<Status group="task" word={done ? 'done' : task.assignee ? 'claimed' : 'open'} />}>
          {!done && mine && task.assignee !== session?.name && <p className="quiet">{t('tasks.inPlaceOf', { name: task.assignee })}</p>}
          {done ? (
            <Answers task={task} />
          ) : mine ? (
            <Answering task={task} />
          ) : (
            <Empty title={task.assignee ? t('tasks.with', { name: task.assignee }) : t('tasks.unclaimed')} text={t('tasks.unclaimedText')}>
              {!task.assignee && <Button type="primary" size="large" loading={claim.isPending} onClick={() => claim.mutate(undefined)}>{t('tasks.claim')}</Button>}
            </Empty>
          )}
          {!done && (
            <div className="row" style={{ gap: 16 }}>
              {mine && <Button type="link" style={{ paddingInline: 0 }} loading={release.isPending} onClick={() => release.mutate(undefined)}>{t('tasks.release')}</Button>}
              <Button type="link" style={{ paddingInline: 0 }} onClick={() => setAsking('hand-over')}>{t('tasks.handOver')}</Button>
              {mine && <Button type="link" style={{ paddingInline: 0 }} onClick={() => setAsking('look-again')}>{t('tasks.lookAgain')}</Button>}
            </div>
          )}
          {asking === 'hand-over' && <HandOver task={task.id} close={() => setAsking(undefined)} />}
          {asking === 'look-again' && <LookAgain task={task.id} at={task.followUp} close={() => setAsking(undefined)} />}
        </Panel>
        {task.run && <Panel title={t('member.journey')} extra={<Link className="small" to={`/runs/${task.run}`}>{t('runs.see')}</Link>}><RunDiagram id={task.run} /></Panel>}
      </div>
      <div className="c5 stack wide">
        <Panel title={t('tasks.about')}>
          <dl className="pairs">
            {task.member && (<><dt>{t('filter.member')}</dt><dd><Member picture id={task.member} name={task.memberName} /></dd></>)}
            {task.community && (<><dt>{t('filter.community')}</dt><dd>{task.community}</dd></>)}
            {task.about?.collaboration && (<><dt>{t('tasks.collaboration')}</dt><dd><Link to={`/collaborations/${part(task.about.collaboration)}`}>{task.about.subject ?? task.about.collaboration}</Link></dd></>)}
            {task.origin === 'promotion' && task.about?.promotion && (
              <>
                <dt>{t('tasks.promotion')}</dt><dd><Link to={`/promotions/${part(task.about.promotion)}`}>{task.about.subject ?? task.about.promotion}</Link></dd>
                <dt>{t('promotions.author')}</dt><dd>{task.about.author}</dd>
                <dt>{t('promotions.members')}</dt><dd>{task.about.members}</dd>
                <dt>{t('promotions.budget')}</dt><dd>{task.about.budget}</dd>
              </>
            )}
            {task.about?.jointEvent && (<><dt>{t('jointEvents.one')}</dt><dd><Link to={`/joint-events/${part(task.about.jointEvent)}`}>{task.about.subject ?? task.about.jointEvent}</Link></dd></>)}
            {task.about?.template && (<><dt>{t('filter.template')}</dt><dd>{task.about.message ? <Link to={`/messages/${part(task.about.message)}`}>{task.about.template}</Link> : task.about.template}</dd></>)}
            {task.journey && (<><dt>{t('journeys.one')}</dt><dd><Link to={`/journeys/${part(task.journey)}`}>{task.journey}</Link></dd></>)}
            {task.origin === 'draft' && task.about?.draft && (<><dt>{t('releases.draft')}</dt><dd><Link to={`/drafts/${part(task.about.draft)}?tab=approval`}>{t('drafts.seeChanges')}</Link><div className="quiet small wrap">{task.about.why}</div></dd></>)}
            {task.origin === 'canary' && task.about?.canary && (<><dt>{t('release.canaries')}</dt><dd><Link to={`/releases/canaries/${part(task.about.canary)}`}>{t('release.compared')}</Link><div className="quiet small wrap">{task.about.why}</div></dd></>)}
            <dt>{t('tasks.assignee')}</dt><dd>{task.assignee ?? t('tasks.nobody')}</dd>
            <dt>{t('tasks.groups')}</dt><dd>{task.candidateGroups?.join(', ') || '–'}</dd>
            <dt>{t('tasks.due')}</dt><dd><When at={task.due} /> {task.escalatedAt ? <Tag color="red">{t('tasks.escalated')}</Tag> : task.remindedAt ? <Tag color="gold">{t('tasks.reminded')}</Tag> : null}</dd>
            {task.followUp && (<><dt>{t('tasks.lookAgain')}</dt><dd><When at={task.followUp} /></dd></>)}
            <dt>{t('tasks.created')}</dt><dd><When at={task.createdAt} /></dd>
          </dl>
        </Panel>
        <Files task={task} open={!done} />
        <Comments of={task.comments ?? []} path={`/tasks/${part(task.id)}/comments`} changes="/tasks" />
        <History of={task.history ?? []} />
      </div>
    </div>
  );
}

function Answering({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const go = useNavigate();
  const [form] = Form.useForm();
  const complete = useAct((values: Record<string, unknown>) => api.post(`/tasks/${part(task.id)}/complete`, { values }), { changes: ['/tasks', '/runs', '/overview'] });
  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={(values: Record<string, unknown>) =>
        complete.mutate(values, {
          onSuccess: () => {
            void message.success(t('tasks.completed'));
            void go('/inbox');
          },
          onError: (problem) => {
            if (problem.body.field) form.setFields([{ name: problem.body.field.replace(/^values\./, ''), errors: [problem.body.detail ?? problem.code] }]);
          },
        })
      }
    >
      {(task.form?.fields ?? []).map((field) => <Field key={field.name} field={field} />)}
      <Button type="primary" htmlType="submit" loading={complete.isPending} style={{ marginTop: 4 }}>{t('tasks.complete')}</Button>
    </Form>
  );
}

function Answers({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const text = useText();
  const answers = Object.entries(task.values ?? {});
  return (
    <>
      <p className="quiet" style={{ marginBottom: 10 }}>
        {t('tasks.doneBy', { name: task.doneBy ?? task.assignee ?? '–' })} <When at={task.doneAt} />
      </p>
      <dl className="pairs">
        {answers.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{text(task.form?.fields?.find((field) => field.name === name)?.label) || name}</dt>
            <dd>{typeof value === 'boolean' ? t(value ? 'act.yes' : 'act.no') : String(value ?? '–')}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
