// Every scenario can be done with the keyboard alone. After a page is opened, only keys are pressed.
import { type Locator, type Page, expect, test } from '@playwright/test';

import { SCENARIOS, type Scenario, type Step, attempts, credentialsOf, filled, knockWithSession, moveClock, openPlayground, sendButton, sent } from './support';

/** Nobody should have to press Tab more often; a page with a trap would need for ever. */
const TABS_MAX = 120;

/** Moves the focus with Tab, or backwards with Shift and Tab, until it is on the target. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const backwards = await target.evaluate((element) => {
    const order = element.compareDocumentPosition(document.activeElement ?? document.body);
    return document.activeElement !== document.body && (order & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  });
  for (let pressed = 0; pressed <= TABS_MAX; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`${TABS_MAX} presses of Tab do not lead to ${target}`);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+A');
  await (text === '' ? page.keyboard.press('Delete') : page.keyboard.type(text));
}

async function send(page: Page): Promise<void> {
  await sent(page, () => press(page, sendButton(page)));
}

/** Makes the row of `Authorization` say this, or switches it off. */
async function authorization(page: Page, value: string | undefined): Promise<void> {
  const row = page.locator('.request-editor__row', { has: page.getByLabel('Value of Authorization') });
  if ((await row.count()) === 0) {
    if (value === undefined) return;
    await press(page, page.getByRole('button', { name: 'Add a header' }));
    await expect(page.getByLabel('Header name').last()).toBeFocused();
    await page.keyboard.type('Authorization');
    await page.keyboard.press('Tab');
    await page.keyboard.type(value);
    return;
  }
  const on = row.getByRole('checkbox');
  if ((await on.isChecked()) !== (value !== undefined)) {
    await tabTo(page, on);
    await page.keyboard.press('Space');
  }
  if (value !== undefined) await type(page, row.getByLabel('Value of Authorization'), value);
}

/** Gets the challenge first if its form is not there yet. */
async function panel(page: Page, scheme: 'Basic' | 'Bearer'): Promise<Locator> {
  const form = page.locator('.credentials-panel', { hasText: `The challenge asks for ${scheme}` });
  if ((await form.count()) === 0) {
    await authorization(page, undefined);
    await send(page);
  }
  await expect(form).toBeVisible();
  return form;
}

/** Chooses by typing how the option begins. A pause between two letters begins anew, so a slow machine may need to. */
async function choose(page: Page, select: Locator, words: string): Promise<void> {
  await tabTo(page, select);
  await expect(async () => {
    await page.keyboard.type(words);
    await expect(select.locator('option:checked')).toHaveText(new RegExp(`^${words}`), { timeout: 500 });
  }).toPass({ intervals: [1500] });
}

async function issueToken(page: Page, fields: Map<string, string>): Promise<void> {
  const form = await panel(page, 'Bearer');
  await type(page, form.getByLabel('Lifetime in seconds'), fields.get('ttl') ?? '300');
  await type(page, form.getByLabel('Scopes, separated by spaces'), fields.get('scope') ?? '');
  await choose(page, form.getByLabel('Signed with'), fields.get('key') === 'other' ? 'somebody' : 'this');
  await choose(page, form.getByLabel('Logged in with'), fields.get('acr') ? 'a second' : 'a password');
  await press(page, form.getByRole('button', { name: 'Issue a token' }));
  await expect(form.getByRole('button', { name: 'Put it in the request' })).toBeFocused();
  await page.keyboard.press('Enter');
}

/** A header of the step that is no credentials of the framework. */
async function addHeader(page: Page, line: string): Promise<void> {
  const [name, value] = line.split(': ');
  const known = page.getByLabel(`Value of ${name}`);
  if ((await known.count()) > 0) return type(page, known, value);
  await press(page, page.getByRole('button', { name: 'Add a header' }));
  await expect(page.getByLabel('Header name').last()).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(value);
}

async function perform(page: Page, written: Step): Promise<void> {
  const step = await filled(page.context(), written);
  const credentials = credentialsOf(step);
  if (credentials.kind === 'session') {
    const own = page.locator('.play__wire').getByRole('button', { name: 'Get my own address' });
    if (await own.isVisible()) await press(page, own);
    await expect(page.locator('.terminal-line__code')).toContainText('/lab/');
    await knockWithSession(page.context(), step, credentials);
    return;
  }
  const method = page.getByLabel('Method', { exact: true });
  if ((await method.inputValue()) !== step.method) {
    await choose(page, method, step.method);
  }
  await type(page, page.getByLabel('Path', { exact: true }), step.path);
  for (const line of step.headers.filter((header) => !header.startsWith('Authorization: '))) await addHeader(page, line);
  if (credentials.kind === 'none' || credentials.kind === 'literal') {
    await authorization(page, credentials.kind === 'literal' ? credentials.value : undefined);
  } else if (credentials.kind === 'digest' && credentials.used) {
    // The proof of the step before is still in the editor.
  } else if (credentials.kind === 'basic' || credentials.kind === 'digest') {
    const form = await panel(page, credentials.kind === 'basic' ? 'Basic' : 'Digest');
    if (credentials.kind === 'digest' && credentials.ageSeconds > 0) await moveClock(page.context(), credentials.ageSeconds);
    await type(page, form.getByLabel('User', { exact: true }), credentials.user);
    await type(page, form.getByLabel('Password', { exact: true }), credentials.password);
    await press(page, form.getByRole('button', { name: 'Put it in the request' }));
    await expect(sendButton(page)).toBeFocused();
  } else {
    await issueToken(page, credentials.fields);
    await expect(sendButton(page)).toBeFocused();
    // The panel's own request is on the timeline, too.
    await expect(attempts(page).filter({ hasText: 'POST token' }).last()).toBeVisible();
  }
  await send(page);
}

async function expectDone(page: Page, scenario: Scenario): Promise<void> {
  await expect(page.locator('.status-message--done')).toBeVisible();
  const link = page.getByRole('navigation', { name: 'Scenarios', exact: true }).locator(`a[href="/play/${scenario.slug}"]`);
  await expect(link).toContainText('done');
}

for (const scenario of SCENARIOS.filter(({ opensTab }) => !opensTab)) {
  test(`"${scenario.title}" can be done with the keyboard alone`, async ({ page }) => {
    await openPlayground(page, scenario.slug);
    for (const step of scenario.solution) await perform(page, step);
    await expectDone(page, scenario);
  });
}

test.describe('with a login for the browser', () => {
  // What the visitor types into the browser's own window: no page can press keys there.
  test.use({ httpCredentials: { username: 'alice', password: 'wonderland' } });

  for (const scenario of SCENARIOS.filter(({ opensTab }) => opensTab)) {
    test(`"${scenario.title}" can be done with the keyboard alone`, async ({ page, context }) => {
      await openPlayground(page, scenario.slug);
      await press(page, page.locator('.play__scenario').getByRole('button', { name: 'Get my own address' }));
      const opening = context.waitForEvent('page');
      await press(page, page.getByRole('link', { name: 'Open the door in a new tab' }));
      await expect(await opening).toHaveTitle(/You are in/);
      await expectDone(page, scenario);
    });
  }
});

test('the first Tab offers the way past the header', async ({ page }) => {
  await page.goto('/codes/401');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('the views are tabs that arrow keys move between, and one press of Tab leaves them', async ({ page }) => {
  await openPlayground(page, 'right-password');
  await send(page);
  await tabTo(page, page.getByRole('tab', { name: 'Wire' }));
  for (const name of ['Why', 'Compare', 'Code', 'Wire']) {
    await page.keyboard.press('ArrowRight');
    const tab = page.getByRole('tab', { name });
    await expect(tab).toBeFocused();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel', { name })).toBeVisible();
  }
  await page.keyboard.press('End');
  await expect(page.getByRole('tab', { name: 'Code' })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tabpanel', { name: 'Wire' })).toBeFocused();
});

test('a header opens its explanation with Enter', async ({ page }) => {
  await openPlayground(page, 'right-password');
  await send(page);
  const field = page.locator('.wire-field', { hasText: 'WWW-Authenticate' }).first();
  await press(page, field.locator('summary'));
  await expect(field.locator('.wire-field__about')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field.locator('.wire-field__about')).toBeHidden();
});

test('a header row that is removed hands the focus on', async ({ page }) => {
  await openPlayground(page, 'header-without-scheme');
  await press(page, page.getByRole('button', { name: 'Remove Authorization' }));
  await expect(page.locator('.request-editor__row')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add a header' })).toBeFocused();
});

test('Control and Enter send from wherever one types', async ({ page }) => {
  await openPlayground(page);
  await type(page, page.getByLabel('Body', { exact: true }), 'text');
  await page.keyboard.press('Control+Enter');
  await expect(attempts(page)).toHaveCount(1);
});

test('each answer is announced once', async ({ page }) => {
  await openPlayground(page, 'right-password');
  const spoken = page.locator('main .visually-hidden[aria-live="polite"]');
  await send(page);
  await expect(spoken).toHaveText('401 Unauthorized, asks for Basic');
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('the menu opens with Enter and closes with Escape', async ({ page }) => {
    await page.goto('/');
    const link = page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Codes' });
    await press(page, page.getByRole('button', { name: 'Menu' }));
    await expect(link).toBeVisible();
    await tabTo(page, link);
    await page.keyboard.press('Escape');
    await expect(link).toBeHidden();
    await expect(page.getByRole('button', { name: 'Menu' })).toBeFocused();
  });
});
