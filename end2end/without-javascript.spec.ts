// Without a line of script every page can be read and every scenario can be done: forms, redirects, a page for each exchange.
import { type Locator, type Page, expect, test } from '@playwright/test';

import { PAGES, SCENARIOS, type Step, credentialsOf, filled, knockWithSession, moveClock } from './support';

test.use({ javaScriptEnabled: false });

function editor(page: Page): Locator {
  return page.locator('form.request-editor');
}

/** Writes the request into the editor, without credentials, and sends it. */
async function send(page: Page, step: Step, headers: string[] = []): Promise<void> {
  const form = editor(page);
  await form.getByLabel('Method').selectOption(step.method);
  await form.getByLabel('Path').fill(step.path);
  await form.getByLabel('Headers, one a line').fill(headers.join('\n'));
  await form.getByLabel('Body').fill(step.body);
  await toExchange(page, form.getByRole('button', { name: 'Send' }));
}

/** Presses a button that leads to the page of a new exchange. */
async function toExchange(page: Page, button: Locator): Promise<void> {
  const before = page.url();
  await button.click();
  await expect(page).not.toHaveURL(before);
  await expect(page).toHaveURL(/\/x\/[a-z0-9]+/);
}

/** Sends a step of a solution as a visitor would: first the bare request, then the form that its challenge brings. */
async function perform(page: Page, written: Step): Promise<void> {
  const step = await filled(page.context(), written);
  const credentials = credentialsOf(step);
  // A browser keeps the cookie for the doors of the session, and no form of this site can send it on.
  if (credentials.kind === 'session') {
    await page.goto(await knockWithSession(page.context(), step, credentials));
    return;
  }
  if (credentials.kind === 'none' || credentials.kind === 'literal') return send(page, step, step.headers);
  await send(page, step, step.headers.filter((header) => !header.startsWith('Authorization: ')));
  const panel = page.locator('.credentials-panel');
  if (credentials.kind === 'basic' || credentials.kind === 'digest') {
    await panel.getByLabel('User').fill(credentials.user);
    await panel.getByLabel('Password').fill(credentials.password);
    if (credentials.kind === 'digest' && credentials.ageSeconds > 0) await moveClock(page.context(), credentials.ageSeconds);
    const button = panel.getByRole('button', { name: 'Send with these credentials' });
    await toExchange(page, button);
    if (credentials.kind === 'digest' && credentials.used) {
      // The same form, with the same challenge: another client's number, and the same count.
      await page.goBack();
      await panel.getByLabel('User').fill(credentials.user);
      await panel.getByLabel('Password').fill(credentials.password);
      await toExchange(page, button);
    }
    return;
  }
  const { fields } = credentials;
  await panel.getByLabel('Subject').selectOption(fields.get('sub')!);
  await panel.getByLabel('Lifetime').fill(fields.get('ttl') ?? '300');
  await panel.getByLabel('Scopes').fill(fields.get('scope') ?? '');
  await panel.getByLabel('Signed by').selectOption(fields.get('key') ?? '');
  await panel.getByLabel('Logged in with').selectOption(fields.get('acr') ?? '');
  await toExchange(page, panel.getByRole('button', { name: 'Issue a token' }));
  await toExchange(page, page.getByRole('button', { name: `Use this token for ${step.method} ${step.path}` }));
}

test('every page of the sitemap can be read', async ({ page, request }) => {
  const sitemap = await (await request.get('/sitemap.xml')).text();
  const paths = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => new URL(address).pathname);
  expect(paths.length).toBe(PAGES.length);
  for (const path of paths) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    await expect(page.locator('main'), path).toBeVisible();
    await expect(page.locator('h1'), path).toHaveCount(1);
    await expect(page.locator('h1'), path).toBeVisible();
    expect((await page.locator('main').innerText()).length, path).toBeGreaterThan(200);
    // A button that only a script could make work is not drawn; the menu is the browser's own.
    await expect(page.locator('button[type="button"]:not([popovertarget])'), path).toHaveCount(0);
  }
});

for (const scenario of SCENARIOS) {
  test(`"${scenario.title}" can be done with forms alone`, async ({ page }) => {
    await page.goto(`/play/${scenario.slug}`);
    await expect(editor(page).getByLabel('Path')).toHaveValue(scenario.start.path);
    await expect(editor(page).getByLabel('Headers, one a line')).toHaveValue(scenario.start.headers.join('\n'));
    for (const step of scenario.solution) await perform(page, step);
    const link = page.getByRole('main').locator(`.scenario-list a[href="/play/${scenario.slug}"]`);
    await expect(link).toContainText('done');
  });
}

test('the page of an exchange shows both messages, the ladder, and the attempts', async ({ page }) => {
  await page.goto('/play/first-401');
  await send(page, { method: 'GET', path: '', headers: [], body: '' });
  await expect(page.locator('.exchange-head .status-badge')).toContainText('200 OK');
  await send(page, { method: 'GET', path: 'basic/', headers: [], body: '' });
  await expect(page.locator('.exchange-head .status-badge')).toContainText('401 Unauthorized');
  await expect(page.locator('.exchange-card__message--request')).toContainText(/GET \/lab\/[a-z0-9-]+\/basic\/ HTTP\/1\.1/);
  await expect(page.locator('.exchange-card__message--response')).toContainText('WWW-Authenticate');
  const stopped = page.locator('.ladder__rung--stopped');
  await expect(stopped).toHaveCount(1);
  await expect(stopped).toContainText('Did you bring credentials?');
  await expect(stopped).toContainText('stopped here');
  await expect(stopped).toContainText('What would pass');
  await expect(page.locator('.ladder__rung--passed').first()).toContainText('passed');

  const attempts = page.getByRole('list', { name: 'Attempts' }).getByRole('link');
  await expect(attempts).toHaveCount(2);
  await expect(attempts.last()).toHaveAttribute('aria-current', 'true');
  await attempts.first().click();
  await expect(page.locator('.exchange-head .status-badge')).toContainText('200 OK');
});

test('each header opens its explanation without a script', async ({ page }) => {
  await page.goto('/play/right-password');
  await send(page, { method: 'GET', path: 'basic/', headers: [], body: '' });
  const field = page.locator('.wire-field', { hasText: 'WWW-Authenticate' }).first();
  await expect(field.locator('.wire-field__about')).toBeHidden();
  await field.locator('summary').click();
  await expect(field.locator('.wire-field__about')).toBeVisible();
  await expect(field.locator('.wire-field__about')).toContainText('RFC 9110');
});

test('one press sends the request as one of the accounts', async ({ page }) => {
  await page.goto('/play/role-too-small');
  await editor(page).getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Send as alice' }).click();
  await expect(page.locator('.exchange-head .status-badge')).toContainText('403 Forbidden');
  await page.getByRole('button', { name: 'Send as bob' }).click();
  await expect(page.locator('.exchange-head .status-badge')).toContainText('200 OK');
});

test('a form that is not a request comes back with everything in it', async ({ page }) => {
  await page.goto('/play');
  await editor(page).getByLabel('Path').fill('basic/ with spaces');
  await editor(page).getByLabel('Headers, one a line').fill('X-Kept: yes');
  await editor(page).getByRole('button', { name: 'Send' }).click();
  await expect(page.locator('main')).toContainText('write a space as %20');
  await expect(editor(page).getByLabel('Path')).toHaveValue('basic/ with spaces');
  await expect(editor(page).getByLabel('Headers, one a line')).toHaveValue('X-Kept: yes');
});

test('what a visitor types is shown as text and never as markup', async ({ page }) => {
  const nasty = '</textarea><img src=x onerror=alert(1)>\u202Eevil';
  await page.goto('/play');
  await send(page, { method: 'POST', path: 'basic/?q=%3Cb%3E', headers: [], body: nasty }, ['X-Nasty: <img src=x>']);
  await expect(page.locator('main img, main b')).toHaveCount(0);
  await expect(editor(page).getByLabel('Body')).toHaveValue(nasty);
  // A character that turns the reading direction is spelled out.
  await expect(page.locator('.exchange-card__body').first()).toContainText('\\u{202E}evil');
});

test('an exchange can be read only by the browser that owns its lab', async ({ page, browser, baseURL }) => {
  await page.goto('/play/first-401');
  await send(page, { method: 'GET', path: 'basic/', headers: [], body: '' });
  const stranger = await browser.newPage({ baseURL, javaScriptEnabled: false });
  const response = await stranger.goto(page.url());
  expect(response?.status()).toBe(404);
  await expect(stranger.locator('main')).toContainText('cannot be shown here');
  await stranger.close();
});

test('the list of codes can be filtered and searched', async ({ page }) => {
  await page.goto('/codes');
  await page.locator('.site-header').getByRole('searchbox').fill('teapot');
  await page.locator('.site-header').getByRole('button', { name: 'Find' }).click();
  await expect(page).toHaveURL('/codes?q=teapot');
  await page.goto('/codes?q=401');
  await page.getByRole('main').getByRole('link', { name: 'Unauthorized' }).first().click();
  await expect(page).toHaveURL('/codes/401');
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('the menu opens without a script', async ({ page }) => {
    await page.goto('/codes/401');
    const link = page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Playground' });
    await expect(link).toBeHidden();
    await page.getByRole('button', { name: 'Menu' }).click();
    await link.click();
    await expect(page).toHaveURL('/play');
  });
});
