import { people } from './people.ts';
import { identityPrefix } from './identity.ts';

/** Text as HTML shows it. */
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title: string, main: string) => `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="stylesheet" href="${identityPrefix}/sign-in.css" />
  </head>
  <body><main>${main}</main></body>
</html>
`;

/** Who signs in: the sample people, a button each. `uid` is the issuer's own name of this signing in. */
export function signInPage(uid: string): string {
  const action = (name: string) => `${identityPrefix}/sign-in/${escaped(uid)}/${name}`;
  const buttons = Object.entries(people).map(
    ([name, { zh, en }]) =>
      `<li><button formaction="${action(name)}">${escaped(zh)} <span lang="en">${escaped(en)}</span></button></li>`,
  );
  return page(
    '演示登录 · Demo sign-in',
    `<h1>演示登录 <span lang="en">Demo sign-in</span></h1>
    <p>选择样例人员，无需密码。<span lang="en">Choose a sample person; there are no passwords.</span></p>
    <form method="post"><ul>${buttons.join('\n')}</ul></form>`,
  );
}

/** Why nobody is signed in. */
export const refusalPage = (error: string, why = ''): string =>
  page(
    '未能登录 · Not signed in',
    `<h1>未能登录 <span lang="en">Not signed in</span></h1>
    <p>请回到原页面重新登录。<span lang="en">Go back to the page you came from and sign in again.</span></p>
    <p lang="en"><code>${escaped(error)}</code> ${escaped(why)}</p>`,
  );

export const styleSheet = `body { font-family: system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 2rem auto; max-width: 32rem; padding: 0 1rem }
ul { list-style: none; padding: 0 }
button { width: 100%; text-align: start; font: inherit; color: inherit; background: #f3f5f8; border: 1px solid #6b7785; border-radius: 4px; padding: .5rem .75rem; margin: .15rem 0; cursor: pointer }
button:hover, button:focus-visible { background: #dfe7f2; outline: 2px solid #1f4e9e }
span[lang] { color: #4a4a4a }
`;
