import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, Problem } from '../api/client';
import { explain } from '../api/hooks';
import type { Session } from '../api/types';
import { Door } from '../shell/Door';
import { useEntering } from '../shell/session';

export default function Login() {
  const { t } = useTranslation();
  const { enter } = useEntering();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${t('login.title')} · Hearth`;
  }, [t]);
  const signIn = async (values: { name: string; password: string }) => {
    setBusy(true);
    setProblem(undefined);
    try {
      enter(await api.post<Session>('/session', values));
    } catch (refused) {
      setProblem(refused as Problem);
      setBusy(false);
    }
  };
  return (
    <Door>
      <h1 style={{ fontSize: 24, marginBottom: 4 }}>{t('login.title')}</h1>
      <p className="quiet" style={{ marginBottom: 22 }}>
        {t('login.text')}
      </p>
      {problem && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 16 }}
          title={problem.status === 401 ? t('login.refused') : explain(problem, t)}
          description={<span className="code small">{problem.code}</span>}
        />
      )}
      <Form layout="vertical" requiredMark={false} size="large" onFinish={(values) => void signIn(values as { name: string; password: string })}>
        <Form.Item name="name" label={t('login.name')} rules={[{ required: true, message: t('form.required') }]}>
          <Input autoFocus autoComplete="username" />
        </Form.Item>
        <Form.Item name="password" label={t('login.password')} rules={[{ required: true, message: t('form.required') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t('login.enter')}
        </Button>
      </Form>
      <p className="quiet small" style={{ marginTop: 18 }}>
        {t('login.first')}
      </p>
    </Door>
  );
}
