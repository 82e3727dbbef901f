// The home page: a first real 401 within one click, its answer, and the door that stays shut.
import { type Locator, type Page, expect, test } from '@playwright/test';

import { attempts, openHome, settled } from './support';

function widget(page: Page): Locator {
  return page.getByRole('region', { name: 'Try it' });
}

function answers(page: Page): Locator {
  return widget(page).locator('.exchange-card');
}

async function open(page: Page): Promise<void> {
  await openHome(page);
  await settled(page);
}

async function knock(page: Page, words: string, nth: number): Promise<Locator> {
  await widget(page).getByRole('button', { name: words, exact: true }).click();
  const answer = answers(page).nth(nth);
  await expect(answer).toBeVisible();
  return answer;
}

test('one click brings a real 401 with its challenge', async ({ page }) => {
  await open(page);
  await expect(page.locator('.home-widget__line')).toContainText('GET /lab/');
  const answer = await knock(page, 'Knock', 0);
  await expect(page).toHaveURL('/');
  await expect(answer).toContainText('HTTP/1.1 401 Unauthorized');
  await expect(answer).toContainText(/WWW-Authenticate: Basic realm="[a-z0-9-]+\/basic", charset="UTF-8"/);
  await expect(answer.locator('.exchange-card__message--request')).toContainText(/GET \/lab\/[a-z0-9-]+\/basic\/ HTTP\/1\.1/);
  await expect(widget(page)).toContainText('Nothing is lost');
});

test('the challenge is answered with 200, the next door stays shut with 403, and bob opens it', async ({ page }) => {
  await open(page);
  await knock(page, 'Knock', 0);
  await expect(widget(page).getByLabel('Name')).toHaveValue('alice');
  const second = await knock(page, 'Answer the challenge', 1);
  await expect(second).toContainText('HTTP/1.1 200 OK');
  // A browser writes the names that a script sets in small letters, and the wire shows it.
  await expect(second).toContainText('authorization: Basic YWxpY2U6d29uZGVybGFuZA==');

  const third = await knock(page, 'Knock with the same key', 2);
  await expect(third).toContainText('HTTP/1.1 403 Forbidden');
  // The check that said no is named.
  await expect(widget(page)).toContainText('“Does the role allow it?” said no');
  await expect(widget(page).getByRole('link', { name: 'what a 403 says' })).toHaveAttribute('href', '/codes/403');

  const fourth = await knock(page, 'Knock as bob', 3);
  await expect(fourth).toContainText('HTTP/1.1 200 OK');
  await expect(widget(page).getByRole('button')).toHaveCount(0);
  await expect(widget(page)).toContainText('401 asks who you are, and 403 has made up its mind');
});

test('a wrong password is asked for again, and nothing is lost', async ({ page }) => {
  await open(page);
  await knock(page, 'Knock', 0);
  await widget(page).getByLabel('Password').fill('Wonderland');
  const second = await knock(page, 'Answer the challenge', 1);
  await expect(second).toContainText('401 Unauthorized');
  await expect(widget(page)).toContainText('Not this one');
  await widget(page).getByLabel('Password').fill('wonderland');
  await expect(await knock(page, 'Answer the challenge', 2)).toContainText('200 OK');
});

test('each answer is announced, and the keyboard stays where it was', async ({ page }) => {
  await open(page);
  const button = widget(page).getByRole('button');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(widget(page).locator('[aria-live="polite"]')).toHaveText('401 Unauthorized, asks for Basic');
  await expect(button).toHaveText('Answer the challenge');
  await expect(button).toBeFocused();
});

test('the lab of the home page is the lab of the playground', async ({ page }) => {
  await open(page);
  await knock(page, 'Knock', 0);
  await page.goto('/play');
  await expect(attempts(page)).toHaveCount(1);
  await expect(attempts(page)).toContainText('401');
});

test('the first cookie comes with the first knock', async ({ page, context }) => {
  await open(page);
  expect(await context.cookies()).toEqual([]);
  await knock(page, 'Knock', 0);
  expect(await context.cookies()).toHaveLength(1);
});

test('both codes stand below, each a way to its page', async ({ page }) => {
  await open(page);
  await page.locator('.home-pair').getByRole('link', { name: '401' }).click();
  await expect(page).toHaveURL('/codes/401');
  await page.goBack();
  await page.locator('.home-pair').getByRole('link', { name: '403' }).click();
  await expect(page).toHaveURL('/codes/403');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the knock is a form, and the answer a page', async ({ page }) => {
    await page.goto('/');
    await widget(page).getByRole('button', { name: 'Knock' }).click();
    await expect(page).toHaveURL(/\/x\//);
    await expect(page.locator('.exchange-head')).toContainText('401 Unauthorized');
    await page.getByRole('button', { name: 'Send as alice' }).click();
    await expect(page.locator('.exchange-head')).toContainText('200 OK');
  });
});
