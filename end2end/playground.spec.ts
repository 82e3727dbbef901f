// The playground: a request is written, sent, seen to the byte, explained, compared, and told to other clients.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Locator, type Page, expect, test } from '@playwright/test';

import { attempts, labAddress, openPlayground, send, sendButton, view } from './support';

const run = promisify(execFile);

function card(page: Page): Locator {
  return page.locator('.play__wire .exchange-card');
}

async function issueToken(page: Page, fill: (panel: Locator) => Promise<void>): Promise<void> {
  const panel = page.locator('.credentials-panel', { hasText: 'Bearer' });
  await fill(panel);
  await issued(panel);
  await panel.getByRole('button', { name: 'Put it in the request' }).click();
}

/** Presses the button and waits for the new token: only its arrival moves the focus. */
async function issued(panel: Locator): Promise<void> {
  await panel.getByRole('button', { name: 'Issue a token' }).click();
  await expect(panel.getByRole('button', { name: 'Put it in the request' })).toBeFocused();
}

test('the first 401 is answered with the form that its challenge brings', async ({ page }) => {
  await openPlayground(page, 'right-password');
  await expect(page.locator('.credentials-panel')).toHaveCount(0);
  await send(page);
  await expect(card(page)).toContainText('HTTP/1.1 401 Unauthorized');
  const panel = page.locator('.credentials-panel');
  await expect(panel.getByRole('heading')).toContainText(/Basic, in the realm\s+[a-z]+-[a-z]+-[a-z0-9]{8}\/basic/);
  await expect(panel).toContainText('UTF-8');

  await panel.getByRole('button', { name: 'alice' }).click();
  await expect(panel.getByLabel('User', { exact: true })).toHaveValue('alice');
  await expect(panel).toContainText('Authorization: Basic YWxpY2U6d29uZGVybGFuZA==');
  // a and the colon, byte by byte.
  await expect(panel.locator('.credentials-panel__byte').first()).toHaveText('a61');
  await expect(panel.locator('.credentials-panel__byte--colon')).toHaveText(':3a');
  await panel.getByRole('button', { name: 'Put it in the request' }).click();
  await expect(page.getByLabel('Value of Authorization')).toHaveValue('Basic YWxpY2U6d29uZGVybGFuZA==');
  await send(page);
  await expect(card(page)).toContainText('HTTP/1.1 200 OK');
  await expect(page.locator('.status-message--done')).toContainText('Done');
});

test('letters beyond ASCII are written in UTF-8', async ({ page }) => {
  await openPlayground(page, 'right-password');
  await send(page);
  const panel = page.locator('.credentials-panel');
  await panel.getByRole('button', { name: 'zoë' }).click();
  await expect(panel.locator('.credentials-panel__byte', { hasText: 'ë' })).toHaveText('ëc3 ab');
  await panel.getByRole('button', { name: 'Put it in the request' }).click();
  await send(page);
  await expect(card(page)).toContainText('200 OK');
});

test('a Digest challenge is answered step by step, and the same proof is refused', async ({ page }) => {
  await openPlayground(page, 'same-proof-twice');
  await send(page);
  const panel = page.locator('.credentials-panel');
  await expect(panel).toHaveCount(1);
  await expect(panel.getByRole('heading')).toContainText(/Digest, in the realm\s+[a-z]+-[a-z]+-[a-z0-9]{8}\/digest/);
  await panel.getByRole('button', { name: 'alice' }).click();
  await expect(panel).toContainText(/A1: alice:[a-z0-9-]+\/digest:wonderland/);
  await expect(panel).toContainText(/A2: GET:\/lab\/[a-z0-9-]+\/digest\//);
  await expect(panel).toContainText(/response: [0-9a-f]{64}\b/);
  await panel.getByRole('button', { name: 'MD5' }).click();
  await expect(panel).toContainText(/response: [0-9a-f]{32}\b/);
  await panel.getByRole('button', { name: 'Put it in the request' }).click();
  await expect(page.getByLabel('Value of Authorization')).toHaveValue(/^Digest username="alice", .*algorithm=MD5, .*nc=00000001/);
  await send(page);
  await expect(card(page)).toContainText('HTTP/1.1 200 OK');
  await expect(card(page)).toContainText('rspauth');
  await expect((await view(page, 'Code')).locator('code')).toContainText('--digest -u alice:wonderland');
  await send(page);
  await expect((await view(page, 'Why')).locator('.ladder__rung--stopped')).toContainText('Not revoked?');
  await expect(page.locator('.status-message--done')).toBeVisible();
});

test('the playground answers the algorithm that no browser knows', async ({ page }) => {
  await openPlayground(page);
  await send(page, 'digest-sha512-256/');
  const panel = page.locator('.credentials-panel');
  await panel.getByRole('button', { name: 'alice' }).click();
  await panel.getByRole('button', { name: 'Put it in the request' }).click();
  await expect(page.getByLabel('Value of Authorization')).toHaveValue(/^Digest username="alice", .*algorithm=SHA-512-256, /);
  await send(page);
  await expect(card(page)).toContainText('HTTP/1.1 200 OK');
});

test('a token is issued, taken apart, and opens the door', async ({ page }) => {
  await openPlayground(page, 'expired-token');
  await send(page);
  await issueToken(page, async (panel) => {
    await panel.getByLabel('Lifetime in seconds').fill('-60');
  });
  const panel = page.locator('.credentials-panel');
  await expect(panel.locator('.credentials-panel__part--signature')).toBeVisible();
  await expect(panel.getByRole('row', { name: /exp/ })).toBeVisible();
  await send(page);
  await expect(card(page)).toContainText('error="invalid_token"');
  await expect((await view(page, 'Why')).locator('.ladder__rung--stopped')).toContainText('In time?');

  await issueToken(page, async (panel) => {
    await panel.getByLabel('Lifetime in seconds').fill('300');
  });
  await send(page);
  await expect(page.locator('.ladder__rung--stopped')).toHaveCount(0);
  await expect(attempts(page).last()).toContainText('200');
});

test('a token with a key of somebody else, a broken one and a revoked one stop at their own check', async ({ page }) => {
  await openPlayground(page, 'wrong-key');
  await send(page);
  await issueToken(page, async (panel) => {
    await panel.getByLabel('Signed with').selectOption('other');
  });
  await send(page);
  const stopped = (await view(page, 'Why')).locator('.ladder__rung--stopped');
  await expect(stopped).toContainText('Known identity, signature ours?');
  await expect(page.locator('.status-message--done')).toBeVisible();

  const panel = page.locator('.credentials-panel');
  await panel.getByLabel('Signed with').selectOption('this');
  await issued(panel);
  await expect(attempts(page).filter({ hasText: 'POST token' })).toHaveCount(2);
  await panel.getByRole('button', { name: 'Put it in the request' }).click();
  await send(page);
  await expect(stopped).toHaveCount(0);

  await panel.getByRole('button', { name: 'Tamper with it' }).click();
  await panel.getByRole('button', { name: 'Put it in the request' }).click();
  await send(page);
  await expect(stopped).toContainText('Known identity, signature ours?');

  await issued(panel);
  await expect(attempts(page).filter({ hasText: 'POST token' })).toHaveCount(3);
  await panel.getByRole('button', { name: 'Put it in the request' }).click();
  await panel.getByRole('button', { name: 'Revoke it' }).click();
  await expect(attempts(page).filter({ hasText: 'POST token/revoke' })).toHaveCount(1);
  await send(page);
  await expect(stopped).toContainText('Not revoked?');
});

test('the clock of the lab makes a good token an expired one', async ({ page }) => {
  await openPlayground(page, 'expired-token');
  await send(page);
  await issueToken(page, async () => undefined);
  await send(page);
  await expect(card(page)).toContainText('200 OK');
  await page.getByLabel('The clock of your lab').fill('600');
  await expect(page.getByText('10 minutes ahead')).toBeVisible();
  await send(page);
  await expect(card(page)).toContainText('error="invalid_token"');
});

test('the ladder shows what passed, where it stopped, and what one click would mend', async ({ page }) => {
  await openPlayground(page, 'role-too-small');
  await send(page);
  const ladder = await view(page, 'Why');
  await expect(ladder.locator('.ladder__rung--stopped')).toContainText('Did you bring credentials?');
  await ladder.getByRole('button', { name: 'Fill in alice' }).click();
  await expect(sendButton(page)).toBeFocused();
  await send(page);
  await expect(ladder.locator('.ladder__rung--stopped')).toContainText('Does the role allow it?');
  await expect(ladder.locator('.ladder__rung--passed').last()).toContainText('passed');
  await ladder.getByRole('button', { name: 'Come as bob' }).click();
  await send(page);
  await expect(ladder.locator('.ladder__rung--stopped')).toHaveCount(0);
  await expect(page.locator('.status-message--done')).toBeVisible();
});

test('the timeline keeps every attempt, and any of them can be shown again', async ({ page }) => {
  await openPlayground(page);
  await send(page, '');
  await send(page, 'basic/');
  await send(page, 'nowhere/');
  await expect(attempts(page)).toHaveText([/GET \.\/.*200/, /GET basic\/.*401/, /GET nowhere\/.*404/]);
  await attempts(page).nth(1).click();
  await expect(attempts(page).nth(1)).toHaveAttribute('aria-current', 'true');
  await expect(card(page)).toContainText('401 Unauthorized');
  await page.reload();
  await expect(attempts(page)).toHaveCount(3);
});

test('many attempts are folded, and keep their numbers', async ({ page }) => {
  await openPlayground(page);
  for (let count = 0; count < 10; count += 1) await send(page, 'basic/');
  await expect(page.locator('.timeline__number')).toHaveText(['3', '4', '5', '6', '7', '8', '9', '10']);
  await page.getByRole('button', { name: 'Show earlier attempts (2)' }).click();
  await expect(attempts(page)).toHaveCount(10);
});

test('what is done stays done on other pages, and the hints open one by one', async ({ page }) => {
  await openPlayground(page, 'first-401');
  await expect(page.getByText('The hall you start in is open')).toBeHidden();
  await page.getByText('Show a hint', { exact: true }).click();
  await expect(page.getByText('The hall you start in is open')).toBeVisible();
  await expect(page.getByText('Change the path to basic/')).toBeHidden();
  await page.getByText('Show another hint', { exact: true }).click();
  await expect(page.getByText('Change the path to basic/')).toBeVisible();
  await send(page, 'basic/');
  await page.locator('.status-message--done').getByRole('link', { name: 'Read the realm' }).click();
  await expect(page).toHaveURL('/play/read-the-realm');
  const list = page.getByRole('navigation', { name: 'Scenarios', exact: true });
  await expect(list.locator('a[href="/play/first-401"]')).toContainText('done');
  await expect(list.locator('a[href="/play/read-the-realm"]')).not.toContainText('done');
});

test('two attempts are compared, and one sentence says what the change did', async ({ page }) => {
  await openPlayground(page, 'read-the-realm');
  await send(page);
  await send(page, 'forbidden/role/');
  const compare = await view(page, 'Compare');
  await expect(compare).toContainText('WWW-Authenticate');
  await expect(compare).toContainText('/basic"');
  await expect(compare).toContainText('/forbidden/role"');
  await send(page, '');
  await expect(compare).toContainText('turned 401 into 200');
  await compare.getByLabel('First attempt').selectOption({ index: 0 });
  await compare.getByLabel('Second attempt').selectOption({ index: 1 });
  await expect(compare).toContainText('GET forbidden/role/');
});

test('the code tab tells the request to other clients, and curl gets the same answer', async ({ page }) => {
  await openPlayground(page, 'right-password');
  await send(page);
  await page.getByRole('button', { name: 'Add a header' }).click();
  await page.getByLabel('Header name').fill('X-Note');
  await page.getByLabel('Value of X-Note').fill(`it's "quoted" $HOME`);
  const code = await view(page, 'Code');
  const text = code.locator('.code-block code');
  await expect(text).toContainText('curl -i');
  await run('sh', ['-c', `${await text.innerText()} -s -o /dev/null`]);
  await expect(attempts(page)).toHaveCount(2);
  await expect(card(page).or(code).first()).toBeVisible();
  const wire = await view(page, 'Wire');
  await expect(wire.locator('.exchange-card__message--request')).toContainText(`X-Note: it's "quoted" $HOME`);

  await view(page, 'Code');
  for (const [client, words] of [
    ['HTTPie', 'http --verbose GET'],
    ['fetch', 'credentials: "omit"'],
    ['Python requests', 'requests.request('],
    ['Rust reqwest', 'reqwest::Client::new()'],
    ['Go', 'http.NewRequest('],
    ['Raw text', 'GET /lab/'],
  ]) {
    await code.getByRole('button', { name: client }).click();
    await expect(text).toContainText(words);
  }
});

test('what real curl sends to the lab appears live', async ({ page }) => {
  await openPlayground(page, 'first-401');
  const base = await labAddress(page);
  await run('curl', ['-s', `${base}basic/`]);
  await expect(attempts(page)).toHaveCount(1);
  await expect(card(page)).toContainText('401 Unauthorized');
  await expect(card(page).locator('.exchange-card__via')).toContainText('curl');
  // What the server saw counts, wherever it came from.
  await expect(page.locator('.status-message--done')).toBeVisible();

  await run('curl', ['-s', '-u', 'alice:wonderland', `${base}basic/`]);
  await expect(attempts(page)).toHaveCount(2);
  await expect(card(page)).toContainText('200 OK');
});

test('a link to the request carries the request and never a secret', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPlayground(page, 'header-without-scheme');
  await page.getByLabel('Path', { exact: true }).fill('forbidden/role/');
  await page.getByRole('button', { name: 'Copy a link to this request' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain('#m=');
  const link = await copied();
  expect(link).not.toContain('YWxpY2U6');
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByLabel('Path', { exact: true })).toHaveValue('forbidden/role/');
});
