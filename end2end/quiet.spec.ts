// Opening a page does nothing but show it: no complaint, no third party, no window, no cookie.
import { type Page, expect, test } from '@playwright/test';

import { NO_PAGE, PAGES, exchangePage, settled } from './support';

/** Collects everything that a quiet page does not do; call before the page is opened. */
async function listen(page: Page, origin: string): Promise<string[]> {
  const noise: string[] = [];
  page.on('console', (message) => {
    // The browser reports every failed request; that the page itself is a 404 is no complaint about the page.
    const itself = message.location().url === page.url() && message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !itself) noise.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => noise.push(`popup: ${popup.url()}`));
  page.on('requestfailed', (request) => noise.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:') noise.push(`third party: ${url.href}`);
    if (request.method() !== 'GET') noise.push(`sent unasked: ${request.method()} ${url.pathname}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return noise;
}

test('the sitemap lists exactly the pages that these tests open', async ({ request }) => {
  const sitemap = await (await request.get('/sitemap.xml')).text();
  const listed = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => new URL(address).pathname);
  expect(listed.sort()).toEqual([...PAGES].sort());
});

for (const path of [...PAGES, NO_PAGE]) {
  test(`${path} is quiet and sets no cookie`, async ({ page, context, baseURL }) => {
    const noise = await listen(page, new URL(baseURL!).origin);
    const response = await page.goto(path);
    expect(response?.status()).toBe(path === NO_PAGE ? 404 : 200);
    expect(response?.headers()['content-security-policy']).toContain("default-src 'none'");
    await settled(page);
    expect(noise).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => Object.keys(localStorage).length + Object.keys(sessionStorage).length)).toBe(0);
  });
}

test('the page of an exchange is quiet, and only the lab has a cookie', async ({ page, context, baseURL }) => {
  const path = await exchangePage(context, { method: 'GET', path: 'basic/' });
  const noise = await listen(page, new URL(baseURL!).origin);
  await page.goto(path);
  await settled(page);
  expect(noise).toEqual([]);
  const cookies = await context.cookies();
  expect(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([{ httpOnly: true, sameSite: 'Lax' }]);
  // The cookie opens the log, so no script may read it.
  expect(await page.evaluate(() => document.cookie)).toBe('');
});
