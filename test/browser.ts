import { chromium, type Page } from 'playwright-core';
import { installedBrowser } from './stack.ts';

const executablePath = installedBrowser();

/** A test where the machine has a browser; where not, it is skipped, and `what` is named as not tried. */
export function inBrowser(what: string) {
  if (!executablePath) process.stdout.write(`Skipped: no chromium on PATH, so ${what}.\n`);
  return executablePath ? test : test.skip;
}

/** The browser of the machine, without a window. Close it. */
export const openBrowser = () =>
  chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });

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

/** Signs a sample person in on a page of the console, which comes back to where it was; `name` as on the command line. */
export async function signIn(page: Page, name: string) {
  await page.getByRole('button', { name: /^(登录|Sign in)$/u }).click();
  await page.locator(`button[formaction$="/${name}"]`).click();
  await page.getByRole('button', { name: /^(退出|Sign out)$/u }).waitFor();
}
