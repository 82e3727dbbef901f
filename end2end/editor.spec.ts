// Writing a request: as fields and as text, and what is said of what cannot be sent.
import { expect, test } from '@playwright/test';

import { attempts, openPlayground, send } from './support';

test('raw text and fields are two views of one request', async ({ page }) => {
  await openPlayground(page, 'header-without-scheme');
  await page.getByRole('button', { name: 'Edit as raw text' }).click();
  const raw = page.locator('#request-raw');
  await expect(raw).toHaveValue(/^GET basic\/ HTTP\/1\.1\nAuthorization: YWxpY2U6d29uZGVybGFuZA==\n/);
  await raw.fill('POST basic/ HTTP/1.1\nX-Raw: yes\n\nbody');
  await page.getByRole('button', { name: 'Edit as fields' }).click();
  await expect(page.getByLabel('Method')).toHaveValue('POST');
  await expect(page.getByLabel('Value of X-Raw')).toHaveValue('yes');
  await expect(page.getByLabel('Body', { exact: true })).toHaveValue('body');
});

test('raw text that is no request is not sent, and stays until it is one', async ({ page }) => {
  await openPlayground(page, 'header-without-scheme');
  await page.getByRole('button', { name: 'Edit as raw text' }).click();
  const raw = page.locator('#request-raw');
  await raw.fill('GET basic/ HTTP/1.1\nno colon');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const refused = page.locator('#main').getByText('This cannot be sent');
  await expect(refused).toBeVisible();
  await expect(attempts(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Edit as fields' }).click();
  await expect(raw).toBeFocused();
  await expect(raw).toHaveValue('GET basic/ HTTP/1.1\nno colon');
  await raw.fill('GET basic/ HTTP/1.1');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(attempts(page)).toHaveCount(1);
  await expect(refused).toBeHidden();
});

test('a value without a name is not left out in silence', async ({ page }) => {
  await openPlayground(page, 'header-without-scheme');
  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByLabel('Value of this header').fill('lost');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('A header has a value and no name')).toBeVisible();
  await expect(attempts(page)).toHaveCount(0);
  await expect(page.getByLabel('Value of this header')).toHaveValue('lost');
  await page.getByLabel('Header name').last().fill('X-Found');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(attempts(page)).toHaveCount(1);
});

test('a header that a browser leaves out is named before it is sent', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByLabel('Header name').fill('Cookie');
  await page.getByLabel('Value of Cookie').fill('a=b');
  await expect(page.locator('#request')).toContainText('Your browser will leave out Cookie');
  await send(page, 'basic/');
  await expect(page.getByText('It arrived differently')).toBeVisible();
});
