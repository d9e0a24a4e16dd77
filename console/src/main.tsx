import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { authorize } from './api/client.ts';
import { look } from './look.ts';
import { router } from './router.tsx';
import { SessionContext } from './session/session-context.ts';
import { openSession } from './session/session.ts';
import { fetchSettings } from './session/settings.ts';
import { startWords } from './words/i18n.ts';
import './look.css';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, staleTime: 1_000 }, mutations: { retry: false } },
});

function Root() {
  const { i18n } = useTranslation();
  const isChinese = i18n.language === 'zh';
  dayjs.locale(isChinese ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      locale={isChinese ? zhCN : enUS}
      theme={look}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
    >
      <App>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}

await startWords();
const session = await openSession(await fetchSettings());
authorize(session);
// nothing of one person is shown to the next
session.onChange(() => session.accessToken() ?? queries.clear());
createRoot(document.querySelector('#root') ?? document.body).render(
  <StrictMode>
    <SessionContext value={session}>
      <QueryClientProvider client={queries}>
        <Root />
      </QueryClientProvider>
    </SessionContext>
  </StrictMode>,
);
