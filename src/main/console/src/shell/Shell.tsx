import { LogoutOutlined, MenuOutlined, LockOutlined } from '@ant-design/icons';
import { Badge, Button, Drawer, Dropdown, Menu } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useGet } from '../api/hooks';
import type { Session, SystemState } from '../api/types';
import { Avatar, useTerm } from '../parts/words';
import { Boundary } from './Boundary';
import { Brand, Flame } from './Brand';
import { Languages } from './Languages';
import { PasswordDialog } from './PasswordDialog';
import { menuFor, selected } from './menu';
import { useEntering } from './session';

/** The frame around every page: menu, notices, language, and who is here. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [drawer, setDrawer] = useState(false);
  useEffect(() => {
    setDrawer(false);
    window.scrollTo(0, 0);
  }, [pathname]);
  const menu = <Navigation session={session} />;
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      <nav className="side" aria-label={t('shell.menu')}>
        <Brand />
        {menu}
      </nav>
      <Drawer
        open={drawer}
        onClose={() => setDrawer(false)}
        placement="left"
        size={264}
        closable={false}
        className="drawer-menu"
        styles={{ body: { padding: 0, background: '#2a1d17' } }}
      >
        <Brand />
        {menu}
      </Drawer>
      <div className="main">
        <header className="top">
          <span className="phone-only">
            <Button type="text" icon={<MenuOutlined />} aria-label={t('shell.menu')} onClick={() => setDrawer(true)} />
          </span>
          <span className="phone-only">
            <Flame size={24} />
          </span>
          <span className="grow" />
          <Pulse />
          <Languages />
          <Me session={session} />
        </header>
        <Notices />
        <main id="content" className="content" tabIndex={-1}>
          <Boundary key={pathname}>{children}</Boundary>
        </main>
      </div>
    </div>
  );
}

function Navigation({ session }: { session: Session }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const open = useGet<{ items?: unknown[]; next?: string | null; total?: number; counts?: Record<string, number> }>(
    '/tasks',
    { view: 'mine', state: 'open', limit: 100 },
    { live: 15_000 },
  );
  const mine = open.data?.counts?.mine ?? open.data?.total ?? open.data?.items?.length ?? 0;
  return (
    <Menu
      theme="dark"
      mode="inline"
      selectedKeys={[selected(pathname)]}
      items={menuFor(session).map((group) => ({
        type: 'group' as const,
        key: group.name,
        label: t(`menu.group.${group.name}`),
        children: group.entries.map((entry) => ({
          key: entry.path,
          icon: entry.icon,
          label: (
            <Link to={entry.path}>
              {t(`menu.${entry.name}`)}
              {entry.name === 'inbox' && mine > 0 && <Badge count={mine} size="small" style={{ marginLeft: 8, boxShadow: 'none' }} />}
            </Link>
          ),
        })),
      }))}
    />
  );
}

function useSystem() {
  return useGet<SystemState>('/system', {}, { live: 5000 });
}

function Pulse() {
  const { t } = useTranslation();
  const { isError } = useSystem();
  return (
    <span className={`live${isError ? ' off' : ''}`} title={t(isError ? 'shell.offline' : 'shell.liveHint')}>
      <i />
      {t(isError ? 'shell.offline' : 'shell.live')}
    </span>
  );
}

function Notices() {
  const { t } = useTranslation();
  const { data, isError, error } = useSystem();
  if (isError && (error?.status === 0 || (error?.status ?? 0) >= 500)) {
    return (
      <div className="banner bad" role="alert">
        {t('shell.unreachable')}
      </div>
    );
  }
  if (data && data.stores?.redis && !data.stores.redis.up) {
    return (
      <div className="banner" role="status">
        {t('shell.redisAway')}
      </div>
    );
  }
  return null;
}

function Me({ session }: { session: Session }) {
  const { t } = useTranslation();
  const term = useTerm();
  const { leave } = useEntering();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'who',
              disabled: true,
              label: (
                <div style={{ maxWidth: 220 }}>
                  <strong style={{ color: '#33261f' }}>{session.displayName}</strong>
                  <div className="small">{session.roles.map((role) => term('role', role)).join(' · ')}</div>
                </div>
              ),
            },
            { type: 'divider' },
            { key: 'password', icon: <LockOutlined />, label: t('password.title'), onClick: () => setChanging(true) },
            { key: 'leave', icon: <LogoutOutlined />, label: t('shell.signOut'), onClick: () => void leave() },
          ],
        }}
      >
        <Button type="text" style={{ paddingInline: 4 }} aria-label={t('shell.account', { name: session.displayName })}>
          <Avatar id={session.name} name={session.displayName} />
        </Button>
      </Dropdown>
      <PasswordDialog open={changing} close={() => setChanging(false)} />
    </>
  );
}
