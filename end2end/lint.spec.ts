// The linter's page: a form that is answered in place, without JavaScript, by keyboard, and fit for everybody.
import AxeBuilder from '@axe-core/playwright';
import { type Locator, type Page, expect, test } from '@playwright/test';

import { settled } from './support';

const BARE = 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer\n\nWho are you?';
/** Violations, warnings and hints, with lines that are long and hold what cannot be seen. */
const MANY = [
  '> GET /api?access_token=abc HTTP/1.1',
  '> Host: api.example',
  '> ',
  '< HTTP/1.1 302 Found',
  '< Location: https://alice:wonderland@api.example/login?token=abc',
  '< ',
  '> GET /login HTTP/1.1',
  '> Host: api.example',
  `> Authorization: Basic ${'QUJD'.repeat(60)}`,
  '> ',
  '< HTTP/1.1 401 Unauthorized',
  '< WWW-Authenticate: Basic realm=Members only\u202E; charset=latin1',
  `< Set-Cookie: session=${'x'.repeat(300)}; SameSite=Perhaps`,
  '< Cache-Control: max-age=60',
  '< ',
].join('\n');

const field = (page: Page): Locator => page.getByLabel('A response, with or without its request');
const rules = (page: Page): Locator => page.locator('.note-list__rule');

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the example is looked at as soon as the page is opened', async ({ page }) => {
    await page.goto('/lint');
    await expect(field(page)).toHaveValue(/WWW-Authenticate: Bearer\n/);
    await expect(rules(page).first()).toHaveText('bearer-bare');
    await expect(page.locator('.note-list__line mark').first()).toHaveText('Bearer');
  });

  test('a text is answered in place and stays', async ({ page }) => {
    await page.goto('/lint');
    await field(page).fill(BARE);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await expect(page).toHaveURL('/lint');
    await expect(rules(page)).toHaveText(['bearer-bare']);
    await expect(field(page)).toHaveValue(BARE);
    const section = page.locator('.note-list').getByRole('link', { name: 'RFC 6750 3' });
    await expect(section).toHaveAttribute('href', 'https://www.rfc-editor.org/rfc/rfc6750#section-3');
    await page.getByRole('link', { name: 'Back to the example' }).click();
    await expect(field(page)).toHaveValue(/^GET \/api\/reports/);
  });

  test('what cannot be read says what to do, and nothing is lost', async ({ page }) => {
    await page.goto('/lint');
    const text = '<img src=x onerror=alert(1)></textarea>';
    await field(page).fill(text);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await expect(page.getByRole('alert')).toContainText('does not begin with a status line');
    await expect(field(page)).toHaveValue(text);
    await expect(page.locator('main img')).toHaveCount(0);
  });
});

test('a mistake is pasted and found with the keyboard alone', async ({ page }) => {
  await page.goto('/lint');
  for (let pressed = 0; pressed < 40; pressed += 1) {
    if (await field(page).evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(BARE);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Look at it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rules(page)).toHaveText(['bearer-bare']);
});

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`));
}

for (const [what, text] of [
  ['many notes', MANY],
  ['nothing to object', BARE.replace('Bearer', 'Bearer realm="r"')],
  ['a text that cannot be read', 'nothing'],
]) {
  test(`the answer with ${what} has no violation and does not scroll sideways`, async ({ page }) => {
    await page.goto('/lint');
    await field(page).fill(text);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await expect(page.getByRole('heading', { name: /^(What there is to say|Not readable)$/ })).toBeVisible();
    await page.waitForLoadState();
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await settled(page);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      for (const width of [360, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect.soft(await violations(page), `${theme}, ${width} px`).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(wide, `${theme}, ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  });
}
