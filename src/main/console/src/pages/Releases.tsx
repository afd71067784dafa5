import { Alert, Button, Collapse, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { part, type Page as PageOf } from '../api/client';
import { useGet, useList } from '../api/hooks';
import { List } from '../parts/list';
import { Empty, Loaded, Page, Panel } from '../parts/page';
import { When } from '../parts/when';
import { BackDialog } from '../release/BackDialog';
import { RunMigrations } from '../release/RunMigrations';
import { may, useSession } from '../shell/session';
import { encoded, kindColours, type Change, type Move } from '../studio/drafts';
import { Texts } from '../studio/Texts';
import '../studio/drafts.css';

/** What was published, the newest first; or one release with what it changed. */
export default function Releases() {
  const { id } = useParams();
  return id ? <One id={id} /> : <All />;
}

function All() {
  const { t } = useTranslation();
  const go = useNavigate();
  const moves = useList<Move>('/releases/history', {}, { live: 5000 });
  return (
    <Page title={t('releases.title')} text={t('releases.text')} actions={<Link to="/releases/canaries"><Button>{t('release.canaries')}</Button></Link>}>
      <Panel flush>
        <List<Move>
          from={moves}
          id={(one) => one.id}
          onRow={(one) => void go(`/releases/${one.id}`)}
          columns={[
            { key: 'title', title: t('releases.what'), phone: 'name', show: (one) => <Link to={`/releases/${one.id}`} onClick={(event) => event.stopPropagation()}><Title of={one} /></Link> },
            { key: 'live', title: '', phone: 'corner', show: (one) => one.live && <Tag color="green" style={{ margin: 0 }}>{t('releases.live')}</Tag> },
            { key: 'why', title: t('releases.why'), show: (one) => (one.why ? <span className="wrap">{one.why}</span> : null) },
            { key: 'by', title: t('releases.by'), show: (one) => one.by },
            { key: 'at', title: t('releases.at'), show: (one) => <When at={one.at} /> },
            { key: 'hash', title: t('releases.hash'), show: (one) => <span className="code">{one.release.slice(0, 12)}</span> },
          ]}
          empty={<Empty title={t('releases.empty')} />}
        />
      </Panel>
    </Page>
  );
}

function Title({ of }: { of: Move }) {
  const { t } = useTranslation();
  return <>{of.kind === 'draft' ? of.title : t(`releases.kinds.${of.kind}`)}</>;
}

function One({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const [asking, setAsking] = useState(false);
  const found = useGet<PageOf<Move>>('/releases/history', { after: Number(id) + 1, limit: 1 });
  const move = found.data?.items.find((one) => one.id === id);
  return (
    <Page
      back={{ to: '/releases', label: t('releases.title') }}
      title={move ? <Title of={move} /> : id}
      name={t('releases.title')}
      text={move?.why}
      actions={move && (
        <>
          <Link to={`/releases/${move.id}/grants`}><Button>{t('release.see')}</Button></Link>
          <Button href={`/api/v1/releases/${part(move.release)}/archive`} download>{t('releases.archive')}</Button>
          {!move.live && may(session, 'OPERATOR', 'APPROVER') && <Button type="primary" danger onClick={() => setAsking(true)}>{t('releases.goBack')}</Button>}
        </>
      )}
    >
      <Loaded from={found}>
        {() => !move ? <Empty title={t('releases.empty')} /> : (
          <div className="stack wide">
            {move.live && <Alert type="success" showIcon title={t('releases.isLive')} />}
            <Panel>
              <dl className="pairs">
                <dt>{t('releases.by')}</dt><dd>{move.by} · <When at={move.at} plain /></dd>
                {move.agreed.length > 0 && <><dt>{t('releases.agreed')}</dt><dd>{move.agreed.join(', ')}</dd></>}
                {move.draft && <><dt>{t('releases.draft')}</dt><dd><Link to={`/drafts/${move.draft}`}>{move.title}</Link></dd></>}
                <dt>{t('releases.hash')}</dt><dd className="code wrap">{move.release}</dd>
              </dl>
            </Panel>
            <RunMigrations release={move.release} />
            {move.before && move.before !== move.release && <Differences before={move.before} after={move.release} />}
          </div>
        )}
      </Loaded>
      {asking && move && <BackDialog release={move.release} close={() => setAsking(false)} />}
    </Page>
  );
}

function Differences({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const changes = useGet<Change[]>(`/releases/${part(after)}/changes`, { against: before });
  return (
    <Panel title={t('drafts.changes')}>
      <Loaded from={changes}>
        {(found) => found.length === 0 ? <p className="quiet">{t('drafts.nothing')}</p> : (
          <Collapse
            ghost
            defaultActiveKey={found.length <= 3 ? found.map((one) => one.path) : []}
            items={found.map((one) => ({
              key: one.path,
              label: <span className="wrap"><Tag color={kindColours[one.kind]}>{t(`drafts.kinds.${one.kind}`)}</Tag><span className="code">{one.path}</span></span>,
              children: <Texts path={one.path} before={one.kind === 'added' ? undefined : `/releases/${before}/files/${encoded(one.path)}`} after={one.kind === 'removed' ? undefined : `/releases/${after}/files/${encoded(one.path)}`} />,
            }))}
          />
        )}
      </Loaded>
    </Panel>
  );
}
