import { App, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { PasswordForm } from './PasswordForm';

export function PasswordDialog({ open, close }: { open: boolean; close: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  return (
    <Modal open={open} onCancel={close} footer={null} title={t('password.title')} destroyOnHidden width={420}>
      <PasswordForm
        done={() => {
          void message.success(t('password.changed'));
          close();
        }}
      />
    </Modal>
  );
}
