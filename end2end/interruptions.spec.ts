// What goes wrong between a visitor and the server: a late script, no network, a lost stream, a lab that is gone.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Locator, type Page, expect, test } from '@playwright/test';

import { attempts, labAddress, openPlayground, send, sendButton } from './support';

const run = promisify(execFile);
const MODULE = /\.wasm$/;

/** Gives the promise and what fulfils it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

test('what is typed before the script comes is kept', async ({ page }) => {
  const late = gate();
  await page.route(MODULE, async (route) => {
    await late.opened;
    await route.continue();
  });
  await page.goto('/play/right-password', { waitUntil: 'commit' });
  await page.getByLabel('Path').fill('forbidden/role/');
  await page.getByLabel('Headers, one a line').fill('X-Early: yes');
  late.open();
  await expect(page.getByRole('button', { name: 'Add a header' })).toBeVisible();
  await expect(page.getByLabel('Path', { exact: true })).toHaveValue('forbidden/role/');
  await expect(page.getByLabel('Value of X-Early')).toHaveValue('yes');
});

test('where the module does not load, the form still sends', async ({ page }) => {
  await page.route(MODULE, (route) => route.abort());
  await page.goto('/play/right-password');
  await page.locator('form.request-editor').getByRole('button', { name: 'Send' }).click();
  await expect(page).toHaveURL(/\/x\//);
  await expect(page.locator('.exchange-head')).toContainText('401 Unauthorized');
});

test('a slow answer is announced in words, and comes', async ({ page }) => {
  const late = gate();
  await openPlayground(page, 'right-password');
  await page.route('**/lab/**', async (route) => {
    await late.opened;
    await route.continue();
  });
  await sendButton(page).click();
  await expect(page.getByText('Waiting for the server…')).toBeVisible();
  late.open();
  await expect(attempts(page)).toHaveCount(1);
  await expect(page.getByText('Waiting for the server…')).toBeHidden();
});

test('without a network the request waits in the editor', async ({ page, context }) => {
  await openPlayground(page, 'right-password');
  await send(page);
  await page.getByLabel('Path', { exact: true }).fill('forbidden/role/');
  await context.setOffline(true);
  await sendButton(page).click();
  await expect(page.locator('.status-message--offline')).toContainText('You are offline');
  await expect(page.getByLabel('Path', { exact: true })).toHaveValue('forbidden/role/');
  await context.setOffline(false);
  await send(page);
  await expect(page.locator('.status-message--offline')).toHaveCount(0);
  await expect(attempts(page).last()).toContainText('GET forbidden/role/');
});

test('a request that comes too fast is told how long to wait', async ({ page }) => {
  await openPlayground(page, 'right-password');
  await page.route('**/lab/**', (route) => route.fulfill({ status: 429, headers: { 'Retry-After': '3' } }));
  await sendButton(page).click();
  await expect(page.locator('.status-message--rate-limited')).toContainText('Wait 3 seconds');
});

test('a stream that was lost is opened again and nothing is missed', async ({ page }) => {
  let broken = true;
  await page.route('**/stream', (route) => (broken ? route.fulfill({ status: 500 }) : route.continue()));
  await openPlayground(page);
  const base = await labAddress(page);
  await run('curl', ['-s', `${base}basic/`]);
  broken = false;
  await expect(attempts(page)).toHaveCount(1);
  await run('curl', ['-s', `${base}forbidden/role/`]);
  await expect(attempts(page)).toHaveCount(2);
});

test('a browser that lost its cookie gets a new lab and keeps the request', async ({ page, context }) => {
  await openPlayground(page);
  await send(page, 'basic/');
  const before = await page.locator('.request-editor__prefix').innerText();
  await context.clearCookies();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Add a header' })).toBeVisible();
  await send(page, 'basic/');
  expect(await page.locator('.request-editor__prefix').innerText()).not.toBe(before);
});

/** Opens the panel of a Bearer challenge. */
async function openTokenPanel(page: Page): Promise<Locator> {
  await openPlayground(page);
  await send(page, 'bearer/');
  const panel = page.locator('.credentials-panel', { hasText: 'Bearer' });
  await expect(panel).toBeVisible();
  return panel;
}

test('a token that comes late does not take the focus from where one types', async ({ page }) => {
  const panel = await openTokenPanel(page);
  const late = gate();
  await page.route('**/token', async (route) => {
    await late.opened;
    await route.continue();
  });
  await panel.getByRole('button', { name: 'Issue a token' }).click();
  const path = page.getByLabel('Path', { exact: true });
  await path.fill('bearer/?a=');
  late.open();
  await expect(panel.getByRole('button', { name: 'Put it in the request' })).toBeVisible();
  await expect(path).toBeFocused();
});

test('the clock stays where it was moved last, in whatever order the answers come', async ({ page }) => {
  const panel = await openTokenPanel(page);
  const late = gate();
  let first = true;
  await page.route('**/clock', async (route) => {
    const answer = await route.fetch();
    if (first) {
      first = false;
      await late.opened;
    }
    await route.fulfill({ response: answer });
  });
  const clock = panel.getByLabel('The clock of your lab');
  await clock.fill('60');
  await clock.fill('600');
  await expect(panel.locator('output')).toContainText('10 minutes ahead');
  const overtaken = page.waitForResponse('**/clock');
  late.open();
  await (await overtaken).finished();
  // By then the page has made of it what it makes of it.
  await page.evaluate(() => new Promise((seen) => setTimeout(seen, 100)));
  await expect(panel.locator('output')).toContainText('10 minutes ahead');
  await expect(clock).toHaveValue('600');
});

test.describe('with a server that forgets', () => {
  let port: number;
  let program: ChildProcess | undefined;

  async function start(): Promise<void> {
    // The passphrase makes the new program know the ids and cookies of the old one, but not its labs.
    program = spawn(join(__dirname, '../target/release/knock'), ['serve', '--listen', `127.0.0.1:${port}`], {
      env: { ...process.env, KNOCK_SECRET: 'end to end', KNOCK_LOG: 'warn', KNOCK_DRAIN_SECONDS: '1' },
      stdio: 'inherit',
    });
    await expect.poll(() => fetch(`http://127.0.0.1:${port}/readyz`).then(({ ok }) => ok, () => false)).toBe(true);
  }

  async function stop(): Promise<void> {
    if (!program || program.exitCode !== null) return;
    program.kill('SIGTERM');
    await once(program, 'exit');
  }

  test.beforeAll(async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as { port: number }).port;
    server.close();
    await once(server, 'close');
    await start();
  });

  test.afterAll(stop);

  test('a lab that has expired is replaced when its clock is moved, and the page lives on', async ({ page }) => {
    await page.route('**/stream', (route) => route.abort());
    await page.goto(`http://127.0.0.1:${port}/play/expired-token`);
    await expect(page.getByRole('button', { name: 'Add a header' })).toBeVisible();
    await send(page, 'bearer/');
    const before = await page.locator('.request-editor__prefix').innerText();

    await stop();
    await start();
    await page.getByLabel('The clock of your lab').fill('600');
    await expect(page.locator('.request-editor__prefix')).not.toHaveText(before);
    await send(page, 'bearer/');
    await expect(page.locator('.credentials-panel output')).toContainText('10 minutes ahead');
  });

  test('an expired lab is replaced by a new one, and the editor keeps its request', async ({ page }) => {
    // Only the sending may notice it here.
    await page.route('**/stream', (route) => route.abort());
    await page.goto(`http://127.0.0.1:${port}/play/right-password`);
    await page.getByRole('button', { name: 'Add a header' }).click();
    await page.getByLabel('Header name').fill('X-Kept');
    await page.getByLabel('Value of X-Kept').fill('yes');
    await send(page, 'forbidden/role/');
    const before = await page.locator('.request-editor__prefix').innerText();

    await stop();
    await start();
    await sendButton(page).click();
    await expect(page.locator('.status-message--expired')).toContainText('This is a new lab');
    await expect(attempts(page)).toHaveCount(1);
    await expect(page.locator('.play__wire .exchange-card__message--request')).toContainText('x-kept: yes');
    await expect(page.getByLabel('Path', { exact: true })).toHaveValue('forbidden/role/');
    await expect(page.getByLabel('Value of X-Kept')).toHaveValue('yes');
    await expect(page.locator('.request-editor__prefix')).not.toHaveText(before);
  });

  test('the page of an exchange of an expired lab says so', async ({ page }) => {
    await page.goto(`http://127.0.0.1:${port}/play/right-password`);
    await expect(page.getByRole('button', { name: 'Add a header' })).toBeVisible();
    await send(page);
    const href = await attempts(page).getAttribute('href');
    await page.goto('about:blank');
    await stop();
    await start();
    const response = await page.goto(`http://127.0.0.1:${port}${href}`);
    expect(response?.status()).toBe(410);
    await expect(page.locator('main')).toContainText('has expired');
    await expect(page.locator('main').getByRole('link', { name: 'To the playground' })).toBeVisible();
  });
});
