import { Checkbox } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rows, type Row } from './cells';

/** Two versions of a table, cell by cell. */
export function Cells({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const compared = useMemo(() => rows(before, after), [before, after]);
  const shown = compared.filter((row, index) => index === 0 || all || row.kind !== 'same');
  return (
    <div className="stack">
      <Checkbox checked={!all} onChange={(event) => setAll(!event.target.checked)}>{t('drafts.rows')}</Checkbox>
      <div className="cells" tabIndex={0} role="region" aria-label={t('drafts.compare')}>
        <table>
          <tbody>{shown.map((row, index) => <Line key={index} row={row} />)}</tbody>
        </table>
      </div>
    </div>
  );
}

function Line({ row }: { row: Row }) {
  return (
    <tr className={row.kind}>
      {row.cells.map((cell, index) => (
        <td key={index} className={cell.before !== cell.after && row.kind === 'changed' ? 'changed' : undefined}>
          {row.kind === 'changed' && cell.before !== cell.after ? <><del>{cell.before}</del> <ins>{cell.after}</ins></> : (cell.after ?? cell.before)}
        </td>
      ))}
    </tr>
  );
}
