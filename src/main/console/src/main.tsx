import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as Messages, ConfigProvider } from 'antd';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { BrowserRouter } from 'react-router';
import { Problem } from './api/client';
import { antdLocale, startLanguages } from './i18n';
import { Routing } from './Routing';
import { theme } from './theme';
import './styles.css';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1000,
      // A refusal stays one; a server that is away may come back.
      retry: (failures, problem) => !(problem instanceof Problem && problem.status >= 400 && problem.status < 500) && failures < 2,
    },
  },
});

function Root() {
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<Awaited<ReturnType<typeof antdLocale>>>();
  useEffect(() => {
    document.documentElement.lang = i18n.language === 'zh' ? 'zh-CN' : 'en';
    void antdLocale(i18n.language).then(setLocale);
  }, [i18n.language]);
  return (
    <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }}>
      <Messages>
        <BrowserRouter>
          <Routing />
        </BrowserRouter>
      </Messages>
    </ConfigProvider>
  );
}

void startLanguages().then(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Root />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
