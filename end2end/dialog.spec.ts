// The browser's own login window: never opened by a script of ours, and shown on purpose in a tab of its own.
import { type Page, expect, test } from '@playwright/test';

import { SCENARIOS, attempts, openHome, openPlayground, send } from './support';

const ALICE = { username: 'alice', password: 'wonderland' };

/** As much of a message in the lab's log as is looked at here. */
interface Message {
  head: string;
  fields: { name: string; value: string }[];
}

/** The same of an exchange. */
interface Exchange {
  status: number;
  request: Message;
  response: Message;
}

/** The values of all fields with this name. */
function values(message: Message, name: string): string[] {
  return message.fields.filter((field) => field.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value);
}

/**
 * Counts how often the browser wants to open its login window. Headless Chromium draws none, so it is asked
 * to hand over that decision; the answer is always "cancel".
 */
async function countWindows(page: Page): Promise<() => string[]> {
  const asked: string[] = [];
  const session = await page.context().newCDPSession(page);
  session.on('Fetch.requestPaused', ({ requestId }) => {
    void session.send('Fetch.continueRequest', { requestId }).catch(() => undefined);
  });
  session.on('Fetch.authRequired', ({ requestId, request }) => {
    asked.push(request.url);
    const authChallengeResponse = { response: 'CancelAuth' as const };
    void session.send('Fetch.continueWithAuth', { requestId, authChallengeResponse }).catch(() => undefined);
  });
  await session.send('Fetch.enable', { handleAuthRequests: true });
  return () => asked;
}

test('a navigation to a Basic door wants the window, and a request of the page never does', async ({ page }) => {
  const windows = await countWindows(page);
  // First the proof that the count counts.
  await page.goto('/demo/dialog/end2end/').catch(() => undefined);
  expect(windows().length).toBe(1);

  await openPlayground(page);
  for (const path of ['basic/', 'forbidden/role/', 'dialog/9/']) {
    await send(page, path);
    await expect(attempts(page).last()).toContainText('401');
  }
  expect(windows().length).toBe(1);
});

test('Chromium answers the Digest door with a proof by SHA-256, and keeps the password to itself', async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const { lab, base } = await (await context.request.post('/api/labs')).json();
  const door = `${base}dialog-digest/end2end/`;
  const log = async (): Promise<Exchange[]> => (await context.request.get(`/api/labs/${lab}/exchanges`)).json();
  const statuses = async () => (await log()).map(({ status }) => status);

  const windows = await countWindows(page);
  await page.goto(door).catch(() => undefined);
  expect(windows().length).toBe(1);
  await expect.poll(statuses).toEqual([401]);
  const challenges = values((await log())[0].response, 'WWW-Authenticate');
  expect(challenges.length).toBeGreaterThan(0);
  for (const challenge of challenges) expect(challenge).toMatch(/^Digest /);

  // Somebody else, who knows nothing but the address and the password.
  const other = await browser.newContext({ baseURL, httpCredentials: ALICE });
  const tab = await other.newPage();
  expect((await tab.goto(door))?.status()).toBe(200);
  await expect(tab).toHaveTitle(/You are in/);
  await other.close();
  await expect.poll(statuses).toEqual([401, 401, 200]);
  const { request } = (await log())[2];
  const [authorization] = values(request, 'Authorization');
  expect(authorization).toMatch(/^Digest /);
  expect(authorization).toMatch(/\balgorithm="?SHA-256"?(,|$)/);
  expect(authorization).toMatch(/\bqop="?auth"?(,|$)/);
  expect(authorization).toMatch(/\bnc="?00000001"?(,|$)/);
  expect(request.head).not.toContain(ALICE.password);
});

test('the widget of the home page never opens the window', async ({ page }) => {
  const windows = await countWindows(page);
  await openHome(page);
  await page.getByRole('button', { name: 'Knock', exact: true }).click();
  await expect(page.locator('.home-widget .exchange-card').first()).toContainText('401');
  expect(windows()).toEqual([]);
});

test.describe('the scenario of the native window', () => {
  test.use({ httpCredentials: ALICE });

  test('opens a new tab, and the page mirrors what the browser sends there', async ({ page, context }) => {
    const scenario = SCENARIOS.find(({ opensTab }) => opensTab)!;
    await openPlayground(page, scenario.slug);
    await page.locator('.play__scenario').getByRole('button', { name: 'Get my own address' }).click();
    const opening = context.waitForEvent('page');
    await page.getByRole('link', { name: 'Open the door in a new tab' }).click();
    const tab = await opening;
    await expect(tab.locator('body')).toContainText('alice');
    await expect(tab).toHaveTitle(/You are in/);

    // The tab belongs to somebody else now: it can neither reach back nor be reached.
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    await expect(attempts(page).filter({ hasText: '401' })).toHaveCount(1);
    await expect(attempts(page).filter({ hasText: '200' })).toHaveCount(1);
    await expect(page.locator('.status-message--done')).toBeVisible();
  });

  test('each visit goes to a new address, so the browser asks again', async ({ page, context }) => {
    await openPlayground(page, 'native-dialog');
    await page.locator('.play__scenario').getByRole('button', { name: 'Get my own address' }).click();
    const door = page.getByRole('link', { name: 'Open the door in a new tab' });
    const seen = new Set<string>();
    for (const _ of [1, 2, 3]) {
      const opening = context.waitForEvent('page');
      await door.click();
      const tab = await opening;
      await expect(tab).toHaveTitle(/You are in/);
      seen.add(tab.url());
      await tab.close();
    }
    expect(seen.size).toBe(3);
    await expect(attempts(page).filter({ hasText: '401' })).toHaveCount(3);
  });
});

test.describe('with a wrong password', () => {
  test.use({ httpCredentials: { username: 'alice', password: 'wrong' } });

  test('the browser asks again, and whoever cancels then reads the page that came with the 401', async ({ page, context }) => {
    await openPlayground(page, 'native-dialog');
    await page.locator('.play__scenario').getByRole('button', { name: 'Get my own address' }).click();
    const opening = context.waitForEvent('page');
    await page.getByRole('link', { name: 'Open the door in a new tab' }).click();
    await expect((await opening).locator('body')).toContainText('401');
    await expect(attempts(page).filter({ hasText: '401' })).toHaveCount(2);
    await expect(page.locator('.exchange-card')).toContainText('Basic realm="Dialog');
    await expect(page.locator('.status-message--done')).toHaveCount(0);
  });
});
