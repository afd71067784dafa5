import { Button, Skeleton, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Listing } from '../api/hooks';
import { Trouble, usePhone } from './page';

export interface Column<T> {
  key: string;
  title: ReactNode;
  show: (item: T) => ReactNode;
  width?: number | string;
  right?: boolean;
  /** On a phone: the card's heading, a corner note, left out, or (by default) a labelled line. */
  phone?: 'name' | 'corner' | 'hide';
}

/** A table on a laptop, cards on a phone, read on page by page. */
export function List<T>({ from, columns, id, empty, onRow }: { from: Listing<T>; columns: Column<T>[]; id: (item: T) => string; empty: ReactNode; onRow?: (item: T) => void }) {
  const { t } = useTranslation();
  const phone = usePhone();
  if (from.items === undefined) {
    if (from.problem) return <Trouble problem={from.problem} again={from.again} />;
    return (
      <div style={{ padding: 20 }} aria-busy="true">
        <Skeleton active paragraph={{ rows: 6 }} title={false} />
      </div>
    );
  }
  if (from.items.length === 0) return <>{empty}</>;
  return (
    <>
      {from.problem && <Trouble problem={from.problem} again={from.again} />}
      {phone ? (
        <ul className="cards">
          {from.items.map((item) => (
            <Card key={id(item)} item={item} columns={columns} />
          ))}
        </ul>
      ) : (
        <Table<T>
          rowKey={id}
          dataSource={from.items}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={columns.map((column) => ({
            key: column.key,
            title: column.title,
            width: column.width,
            align: column.right ? ('right' as const) : undefined,
            render: (_: unknown, item: T) => column.show(item),
          }))}
          onRow={onRow ? (item) => ({ onClick: () => onRow(item), style: { cursor: 'pointer' } }) : undefined}
        />
      )}
      {from.more && (
        <div className="more">
          <Button onClick={from.more} loading={from.loadingMore}>
            {t('act.more')}
          </Button>
        </div>
      )}
    </>
  );
}

function Card<T>({ item, columns }: { item: T; columns: Column<T>[] }) {
  const name = columns.find((column) => column.phone === 'name') ?? columns[0]!;
  const corner = columns.find((column) => column.phone === 'corner');
  const lines = columns.filter((column) => column !== name && column !== corner && column.phone !== 'hide');
  return (
    <li>
      <div className="row between" style={{ flexWrap: 'nowrap', alignItems: 'flex-start' }}>
        <div className="name grow">{name.show(item)}</div>
        {corner && <div>{corner.show(item)}</div>}
      </div>
      <dl className="facts">
        {lines.map((column) => (
          <Line key={column.key} title={column.title} value={column.show(item)} />
        ))}
      </dl>
    </li>
  );
}

function Line({ title, value }: { title: ReactNode; value: ReactNode }) {
  if (value === null || value === undefined || value === '') return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </>
  );
}
