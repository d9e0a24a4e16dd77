import { Link, Outlet } from '@tanstack/react-router';
import { Button, Flex, Layout, Result } from 'antd';
import { isFor } from './api/operations.ts';
import { NoticesLink } from './notices-link.tsx';
import { routes } from './routes.ts';
import { useCaller, useSession } from './session/session-context.ts';
import { changeLanguage } from './words/language.ts';
import { useWords } from './words/use-words.ts';

/** What is around every page: where one is, who one is, in which language. */
export function Shell() {
  const { t, language, code } = useWords();
  const { signIn, signOut } = useSession();
  const caller = useCaller();
  return (
    <Layout className="shell">
      <a href="#content" className="skip">
        {t('shell.skip')}
      </a>
      <header className="head no-print">
        <Link to="/" className="brand">
          <strong>{t('product.name')}</strong> <span>{t('product.about')}</span>
        </Link>
        {caller && <Menu roles={caller.roles} />}
        <Flex gap="small" align="center" className="who">
          {caller && <NoticesLink roles={caller.roles} />}
          {caller && <span>{caller.roles.map((role) => code('role', role)).join(' · ')}</span>}
          <Button size="small" onClick={() => void changeLanguage(language === 'zh' ? 'en' : 'zh')}>
            <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{t('shell.other-language')}</span>
          </Button>
          {caller && (
            <Button size="small" onClick={() => void signOut()}>
              {t('shell.sign-out')}
            </Button>
          )}
        </Flex>
      </header>
      <main id="content" tabIndex={-1}>
        {caller ? (
          <Outlet />
        ) : (
          <Result
            icon={null}
            title={<h1>{t('shell.sign-in-first')}</h1>}
            subTitle={t('shell.why-sign-in')}
            extra={
              <>
                <Button type="primary" size="large" onClick={() => void signIn()}>
                  {t('shell.sign-in')}
                </Button>
                <p>
                  <a href={`/track?lang=${language}`}>{t('shell.track')}</a>
                </p>
              </>
            }
          />
        )}
      </main>
    </Layout>
  );
}

function Menu({ roles }: { readonly roles: readonly string[] }) {
  const { t } = useWords();
  const offered = routes.filter(
    ({ menu, asks, verb = 'GET' }) => menu && (!asks || isFor(roles, verb, asks)),
  );
  return (
    <nav aria-label={t('shell.menu')}>
      {offered.map(({ path, menu }) => (
        <Link key={path} to={path} activeOptions={{ exact: path === '/' }}>
          {menu && t(menu)}
        </Link>
      ))}
    </nav>
  );
}
