import { Select, Tabs } from 'antd';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useList } from '../api/hooks';
import type { Community } from '../api/types';
import { useText } from '../i18n';
import { Page } from './page';

const pages = ['overview', 'badges', 'budgets', 'catalogue', 'coupons', 'benefits', 'plans', 'referrals', 'challenges', 'draws', 'contributors'] as const;

/** The pages about rewards, one beside the other, each for the community that was chosen on the last. */
export function RewardPage({ at, children, actions }: { at: (typeof pages)[number]; children: (community: string) => ReactNode; actions?: (community: string) => ReactNode }) {
  const { t } = useTranslation();
  const text = useText();
  const go = useNavigate();
  const [search, setSearch] = useSearchParams();
  const communities = useList<Community>('/communities');
  const community = search.get('community') ?? communities.items?.[0]?.slug;
  return (
    <Page
      title={t(`rewardPages.${at}`)}
      text={t(`rewardPages.${at}Text`)}
      actions={
        <>
          <Select style={{ minWidth: 160 }} aria-label={t('filter.community')} value={community} onChange={(slug) => setSearch({ community: slug })} options={(communities.items ?? []).map((one) => ({ value: one.slug, label: text(one.name) }))} />
          {community && actions?.(community)}
        </>
      }
    >
      <Tabs activeKey={at} onChange={(page) => void go(`/rewards${page === 'overview' ? '' : `/${page}`}${community ? `?community=${community}` : ''}`)} items={pages.map((page) => ({ key: page, label: t(`rewardPages.${page}`) }))} />
      {community && children(community)}
    </Page>
  );
}
