import { Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exact, relative } from './moments';

/** A moment in the reader's own zone: relative, with the exact time to hand. */
export function When({ at, plain = false }: { at?: string | null; plain?: boolean }) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  if (!at) return <span className="quiet">–</span>;
  const time = new Date(at);
  if (plain) return <time dateTime={at}>{exact(time, i18n.language)}</time>;
  return (
    <Tooltip title={exact(time, i18n.language)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {relative(time, Math.max(now, Date.now()), i18n.language)}
      </time>
    </Tooltip>
  );
}
