import type { Page } from 'playwright-core';
import { testWith } from './tool.ts';
import { installedBrowser, openBrowser as open } from '../tools/src/console/browser.ts';

export { signIn } from '../tools/src/console/browser.ts';

const executablePath = installedBrowser(process.env['PATH']);

/** A test where the machine has a browser; where not, it is skipped, and `what` is named as not tried. */
export const inBrowser = (what: string) => testWith(executablePath, 'chromium', what);

/** The browser of the machine, without a window. Close it. */
export const openBrowser = () => open(executablePath ?? '');

/** What a page asked for, and what it complained of. */
export function watch(page: Page) {
  const seen = { hosts: new Set<string>(), complaints: [] as string[] };
  page.on('request', (request) => void seen.hosts.add(new URL(request.url()).origin));
  page.on('console', (line) => {
    // the browser's advice on forms is no complaint
    if (['error', 'warning'].includes(line.type())) seen.complaints.push(line.text());
  });
  page.on('pageerror', (error) => void seen.complaints.push(error.message));
  return seen;
}

/** Chooses a sample person by their words on the page `/docs`; answers what the window saw in which that was done. */
export async function signInOnPage(page: Page, words: string) {
  await page.locator('.btn.authorize').click();
  const dialog = page.locator('.auth-container', { hasText: 'authorizationCode' });
  const opened = page.waitForEvent('popup');
  await dialog.locator('button.authorize').click();
  const popup = await opened;
  const seen = watch(popup);
  await popup.getByRole('button', { name: words }).click();
  await dialog.getByText('Logout').waitFor();
  await page.locator('.close-modal').click();
  return seen;
}
