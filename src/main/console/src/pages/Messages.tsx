import { EyeOutlined, FieldTimeOutlined, SafetyOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { LIVE, useGet, useList } from '../api/hooks';
import type { ChannelItem, MessageItem } from '../api/types';
import { useText } from '../i18n';
import { memberOrNone, useFilters } from '../parts/filters';
import { Frozen } from '../parts/Frozen';
import { List } from '../parts/list';
import { Empty, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { Member, Status, useTerm } from '../parts/words';

const statuses = ['planned', 'held', 'sending', 'sent', 'suppressed', 'failed', 'waiting', 'unknown'];
const channels = ['outbox', 'email', 'webhook', 'wecom', 'feishu', 'dingtalk', 'sms', 'hands'];

export default function Messages() {
  const { t } = useTranslation();
  const term = useTerm();
  const text = useText();
  const go = useNavigate();
  const { asked, set } = useFilters();
  const member = asked('member') ?? '';
  const own = useGet<ChannelItem[]>('/messages/channels');
  const all = [...new Set([...channels, ...(own.data ?? []).map((one) => one.name)])];
  const messages = useList<MessageItem>('/messages', { status: asked('status'), channel: asked('channel'), member: memberOrNone(member) }, { live: LIVE });
  return (
    <Page
      title={t('messages.title')}
      text={t('messages.text')}
      actions={
        <>
          <Link to="/messages/templates"><Button icon={<EyeOutlined />}>{t('templates.title')}</Button></Link>
          <Link to="/messages/plan"><Button icon={<FieldTimeOutlined />}>{t('plan.title')}</Button></Link>
          <Link to="/messages/limits"><Button icon={<SafetyOutlined />}>{t('limits.title')}</Button></Link>
        </>
      }
    >
      <Frozen />
      <div className="filters">
        <Select allowClear style={{ minWidth: 140 }} placeholder={t('filter.status')} aria-label={t('filter.status')} value={asked('status')} onChange={(value) => set('status', value)} options={statuses.map((one) => ({ value: one, label: term('message', one) }))} />
        <Select allowClear style={{ minWidth: 140 }} placeholder={t('messages.channel')} aria-label={t('messages.channel')} value={asked('channel')} onChange={(value) => set('channel', value)} options={all.map((one) => ({ value: one, label: term('channel', one) }))} />
        <Input allowClear style={{ width: 150 }} placeholder="m-71" aria-label={t('filter.member')} value={member} onChange={(event) => set('member', event.target.value.trim())} />
      </div>
      <Panel flush>
        <List<MessageItem>
          from={messages}
          id={(one) => one.id}
          onRow={(one) => void go(`/messages/${one.id}`)}
          columns={[
            { key: 'template', title: t('messages.template'), phone: 'name', show: (one) => <Link to={`/messages/${one.id}`} style={{ fontWeight: 600 }}>{one.template}</Link> },
            { key: 'member', title: t('filter.member'), show: (one) => <Member picture id={one.member} /> },
            { key: 'channel', title: t('messages.channel'), show: (one) => term('channel', one.channel) },
            { key: 'status', title: t('messages.status'), phone: 'corner', show: (one) => <Status group="message" word={one.status === 'sent' && one.report ? one.report : one.status} /> },
            { key: 'reason', title: t('messages.reason'), show: (one) => (one.reason ? <span className="quiet wrap">{text(one.reasonText) || one.reason}</span> : null) },
            { key: 'at', title: t('messages.at'), show: (one) => <When at={one.sentAt ?? one.plannedAt} /> },
          ]}
          empty={<Empty title={t('messages.empty')} text={t('messages.emptyText')} />}
        />
      </Panel>
    </Page>
  );
}
