import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../api/hooks';
import { useName } from '../api/names';
import type { Identity, Vocabulary } from '../api/types';
import { pick } from '../i18n';

/** Names that the catalogue gives to event types, levels, badges and segments. */
export function useWords() {
  const { i18n, t } = useTranslation();
  const { data } = useGet<Vocabulary>('/vocabulary');
  const named = (group: Record<string, { name?: Record<string, string> }> | undefined, id: string) =>
    pick(group?.[id]?.name, i18n.language) || id;
  const levels = Array.isArray(data?.levels)
    ? Object.fromEntries(data.levels.map((level) => [level.id, level]))
    : data?.levels;
  return {
    eventType: (type: string) => {
      const known = pick(data?.eventTypes?.[type]?.name, i18n.language);
      if (known) return known;
      const own = `eventType.${type.replaceAll('.', '_')}`;
      return i18n.exists(own) ? t(own) : type;
    },
    level: (id: string) => named(levels, id),
    badge: (id: string) => {
      const [badge, level] = id.split('/');
      const at = level && data?.badgeLevels?.[badge]?.find((one) => one.id === level);
      return named(data?.badges, badge) + (level ? ` (${(at && pick(at.name, i18n.language)) || level})` : '');
    },
    badgeLevel: (badge: string, level: string) => pick(data?.badgeLevels?.[badge]?.find((one) => one.id === level)?.name, i18n.language) || level,
    badges: Object.keys(data?.badges ?? {}),
    benefit: (kind: 'coupon' | 'privilege' | 'gift', id: string) => named(kind === 'coupon' ? data?.coupons : kind === 'gift' ? data?.gifts : data?.privileges, id),
    plan: (id: string) => named(data?.plans, id),
    plans: Object.keys(data?.plans ?? {}),
    segment: (id: string) => named(data?.segments, id),
    eventTypes: Object.keys(data?.eventTypes ?? {}),
    dataOf: (type: string) =>
      Object.entries(data?.eventTypes?.[type]?.data ?? {}).map(([field, shape]) => ({
        field,
        kind: typeof shape === 'string' ? shape : (shape.type ?? ''),
        name: (typeof shape === 'string' ? '' : pick(shape.name, i18n.language)) || field,
      })),
    attribute: (id: string) => named(data?.attributes, id),
    caseKinds: Object.keys(data?.caseKinds ?? {}),
    caseKind: (id: string) => named(data?.caseKinds, id),
    rulebook: (id: string) => named(data?.rulebooks, id),
  };
}

/** A word of the server's own lists in the reader's language, or as it is. */
export function useTerm() {
  const { i18n, t } = useTranslation();
  return (group: string, word: string | null | undefined) => {
    if (!word) return '–';
    const key = `term.${group}.${word.toLowerCase().replaceAll(/[ .-]/g, '_')}`;
    return i18n.exists(key) ? t(key) : word;
  };
}

/** What an outcome of a replay is called, where the release knows it. */
export function outcomeName(words: ReturnType<typeof useWords>, line: { kind: string; what: string; name: string }) {
  return line.kind === 'segment' ? words.segment(line.what) : line.kind === 'badge' ? words.badge(line.what) : line.kind === 'level' ? words.level(line.what) : line.kind === 'case' ? words.caseKind(line.what) : line.name;
}

/** What an act of the audit is called: in words of its own, or by what was acted on and what was done to it. */
export function useActName() {
  const { i18n, t } = useTranslation();
  return (act: string) => {
    const [of = '', ...did] = act.toLowerCase().replaceAll('-', '_').split('.');
    const own = `term.auditAct.${[of, ...did].join('_')}`;
    const parts = [`term.audit.of.${of}`, `term.audit.did.${did.join('_')}`];
    return i18n.exists(own) ? t(own) : parts.every((key) => i18n.exists(key)) ? parts.map((key) => t(key)).join(i18n.language === 'zh' ? '：' : ': ') : act;
  };
}

const hues: Record<string, string> = {
  active: 'green', sent: 'green', delivered: 'green', done: 'green', completed: 'green', accepted: 'green', opened: 'green', up: 'green', closed: 'default',
  applied: 'gold', planned: 'gold', waiting: 'gold', claimed: 'gold', medium: 'gold', running: 'orange', open: 'orange', paused: 'gold', held: 'gold',
  failed: 'red', refused: 'red', removed: 'red', bounced: 'red', complained: 'red', incident: 'red', high: 'red', critical: 'red', unknown: 'volcano', down: 'red',
  muted: 'purple', denied: 'default', suppressed: 'default', left: 'default', ended: 'default', cancelled: 'default', low: 'default',
};

export function Status({ group, word }: { group: string; word: string | null | undefined }) {
  const term = useTerm();
  if (!word) return <span className="quiet">–</span>;
  return (
    <Tag color={hues[word.toLowerCase()] ?? 'default'} style={{ margin: 0 }}>
      {term(group, word)}
    </Tag>
  );
}

const avatarColours = ['#b8481f', '#8a6212', '#4c7a52', '#4a6a85', '#84476a', '#7a5540', '#5b6b3a', '#a0522d'];

export function Avatar({ name, id, big }: { name?: string | null; id: string; big?: boolean }) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return (
    <span className={`avatar${big ? ' big' : ''}`} style={{ background: avatarColours[sum % avatarColours.length] }} aria-hidden="true">
      {(name || id).replace(/^m-/, '').slice(0, 1).toUpperCase()}
    </span>
  );
}

export function Member({ id, name, picture }: { id: string; name?: string | null; picture?: boolean }) {
  const known = useName(id, name);
  return (
    <Link to={`/members/${id}`} className="row" style={{ flexWrap: 'nowrap', display: 'inline-flex' }} onClick={(event) => event.stopPropagation()}>
      {picture && <Avatar id={id} name={known} />}
      <span className="wrap">{known}</span>
    </Link>
  );
}

export function Identities({ of }: { of: (Identity | string)[] | undefined }) {
  return (
    <span className="quiet small wrap">
      {(of ?? []).map((identity) => (typeof identity === 'string' ? identity : `${identity.platform}:${identity.externalId}`)).join(' · ')}
    </span>
  );
}

export function Segments({ of }: { of: string[] | undefined }) {
  const words = useWords();
  return (
    <span className="row" style={{ gap: 4 }}>
      {(of ?? []).map((segment) => (
        <Link key={segment} to={`/segments/${encodeURIComponent(segment)}`} onClick={(event) => event.stopPropagation()}>
          <Tag style={{ margin: 0, cursor: 'pointer' }}>{words.segment(segment)}</Tag>
        </Link>
      ))}
    </span>
  );
}
