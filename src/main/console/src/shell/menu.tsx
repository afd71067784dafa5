import {
  ApartmentOutlined,
  AuditOutlined,
  BookOutlined,
  CloudUploadOutlined,
  DashboardOutlined,
  EditOutlined,
  ExceptionOutlined,
  ExperimentOutlined,
  FileSearchOutlined,
  FlagOutlined,
  GiftOutlined,
  HeartOutlined,
  HistoryOutlined,
  HomeOutlined,
  InboxOutlined,
  KeyOutlined,
  MailOutlined,
  NotificationOutlined,
  PieChartOutlined,
  RocketOutlined,
  SolutionOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Role, Session } from '../api/types';
import { may } from './session';

export interface Entry {
  path: string;
  name: string;
  icon: ReactNode;
  roles?: Role[];
}

/** The whole console in one list: what there is, and who needs it. */
const groups: { name: string; entries: Entry[] }[] = [
  {
    name: 'community',
    entries: [
      { path: '/', name: 'overview', icon: <HomeOutlined /> },
      { path: '/communities', name: 'communities', icon: <HeartOutlined /> },
      { path: '/members', name: 'members', icon: <TeamOutlined /> },
      { path: '/segments', name: 'segments', icon: <PieChartOutlined /> },
      { path: '/events', name: 'events', icon: <ThunderboltOutlined /> },
    ],
  },
  {
    name: 'work',
    entries: [
      { path: '/inbox', name: 'inbox', icon: <InboxOutlined /> },
      { path: '/cases', name: 'cases', icon: <FlagOutlined /> },
    ],
  },
  {
    name: 'play',
    entries: [
      { path: '/rules', name: 'rules', icon: <BookOutlined /> },
      { path: '/journeys', name: 'journeys', icon: <ApartmentOutlined /> },
      { path: '/promotions', name: 'promotions', icon: <NotificationOutlined /> },
      { path: '/collaborations', name: 'collaborations', icon: <SolutionOutlined />, roles: ['MARKETER', 'APPROVER', 'OPERATOR'] },
      { path: '/rewards', name: 'rewards', icon: <GiftOutlined /> },
      { path: '/messages', name: 'messages', icon: <MailOutlined /> },
      { path: '/receipts', name: 'receipts', icon: <FileSearchOutlined /> },
    ],
  },
  {
    name: 'studio',
    entries: [
      { path: '/drafts', name: 'drafts', icon: <EditOutlined /> },
      { path: '/try', name: 'try', icon: <ExperimentOutlined /> },
      { path: '/replays', name: 'replays', icon: <HistoryOutlined /> },
      { path: '/releases', name: 'releases', icon: <RocketOutlined /> },
    ],
  },
  {
    name: 'run',
    entries: [
      { path: '/imports', name: 'imports', icon: <CloudUploadOutlined />, roles: ['OPERATOR'] },
      { path: '/dead-letters', name: 'deadLetters', icon: <ExceptionOutlined />, roles: ['OPERATOR'] },
      { path: '/people', name: 'people', icon: <UserOutlined />, roles: ['ADMINISTRATOR'] },
      { path: '/api-keys', name: 'apiKeys', icon: <KeyOutlined />, roles: ['ADMINISTRATOR'] },
      { path: '/audit', name: 'audit', icon: <AuditOutlined />, roles: ['OPERATOR'] },
      { path: '/system', name: 'system', icon: <DashboardOutlined />, roles: ['OPERATOR'] },
    ],
  },
];


export function menuFor(session: Session) {
  return groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => !entry.roles || may(session, ...entry.roles)) }))
    .filter((group) => group.entries.length > 0);
}

export function selected(path: string): string {
  if (path.startsWith('/tasks')) return '/inbox';
  if (path.startsWith('/runs')) return '/journeys';
  if (path.startsWith('/partners')) return '/collaborations';
  return path === '/' ? '/' : `/${path.split('/')[1]}`;
}
