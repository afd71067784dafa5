import { Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { part } from '../api/client';
import { useGet, useList } from '../api/hooks';
import type { RuleItem } from '../api/types';
import { Conditions, type Condition } from './Conditions';
import { Loaded, Panel } from './page';

interface Explained {
  rule: string;
  name: string;
  why?: string | null;
  fires: boolean;
  conditions: Condition[];
}

/** Why a rule would or would not fire for this member now, sentence by sentence. */
export function WhyNot({ member, community }: { member: string; community: string }) {
  const { t } = useTranslation();
  const [rule, setRule] = useState<string>();
  const rules = useList<RuleItem>('/rules', { limit: 200 });
  const explained = useGet<Explained>('/explain', { member, community, rule }, { enabled: !!rule, live: 5000 });
  return (
    <Panel title={t('why.title')} extra={rule && <Link className="small" to={`/try?member=${part(member)}&community=${part(community)}&rule=${part(rule)}`}>{t('why.try')}</Link>}>
      <p className="quiet small">{t('why.text')}</p>
      <Select
        showSearch
        allowClear
        style={{ width: '100%' }}
        placeholder={t('why.choose')}
        aria-label={t('why.choose')}
        value={rule}
        onChange={setRule}
        optionFilterProp="label"
        options={(rules.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      {rule && (
        <Loaded from={explained} rows={3}>
          {(data) => (
            <div className="stack" style={{ marginTop: 12 }}>
              <span>
                <Tag color={data.fires ? 'green' : 'default'}>{t(data.fires ? 'why.fires' : 'why.rests')}</Tag>
                {data.why && <span className="quiet small">{data.why}</span>}
              </span>
              <Conditions of={data.conditions} />
            </div>
          )}
        </Loaded>
      )}
    </Panel>
  );
}
