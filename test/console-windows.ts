import type { Browser } from 'playwright-core';
import { openBrowser, signIn, watch } from './browser.ts';

interface Wish {
  readonly language?: 'zh-CN' | 'en-GB';
  readonly width?: number;
}

/** The windows of a suite, in one browser, opened at its first one. Close it in `afterAll`. */
export function windows(gateway: () => string) {
  let browser: Promise<Browser> | undefined;
  return {
    close: async () => (await browser)?.close(),
    /** A window of its own for a person, in a language, on a page of the console; `name` as on the command line. */
    openAs: async (name: string, path: string, { language = 'zh-CN', width = 1_280 }: Wish = {}) => {
      browser ??= openBrowser();
      const viewport = { width, height: 900 };
      const context = await (await browser).newContext({ locale: language, viewport });
      const page = await context.newPage();
      const seen = watch(page);
      await page.goto(`${gateway()}${path}`);
      await signIn(page, name);
      return { context, page, seen };
    },
  };
}
