// The theme: a form and a cookie, so that it needs no script and is there with the first byte.
import { expect, test } from '@playwright/test';

import { settled } from './support';

const DARK_INK = 'rgb(237, 233, 224)';
const LIGHT_INK = 'rgb(27, 26, 23)';

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a press on the form changes the theme, and it stays on every page', async ({ page, context }) => {
    await page.goto('/codes/401');
    const root = page.locator('html');
    await expect(root).not.toHaveAttribute('data-theme');
    expect(await context.cookies()).toEqual([]);

    await page.getByRole('button', { name: 'Dark theme' }).click();
    await expect(page).toHaveURL('/codes/401');
    await expect(root).toHaveAttribute('data-theme', 'dark');
    await expect(page.locator('body')).toHaveCSS('color', DARK_INK);

    for (const path of ['/', '/play', '/codes/999']) {
      await page.goto(path);
      await expect(root).toHaveAttribute('data-theme', 'dark');
      await expect(page.getByRole('button', { name: 'Dark theme' })).toHaveAttribute('aria-pressed', 'true');
    }
  });

  test('the visitor comes back to the very page, with its query', async ({ page }) => {
    await page.goto('/codes?class=4');
    await page.getByRole('button', { name: 'Light theme' }).click();
    await expect(page).toHaveURL('/codes?class=4');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  });

  test('the theme of the system can be taken back', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await page.getByRole('button', { name: 'Theme of your system' }).click();
    await expect(page.locator('html')).not.toHaveAttribute('data-theme');
    await expect(page.locator('body')).toHaveCSS('color', LIGHT_INK);
  });

  test.describe('on a dark system', () => {
    test.use({ colorScheme: 'dark' });

    test('the page is dark, until light is chosen', async ({ page }) => {
      await page.goto('/');
      await expect(page.locator('body')).toHaveCSS('color', DARK_INK);
      await page.getByRole('button', { name: 'Light theme' }).click();
      await expect(page.locator('body')).toHaveCSS('color', LIGHT_INK);
    });
  });
});

test('the first byte already has the theme, so nothing can flash', async ({ page, context }) => {
  await page.goto('/codes/403');
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  const html = await (await context.request.get('/codes/403')).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  // No script sets it later: whoever watches from the start sees no change.
  await page.addInitScript(() => {
    const watch = window as unknown as { changes: number };
    watch.changes = 0;
    new MutationObserver((records) => (watch.changes += records.length)).observe(document, {
      subtree: true,
      attributeFilter: ['data-theme'],
    });
  });
  await page.goto('/play/first-401');
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await page.evaluate(() => (window as unknown as { changes: number }).changes)).toBe(0);
});
