import { failure } from '@doudi/infra/failure';
import type { Browser, Page } from 'playwright-core';
import { installedBrowser, openBrowser, signIn } from './browser.ts';

/** Where a tool looks at the console: who, on which page, and which link it follows from there. */
export interface Look {
  /** a sample person, by the name on the command line */
  readonly person: string;
  readonly path: string;
  /** a link on that page, whose target has no address known beforehand */
  readonly follow?: string;
}

/** Runs with the browser of this machine. Throws a failure where there is none. */
export async function withBrowser<Result>(
  path: string | undefined,
  use: (browser: Browser) => Promise<Result>,
) {
  const executable = installedBrowser(path);
  if (!executable) throw failure('There is no chromium on PATH.');
  const browser = await openBrowser(executable);
  return use(browser).finally(() => browser.close());
}

/** Opens a page of the console as a person, and waits until it shows what it is for. */
export async function openPage(page: Page, url: string, { person, path, follow }: Look): Promise<void> {
  await page.goto(`${url}${path}`).catch((cause: unknown) => {
    throw failure(`No console answers at ${url}; start one with npm run demo.`, { cause });
  });
  await signIn(page, person);
  if (follow) await page.locator(follow).first().click();
  await isShown(page);
}

/** A page is shown when its heading is there and it asks for nothing more. */
export async function isShown(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}
