import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks why before something is done that others will wonder about. */
export function AskReason({ title, text, danger, busy, ready = true, close, act, children }: { title: string; text?: string; danger?: boolean; busy: boolean; ready?: boolean; close: () => void; act: (reason: string) => void; children?: ReactNode }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Modal open onCancel={close} title={title} okText={title} cancelText={t('act.cancel')} okButtonProps={{ disabled: !ready || !reason.trim(), danger }} confirmLoading={busy} onOk={() => act(reason.trim())}>
      {text && <p>{text}</p>}
      {children}
      <Input autoFocus maxLength={500} placeholder={t('runs.reason')} aria-label={t('runs.reason')} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  );
}
