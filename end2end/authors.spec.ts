// Who set each header: what the visitor typed, what the page built, what the browser added.
import { expect, test } from '@playwright/test';

import { openPlayground, send, sendButton, sent, view } from './support';

test('a typed header is the visitor’s, and credentials from the panel are the page’s', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByLabel('Header name').fill('X-Mine');
  await page.getByLabel('Value of X-Mine').fill('1');
  await send(page, 'basic/');
  const wire = await view(page, 'Wire');
  const who = (name: string) => wire.locator('.wire-field', { hasText: name }).locator('.wire-field__who').first();
  await expect(who('X-Mine')).toHaveText('Set by you.');
  await expect(who('Host')).toHaveText('Set by your browser or tool.');

  await page.getByRole('button', { name: 'Put it in the request' }).first().click();
  await sent(page, () => sendButton(page).click());
  await expect(who('Authorization')).toHaveText('Set by this page.');
  await expect(who('X-Mine')).toHaveText('Set by you.');
  await expect(wire.locator('.set-by-legend')).toContainText('this page');

  // Typed over, it is the visitor's again.
  await page.getByLabel('Value of Authorization').fill('Basic YTpi');
  await sent(page, () => sendButton(page).click());
  await expect(who('Authorization')).toHaveText('Set by you.');
});
