import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api, Problem, url } from '../api/client';
import { useAct } from '../api/hooks';
import { Empty } from '../parts/page';
import { fileAddress } from './drafts';

const LARGEST = 2 << 20;

/** A table kept as a workbook: people change it in their spreadsheet, and its bytes stay as they were made there. */
export default function Workbook({ path, draft, readOnly }: { path: string; draft: string; readOnly?: boolean }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const address = fileAddress(draft, path);
  const put = useAct(
    async (file: File) => {
      if (file.size > LARGEST) throw new Problem(413, { code: 'request.too-large', detail: t('editor.tooLarge') });
      const seen = (await api.file(address)).etag;
      await api.writeBytes(address, file, seen);
    },
    { done: t('editor.uploaded'), changes: [`/drafts/${draft}`] },
  );
  return (
    <Empty title={t('editor.workbook')} text={t('editor.workbookText')}>
      <div className="row" style={{ justifyContent: 'center' }}>
        <Button icon={<DownloadOutlined />} href={url(address)} download={path.slice(path.lastIndexOf('/') + 1)}>{t('editor.download')}</Button>
        {!readOnly && <Button type="primary" icon={<UploadOutlined />} loading={put.isPending} onClick={() => input.current?.click()}>{t('editor.upload')}</Button>}
        <input ref={input} type="file" accept=".xlsx" hidden aria-label={t('editor.upload')} onChange={(event) => { const file = event.target.files?.[0]; if (file) put.mutate(file); event.target.value = ''; }} />
      </div>
      {put.error && <Alert type="error" title={<span className="wrap">{put.error.body.detail ?? put.error.code}</span>} style={{ marginTop: 12, textAlign: 'left' }} />}
    </Empty>
  );
}
