import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, Problem } from '../api/client';
import { explain } from '../api/hooks';

export function PasswordForm({ done }: { done: () => void }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const change = async ({ current, next }: { current: string; next: string }) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.post('/session/password', { current, new: next });
      done();
    } catch (refused) {
      setProblem(refused as Problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values) => void change(values as { current: string; next: string })}>
      {problem && <Alert type="error" showIcon style={{ marginBottom: 16 }} title={explain(problem, t)} description={<span className="code small">{problem.code}</span>} />}
      <Form.Item name="current" label={t('password.current')} rules={[{ required: true, message: t('form.required') }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item name="next" label={t('password.next')} extra={t('password.hint')} rules={[{ required: true, message: t('form.required') }, { min: 12, message: t('password.hint') }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('password.again')}
        dependencies={['next']}
        rules={[
          { required: true, message: t('form.required') },
          ({ getFieldValue }) => ({
            validator: (_, value) => (!value || value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t('password.differ')))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('password.change')}
      </Button>
    </Form>
  );
}
