import { Badge, Button, Checkbox, Segmented, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, part, type Page as Paged } from '../api/client';
import { LIVE, useAct, useGet, useList } from '../api/hooks';
import type { TaskItem } from '../api/types';
import { useText } from '../i18n';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { asks, Together } from '../parts/tasking';
import { When } from '../parts/when';
import { Member, Status } from '../parts/words';
import { may, useSession } from '../shell/session';

const views = ['mine', 'groups', 'all'] as const;

export default function Inbox() {
  const { t } = useTranslation();
  const text = useText();
  const go = useNavigate();
  const { data: session } = useSession();
  const [search, setSearch] = useSearchParams();
  const view = search.get('view') ?? 'groups';
  const state = search.get('state') ?? 'open';
  const tasks = useList<TaskItem>('/tasks', { view, state }, { live: LIVE });
  const counts = useCounts(may(session, 'OPERATOR'));
  const claim = useAct((id: string) => api.post(`/tasks/${part(id)}/claim`), { done: t('tasks.claimed'), changes: ['/tasks'] });
  const [picked, setPicked] = useState<string[]>([]);
  const [together, setTogether] = useState<TaskItem[]>();
  const chosen = (tasks.items ?? []).filter((one) => picked.includes(one.id));
  const mayPick = (task: TaskItem) => (chosen.length === 0 || asks(task) === asks(chosen[0]!)) && (chosen.length < 100 || picked.includes(task.id));
  return (
    <Page title={t('inbox.title')} text={t('inbox.text')}>
      <div className="filters">
        <Segmented
          value={view}
          onChange={(value) => setSearch({ view: value, state })}
          options={views.filter((one) => one !== 'all' || may(session, 'OPERATOR')).map((one) => ({
            value: one,
            label: (
              <span className="row" style={{ gap: 6, flexWrap: 'nowrap' }}>
                {t(`inbox.${one}`)} {state === 'open' && <Badge count={counts[one]} overflowCount={99} color={one === 'mine' ? '#b8481f' : '#7a685c'} />}
              </span>
            ),
          }))}
        />
        <Select value={state} style={{ width: 130 }} aria-label={t('filter.status')} onChange={(value) => setSearch({ view, state: value })} options={['open', 'done'].map((one) => ({ value: one, label: t(`inbox.${one}`) }))} />
        {chosen.length > 0 && <Button type="primary" onClick={() => setTogether(chosen)}>{t('tasks.together', { count: chosen.length })}</Button>}
        {chosen.length > 0 && <Button type="link" onClick={() => setPicked([])}>{t('tasks.pickNone')}</Button>}
      </div>
      <Panel flush>
        <List<TaskItem>
          from={tasks}
          id={(task) => task.id}
          onRow={(task) => void go(`/tasks/${task.id}`)}
          columns={[
            {
              key: 'title', title: t('tasks.title'), phone: 'name',
              show: (task) => (
                <span>
                  {state === 'open' && (!task.assignee || task.assignee === session?.name) && <Checkbox style={{ marginInlineEnd: 10 }} aria-label={t('tasks.pick')} checked={picked.includes(task.id)} disabled={!mayPick(task)} onClick={(event) => event.stopPropagation()} onChange={(event) => setPicked(event.target.checked ? [...picked, task.id] : picked.filter((one) => one !== task.id))} />}
                  <Link to={`/tasks/${task.id}`} style={{ fontWeight: 600 }}>{text(task.title)}</Link>
                  {task.escalatedAt ? <Tag color="red" style={{ marginInlineStart: 8 }}>{t('tasks.escalated')}</Tag> : task.remindedAt ? <Tag color="gold" style={{ marginInlineStart: 8 }}>{t('tasks.reminded')}</Tag> : null}
                  {task.followUp && <Tag style={{ marginInlineStart: 8 }}>{t('tasks.lookAgain')} <When at={task.followUp} /></Tag>}
                  {(task.about?.subject ?? task.journey ?? task.about?.template) && <><br /><span className="quiet small">{task.about?.subject ?? task.journey ?? task.about?.template}</span></>}
                </span>
              ),
            },
            { key: 'member', title: t('filter.member'), show: (task) => task.member && <Member picture id={task.member} name={task.memberName} /> },
            { key: 'groups', title: t('tasks.groups'), show: (task) => task.candidateGroups?.map((group) => <Tag key={group}>{group}</Tag>) },
            { key: 'assignee', title: t('tasks.assignee'), show: (task) => task.assignee ?? <span className="quiet">{t('tasks.nobody')}</span> },
            { key: 'due', title: t('tasks.due'), show: (task) => <Due task={task} /> },
            { key: 'created', title: t('tasks.created'), phone: 'hide', show: (task) => <When at={task.createdAt} /> },
            {
              key: 'act', title: '', phone: 'corner',
              show: (task) =>
                state === 'done' ? (
                  <Status group="task" word="done" />
                ) : task.assignee === session?.name || view === 'mine' ? (
                  <Link to={`/tasks/${task.id}`} onClick={(event) => event.stopPropagation()}><Button size="small" type="primary">{t('act.open')}</Button></Link>
                ) : task.assignee ? null : (
                  <Button
                    size="small"
                    loading={claim.isPending && claim.variables === task.id}
                    onClick={(event) => {
                      event.stopPropagation();
                      claim.mutate(task.id, { onSuccess: () => void go(`/tasks/${task.id}`) });
                    }}
                  >
                    {t('tasks.claim')}
                  </Button>
                ),
            },
          ]}
          empty={<Empty title={t(state === 'done' ? 'inbox.noneDone' : 'inbox.empty')} text={t('inbox.emptyText')} />}
        />
      </Panel>
      {together && <Together tasks={together} close={() => { setTogether(undefined); setPicked([]); }} />}
    </Page>
  );
}

function Due({ task }: { task: TaskItem }) {
  if (!task.due) return <span className="quiet">–</span>;
  const late = new Date(task.due).getTime() < Date.now() && !task.doneAt;
  return <span style={{ color: late ? '#b3261e' : undefined }}><When at={task.due} /></span>;
}

function useCounts(operator: boolean): Record<string, number> {
  const one = (view: string) => ({ view, state: 'open', limit: 100 });
  const asked = { live: 5000 };
  const mine = useGet<Paged<TaskItem>>('/tasks', one('mine'), asked);
  const groups = useGet<Paged<TaskItem>>('/tasks', one('groups'), asked);
  const all = useGet<Paged<TaskItem>>('/tasks', one('all'), { ...asked, enabled: operator });
  const count = (result: typeof mine) => result.data?.total ?? result.data?.items?.length ?? 0;
  return { mine: count(mine), groups: count(groups), all: count(all) };
}
