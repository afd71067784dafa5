import { Drawer, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIVE, useGet, useList } from '../api/hooks';
import { part } from '../api/client';
import { Figure, useNumber } from '../parts/figure';
import { List } from '../parts/list';
import { Empty, Loaded, Panel, usePhone } from '../parts/page';
import { RewardPage } from '../parts/rewards';
import { When } from '../parts/when';
import { Member, useWords } from '../parts/words';

interface Count {
  plan: string;
  state: 'active' | 'grace';
  members: number;
}

interface Held {
  plan: string;
  state: 'active' | 'grace' | 'ended';
  since: string;
  paidUntil: string;
  graceUntil: string;
  renews: boolean;
}

interface Act {
  id: string;
  plan: string;
  act: 'paid' | 'cancelled' | 'refunded' | 'grace' | 'ended';
  reference: string;
  days: number;
  until: string;
  at: string;
  refunded: boolean;
}

const hues: Record<string, string> = { active: 'green', grace: 'gold', ended: 'default' };

/** Memberships that members pay for in the shop. */
export default function Plans() {
  const [open, setOpen] = useState<string>();
  return (
    <RewardPage at="plans">
      {(community) => (
        <>
          <Counts community={community} open={setOpen} />
          <Payers community={community} plan={open} close={() => setOpen(undefined)} />
        </>
      )}
    </RewardPage>
  );
}

function Counts({ community, open }: { community: string; open: (plan: string) => void }) {
  const { t } = useTranslation();
  const number = useNumber();
  const words = useWords();
  const counts = useGet<Count[]>('/plans', { community }, { live: LIVE });
  return (
    <Loaded from={counts}>
      {(data) => {
        const plans = [...new Set([...words.plans, ...data.map((one) => one.plan)])];
        const of = (plan: string, state: string) => data.find((one) => one.plan === plan && one.state === state)?.members ?? 0;
        if (plans.length === 0) return <Panel><Empty title={t('plans.none')} text={t('plans.noneText')} /></Panel>;
        return (
          <div className="figures">
            {plans.map((plan) => (
              <button key={plan} type="button" onClick={() => open(plan)} style={{ all: 'unset', cursor: 'pointer' }}>
                <Figure warm label={words.plan(plan)} value={number(of(plan, 'active') + of(plan, 'grace'))} note={t('plans.inGrace', { count: number(of(plan, 'grace')) })} />
              </button>
            ))}
          </div>
        );
      }}
    </Loaded>
  );
}

function Payers({ community, plan, close }: { community: string; plan?: string; close: () => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  const words = useWords();
  const payers = useList<Held & { member: string }>(`/plans/${part(plan ?? '')}/members`, { community }, { enabled: !!plan });
  return (
    <Drawer open={!!plan} onClose={close} size={phone ? '100%' : 720} title={plan && words.plan(plan)}>
      {plan && (
        <List<Held & { member: string }>
          from={payers}
          id={(one) => one.member}
          columns={[
            { key: 'member', title: t('filter.member'), phone: 'name', show: (one) => <Member id={one.member} /> },
            { key: 'state', title: t('coupons.state'), phone: 'corner', show: (one) => <State of={one} /> },
            { key: 'since', title: t('plans.since'), show: (one) => <When at={one.since} /> },
            { key: 'until', title: t('plans.paidUntil'), show: (one) => <When at={one.paidUntil} /> },
          ]}
          empty={<Empty title={t('plans.nobody')} />}
        />
      )}
    </Drawer>
  );
}

function State({ of }: { of: Held }) {
  const { t } = useTranslation();
  return (
    <span className="row" style={{ gap: 4 }}>
      <Tag color={hues[of.state]} style={{ margin: 0 }}>{t(`plans.state_${of.state}`)}</Tag>
      {of.state !== 'ended' && !of.renews && <Tag style={{ margin: 0 }}>{t('plans.cancelled')}</Tag>}
    </span>
  );
}

/** What a member pays for, until when, and all that happened to it. */
export function PlansOf({ id, community }: { id: string; community: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const held = useGet<{ plans: Held[]; acts: Act[] }>(`/members/${part(id)}/plans`, { community }, { live: LIVE });
  const acts = { items: held.data?.acts, problem: held.error, loading: held.isPending, loadingMore: false, again: () => void held.refetch() };
  return (
    <>
      {(held.data?.plans ?? []).map((plan) => (
        <div key={plan.plan} className="row" style={{ gap: 10, padding: '12px 16px', flexWrap: 'wrap' }}>
          <strong>{words.plan(plan.plan)}</strong>
          <State of={plan} />
          <span className="small">{t('plans.paidUntil')} <When at={plan.paidUntil} /></span>
          {plan.state === 'grace' && <span className="small">{t('plans.graceUntil')} <When at={plan.graceUntil} /></span>}
        </div>
      ))}
      <List<Act>
        from={acts}
        id={(one) => one.id}
        columns={[
          { key: 'plan', title: t('plans.plan'), phone: 'name', show: (one) => words.plan(one.plan) },
          { key: 'act', title: t('badges.act'), phone: 'corner', show: (one) => <Tag style={{ margin: 0 }}>{t(`plans.act_${one.act}`)}{one.refunded && ` · ${t('plans.act_refunded')}`}</Tag> },
          { key: 'reference', title: t('coupons.order'), show: (one) => <span className="code small wrap">{one.reference}</span> },
          { key: 'until', title: t('plans.paidUntil'), show: (one) => <When at={one.until} /> },
          { key: 'at', title: t('wallet.at'), show: (one) => <When at={one.at} /> },
        ]}
        empty={<Empty title={t('plans.noPlan')} />}
      />
    </>
  );
}
