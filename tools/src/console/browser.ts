import { chromium, type Page } from 'playwright-core';
import { onPath } from '../commands/on-path.ts';

/** A browser of the machine, if one is on this PATH. */
export const installedBrowser = (path?: string): string | undefined =>
  onPath(['chromium', 'chromium-browser', 'google-chrome'], path);

/** A browser without a window. Close it. */
export const openBrowser = (executablePath: string) =>
  chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });

/** Signs a sample person in on a page of the console, which comes back to where it was; `name` as on the command line. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^(登录|Sign in)$/u }).click();
  await page.locator(`button[formaction$="/${name}"]`).click();
  await page.getByRole('button', { name: /^(退出|Sign out)$/u }).waitFor();
}
