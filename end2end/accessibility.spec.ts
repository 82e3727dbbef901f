// axe finds nothing to complain about, on any page, at any width, in either theme, with and without JavaScript.
import AxeBuilder from '@axe-core/playwright';
import { type Page, expect, test } from '@playwright/test';

import { NO_PAGE, PAGES, exchangePage, openPlayground, send, settled, view } from './support';

const WIDTHS = [360, 768, 1280];
const THEMES = ['light', 'dark'] as const;

/** One line for each thing that is wrong, so that a failure can be read. */
async function violations(page: Page): Promise<string[]> {
  // What passes is not listed: that takes half of the time.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode().analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`));
}

/** What stands out at the right of the page, and how wide the page would have to be. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > width + 1);
    return [`${document.documentElement.scrollWidth}px`, ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
  });
}

async function check(page: Page): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await violations(page), `${theme}, ${width} px`).toEqual([]);
      if (width === 360) expect.soft(await overflow(page), `${theme}, ${width} px`).toEqual([]);
    }
  }
}

/** Everything that folds is unfolded: what is hidden would not be looked at. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) {
      // Options of a quiz exclude each other; the last one stays open.
      details.open = true;
    }
  });
}

for (const path of [...PAGES, NO_PAGE]) {
  test(`${path} has no violation and does not scroll sideways`, async ({ page }) => {
    await page.goto(path);
    await settled(page);
    await check(page);
    await unfold(page);
    await page.setViewportSize({ width: 360, height: 800 });
    expect.soft(await violations(page), 'unfolded, dark, 360 px').toEqual([]);
    expect.soft(await overflow(page), 'unfolded, dark, 360 px').toEqual([]);
  });
}

const EXCHANGES: [string, Record<string, string>][] = [
  ['a challenge', { method: 'GET', path: 'basic/' }],
  ['a refused role', { method: 'GET', path: 'forbidden/role/', user: 'alice', password: 'wonderland' }],
  ['a token that was sent', { method: 'GET', path: 'bearer/', token: 'e30.eyJzdWIiOiJqb2UifQ.YQ' }],
  ['an open door', { method: 'POST', path: 'basic/', body: 'a body', user: 'bob', password: 'builder' }],
];

for (const [what, form] of EXCHANGES) {
  test(`the page of an exchange with ${what} has no violation and does not scroll sideways`, async ({ page, context }) => {
    await page.goto(await exchangePage(context, form));
    await settled(page);
    await check(page);
  });
}

for (const name of ['Wire', 'Why', 'Compare', 'Code'] as const) {
  test(`the playground after a few attempts has no violation in its view ${name}`, async ({ page }) => {
    await openPlayground(page, 'scope-too-small');
    await send(page);
    await page.getByRole('button', { name: 'Issue a token' }).click();
    await page.getByRole('button', { name: 'Put it in the request' }).click();
    await send(page);
    await page.getByRole('button', { name: 'Get my own address' }).waitFor({ state: 'detached' });
    await view(page, name);
    await check(page);
  });
}

/** Opens a page as a browser without JavaScript shows it, and lets scripts run afterwards, because axe is one. */
async function openWithoutScript(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setScriptExecutionDisabled', { value: true });
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await session.send('Emulation.setScriptExecutionDisabled', { value: false });
}

for (const path of [...PAGES, NO_PAGE]) {
  test(`${path} has no violation without JavaScript`, async ({ page }) => {
    await openWithoutScript(page, path);
    expect(await violations(page)).toEqual([]);
  });
}

test('the page of an exchange has no violation without JavaScript', async ({ page, context }) => {
  await openWithoutScript(page, await exchangePage(context, EXCHANGES[0][1]));
  expect(await violations(page)).toEqual([]);
});
