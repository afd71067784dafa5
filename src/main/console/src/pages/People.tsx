import { PlusOutlined } from '@ant-design/icons';
import { Button, Drawer, Form, Input, Modal, Popconfirm, Select, Switch, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, part } from '../api/client';
import { useAct, useList } from '../api/hooks';
import type { Absence, GroupItem, PersonItem, Role } from '../api/types';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Avatar, useTerm } from '../parts/words';

const roles: Role[] = ['MARKETER', 'APPROVER', 'OPERATOR', 'ADMINISTRATOR'];

export default function People() {
  const { t } = useTranslation();
  return (
    <Page title={t('people.title')} text={t('people.text')}>
      <Tabs items={[{ key: 'people', label: t('people.people'), children: <Persons /> }, { key: 'groups', label: t('people.groups'), children: <Groups /> }]} />
    </Page>
  );
}

function Persons() {
  const { t } = useTranslation();
  const term = useTerm();
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<PersonItem>();
  const people = useList<PersonItem>('/people');
  const add = <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('people.add')}</Button>;
  return (
    <>
      <div className="filters">{add}</div>
      <Panel flush>
        <List<PersonItem>
          from={people}
          id={(person) => person.name}
          onRow={setChosen}
          columns={[
            { key: 'name', title: t('people.name'), phone: 'name', show: (person) => <span className="row" style={{ flexWrap: 'nowrap' }}><Avatar id={person.name} name={person.displayName} /><a role="button" tabIndex={0} onClick={() => setChosen(person)} onKeyDown={(key) => key.key === 'Enter' && setChosen(person)}>{person.displayName}</a> <span className="code quiet">{person.name}</span></span> },
            { key: 'roles', title: t('people.roles'), show: (person) => person.roles.map((role) => <Tag key={role} color={role === 'ADMINISTRATOR' ? 'volcano' : undefined}>{term('role', role)}</Tag>) },
            { key: 'groups', title: t('people.groups'), show: (person) => person.groups?.join(', ') || '–' },
            { key: 'state', title: t('members.status'), phone: 'corner', show: (person) => <Tag color={off(person) ? 'default' : 'green'}>{t(off(person) ? 'people.off' : 'people.on')}</Tag> },
          ]}
          empty={<Empty title={t('people.empty')} text={t('people.text')}>{add}</Empty>}
        />
      </Panel>
      <NewPerson open={adding} close={() => setAdding(false)} />
      <Drawer open={!!chosen} onClose={() => setChosen(undefined)} size={460} title={chosen?.displayName} destroyOnHidden>
        {chosen && <Person person={people.items?.find((one) => one.name === chosen.name) ?? chosen} />}
      </Drawer>
    </>
  );
}

const off = (person: PersonItem) => person.active === false || person.disabled === true;

function Person({ person }: { person: PersonItem }) {
  const { t } = useTranslation();
  const term = useTerm();
  const groups = useList<GroupItem>('/groups');
  const path = `/people/${part(person.name)}`;
  const change = useAct((changes: Partial<PersonItem> & { password?: string }) => api.patch(path, changes), { done: t('act.saved'), changes: ['/people'] });
  const join = useAct(({ group, into }: { group: string; into: boolean }) => (into ? api.put(`/groups/${part(group)}/members/${part(person.name)}`) : api.delete(`/groups/${part(group)}/members/${part(person.name)}`)), { done: t('act.saved'), changes: ['/people', '/groups'] });
  return (
    <Form layout="vertical">
      <Form.Item label={t('people.roles')}>
        <Select mode="multiple" value={person.roles} onChange={(chosen: Role[]) => change.mutate({ roles: chosen })} options={roles.map((role) => ({ value: role, label: term('role', role) }))} />
      </Form.Item>
      <Form.Item label={t('people.groups')}>
        <Select
          mode="multiple"
          value={person.groups}
          options={(groups.items ?? []).map((group) => ({ value: group.name, label: group.title ?? group.name }))}
          onSelect={(group: string) => join.mutate({ group, into: true })}
          onDeselect={(group: string) => join.mutate({ group, into: false })}
        />
      </Form.Item>
      <Form.Item label={t('people.mayEnter')}>
        <Switch checked={!off(person)} onChange={(active) => change.mutate({ active })} aria-label={t('people.mayEnter')} />
      </Form.Item>
      <Reset path={path} />
      <Absences name={person.name} />
    </Form>
  );
}

function Reset({ path }: { path: string }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState<string | null>();
  const reset = useAct(() => api.patch<{ password?: string }>(path, { resetPassword: true }), { changes: ['/people'] });
  return (
    <Form.Item>
      {password ? (
        <>
          <p>{t('people.passwordOnce')}</p>
          <div className="secret code wrap">{password}</div>
        </>
      ) : (
        <Popconfirm title={t('people.resetAsk')} okText={t('people.reset')} cancelText={t('act.cancel')} onConfirm={() => reset.mutate(undefined, { onSuccess: (made) => setPassword(made?.password) })}>
          <Button loading={reset.isPending}>{t('people.reset')}</Button>
        </Popconfirm>
      )}
    </Form.Item>
  );
}

function Absences({ name }: { name: string }) {
  const { t } = useTranslation();
  const people = useList<PersonItem>('/people');
  const path = `/people/${part(name)}/absences`;
  const absences = useList<Absence>(path);
  const [form] = Form.useForm<{ from: string; until: string; substitute?: string }>();
  const add = useAct((absence: { from: string; until: string; substitute?: string }) => api.post(path, { ...absence, from: new Date(absence.from).toISOString(), until: new Date(absence.until).toISOString() }), { done: t('act.saved'), changes: [path] });
  const remove = useAct((id: string) => api.delete(`${path}/${part(id)}`), { done: t('act.saved'), changes: [path] });
  return (
    <>
      <h2 className="panel-title">{t('people.absences')}</h2>
      {(absences.items ?? []).map((absence) => (
        <div key={absence.id} className="row between small" style={{ padding: '4px 0' }}>
          <span><When at={absence.from} /> → <When at={absence.until} /> {absence.substitute && <span className="quiet">· {t('people.substitute')}: {absence.substitute}</span>}</span>
          <Button size="small" type="text" onClick={() => remove.mutate(absence.id)}>{t('act.remove')}</Button>
        </div>
      ))}
      <Form form={form} component={false} layout="vertical">
        <div className="grid" style={{ gap: 8, marginTop: 8 }}>
          <Form.Item className="c6" name="from" noStyle><Input className="c6" type="datetime-local" aria-label={t('people.from')} /></Form.Item>
          <Form.Item className="c6" name="until" noStyle><Input className="c6" type="datetime-local" aria-label={t('people.until')} /></Form.Item>
          <Form.Item className="c6" name="substitute" noStyle><Select className="c6" allowClear placeholder={t('people.substitute')} aria-label={t('people.substitute')} options={(people.items ?? []).filter((one) => one.name !== name).map((one) => ({ value: one.name, label: one.displayName }))} /></Form.Item>
          <Button className="c6" loading={add.isPending} onClick={() => { const values = form.getFieldsValue(); if (values.from && values.until) add.mutate(values, { onSuccess: () => form.resetFields() }); }}>{t('people.addAbsence')}</Button>
        </div>
      </Form>
    </>
  );
}

function NewPerson({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const [form] = Form.useForm();
  const [password, setPassword] = useState<string>();
  const add = useAct((person: object) => api.post<{ password?: string }>('/people', person), { done: t('people.added'), changes: ['/people'] });
  const end = () => {
    setPassword(undefined);
    close();
  };
  return (
    <Modal
      open={open}
      onCancel={end}
      title={t('people.add')}
      okText={t('act.create')}
      cancelText={t('act.cancel')}
      confirmLoading={add.isPending}
      destroyOnHidden
      footer={password ? <Button type="primary" onClick={end}>{t('act.close')}</Button> : undefined}
      onOk={() => form.validateFields().then((person) => add.mutate(person, { onSuccess: (made) => (made?.password ? setPassword(made.password) : end()) }))}
    >
      {password ? (
        <>
          <p>{t('people.passwordOnce')}</p>
          <div className="secret code wrap">{password}</div>
        </>
      ) : (
        <Form form={form} layout="vertical" initialValues={{ roles: ['MARKETER'] }}>
          <Form.Item name="displayName" label={t('people.displayName')} rules={[{ required: true, message: t('form.required') }]}><Input /></Form.Item>
          <Form.Item name="name" label={t('people.login')} rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,62}$/, message: t('people.loginHint') }]}><Input className="code" autoComplete="off" /></Form.Item>
          <Form.Item name="roles" label={t('people.roles')}><Select mode="multiple" options={roles.map((role) => ({ value: role, label: term('role', role) }))} /></Form.Item>
        </Form>
      )}
    </Modal>
  );
}

function Groups() {
  const { t } = useTranslation();
  const groups = useList<GroupItem>('/groups');
  const people = useList<PersonItem>('/people');
  const [name, setName] = useState('');
  const add = useAct(() => api.post('/groups', { name }), { done: t('act.saved'), changes: ['/groups'] });
  const join = useAct(({ group, person, into }: { group: string; person: string; into: boolean }) => (into ? api.put(`/groups/${part(group)}/members/${part(person)}`) : api.delete(`/groups/${part(group)}/members/${part(person)}`)), { done: t('act.saved'), changes: ['/groups', '/people'] });
  return (
    <>
      <div className="filters">
        <Input style={{ width: 200 }} value={name} onChange={(event) => setName(event.target.value)} placeholder={t('people.groupName')} aria-label={t('people.groupName')} />
        <Button disabled={!/^[a-z0-9][a-z0-9-]*$/.test(name)} loading={add.isPending} onClick={() => add.mutate(undefined, { onSuccess: () => setName('') })}>{t('people.addGroup')}</Button>
      </div>
      <Panel flush>
        <List<GroupItem>
          from={groups}
          id={(group) => group.name}
          columns={[
            { key: 'name', title: t('people.groups'), phone: 'name', show: (group) => <strong>{group.title ?? group.name}</strong> },
            {
              key: 'members', title: t('people.people'),
              show: (group) => (
                <Select
                  mode="multiple"
                  style={{ minWidth: 260, width: '100%' }}
                  aria-label={group.name}
                  value={group.members}
                  options={(people.items ?? []).map((person) => ({ value: person.name, label: person.displayName }))}
                  onSelect={(person: string) => join.mutate({ group: group.name, person, into: true })}
                  onDeselect={(person: string) => join.mutate({ group: group.name, person, into: false })}
                />
              ),
            },
          ]}
          empty={<Empty title={t('people.noGroups')} text={t('people.noGroupsText')} />}
        />
      </Panel>
    </>
  );
}
