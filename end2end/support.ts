// What the specs share: the pages there must be, the scenarios as they are written, and a way to find what is slow to come.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, type Locator, type Page, expect } from '@playwright/test';

const CONTENT = join(__dirname, '..', 'content');
const FENCE = /^\+\+\+\n([\s\S]*?)\n\+\+\+\n?([\s\S]*)$/;

/** A request as a scenario writes it down; path and headers may hold placeholders such as {{basic …}} and {{link …}}. */
export interface Step {
  method: string;
  path: string;
  headers: string[];
  body: string;
}

/** A scenario with the solution that the server's own tests run. */
export interface Scenario {
  slug: string;
  title: string;
  opensTab: boolean;
  start: Step;
  solution: Step[];
}

function split(folder: string, file: string): { front: string; body: string } {
  const found = FENCE.exec(readFileSync(join(CONTENT, folder, file), 'utf8'));
  if (!found) throw new Error(`${folder}/${file} has no front matter`);
  return { front: found[1], body: found[2] };
}

function names(folder: string): string[] {
  return readdirSync(join(CONTENT, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length))
    .sort();
}

/** As much TOML as a scenario needs: tables, arrays of tables, and values that are also JSON on one line. */
function tables(front: string): { name: string; values: Map<string, unknown> }[] {
  const all = [{ name: '', values: new Map<string, unknown>() }];
  for (const line of front.split('\n')) {
    const table = /^\[\[?([a-z]+)\]\]?$/.exec(line);
    const pair = /^([a-z_]+) = (.+)$/.exec(line);
    if (table) all.push({ name: table[1], values: new Map() });
    else if (pair && pair[2] !== '[') all[all.length - 1].values.set(pair[1], JSON.parse(pair[2]));
  }
  return all;
}

function scenario(slug: string): Scenario {
  const all = tables(split('scenarios', `${slug}.md`).front);
  const step = (values: Map<string, unknown>): Step => ({
    method: (values.get('method') as string) ?? 'GET',
    path: (values.get('path') as string) ?? '',
    headers: (values.get('headers') as string[]) ?? [],
    body: (values.get('body') as string) ?? '',
  });
  const steps = (name: string) => all.filter((table) => table.name === name).map((table) => step(table.values));
  return {
    slug,
    title: all[0].values.get('title') as string,
    opensTab: all[0].values.get('opens_tab') as boolean,
    start: steps('start')[0],
    solution: steps('solution'),
  };
}

/** Every scenario, by its slug. */
export const SCENARIOS: Scenario[] = names('scenarios').map(scenario);

/** Pages that explain: their cold size is bounded, and they need no module. */
export const REFERENCE_PAGES: string[] = [
  ...names('status').map((code) => `/codes/${code}`),
  ...names('auth').map((scheme) => `/auth/${scheme}`),
  ...names('compare').map((pair) => `/compare/${pair}`),
  ...names('guide').map((name) => `/${name}`),
  ...names('broken').map((name) => `/broken/${name}`),
  // A header without a text is a hint elsewhere and has no page.
  ...names('headers')
    .filter((name) => split('headers', `${name}.md`).body.trim() !== '')
    .map((name) => `/headers/${name}`),
];

/** Every page of /sitemap.xml; `quiet.spec.ts` makes sure that it is exactly these. */
export const PAGES: string[] = ['/', '/broken', '/codes', '/lint', '/play', ...REFERENCE_PAGES, ...SCENARIOS.map(({ slug }) => `/play/${slug}`)];

/** Nothing lives here. */
export const NO_PAGE = '/codes/999';

/** The credentials in a header line of a solution. */
export type Credentials =
  | { kind: 'none' }
  | { kind: 'basic'; user: string; password: string }
  | { kind: 'digest'; user: string; password: string; ageSeconds: number; used: boolean }
  | { kind: 'token'; fields: Map<string, string> }
  | { kind: 'session'; user: string; password: string; ageSeconds: number }
  | { kind: 'literal'; value: string };

/** What the step brings along, as `Authorization` or as a session's cookie. */
export function credentialsOf(step: Step): Credentials {
  for (const header of step.headers) {
    const session = /^Cookie: knock_session=\{\{session ([^:]*):(\S*?)(?: age=(\d+))?\}\}$/.exec(header);
    if (session) return { kind: 'session', user: session[1], password: session[2], ageSeconds: Number(session[3] ?? 0) };
  }
  const line = step.headers.find((header) => header.startsWith('Authorization: '));
  if (!line) return { kind: 'none' };
  const value = line.slice('Authorization: '.length);
  const basic = /^Basic \{\{basic ([^:]*):(.*)\}\}$/.exec(value);
  if (basic) return { kind: 'basic', user: basic[1], password: basic[2] };
  const digest = /^Digest \{\{digest ([^:]*):(\S*?)(?: age=(\d+))?( used)?\}\}$/.exec(value);
  if (digest) {
    const [, user, password, age, used] = digest;
    return { kind: 'digest', user, password, ageSeconds: Number(age ?? 0), used: used !== undefined };
  }
  const token = /^Bearer \{\{token (.*)\}\}$/.exec(value);
  if (token) {
    const pairs = token[1].split(' ').map((pair) => pair.split('=') as [string, string]);
    return { kind: 'token', fields: new Map(pairs) };
  }
  if (value.includes('{{')) throw new Error(`a placeholder that these tests do not know: ${value}`);
  return { kind: 'literal', value };
}

/** What a door of the visitor's lab hands out: an anti-forgery token for `user:password`, or the query of a signed link. */
async function handedOut(context: BrowserContext, kind: string, words: string): Promise<string> {
  const { base } = await (await context.request.post('/api/labs')).json();
  if (kind === 'csrf') {
    const headers = { Authorization: `Basic ${Buffer.from(words).toString('base64')}` };
    const answer = await context.request.get(`${base}forbidden/csrf/`, { headers });
    return (await answer.json()).csrf_token;
  }
  const form = { lifetime: words.replace('lifetime=', '') };
  const answer = await context.request.post(`${base}forbidden/signed/link`, { form });
  return (await answer.json()).query;
}

/** A step with what its doors hand out; a visitor would copy it from an answer. */
export async function filled(context: BrowserContext, step: Step): Promise<Step> {
  const fill = async (text: string) => {
    const found = /\{\{(csrf|link) ([^}]*)\}\}/.exec(text);
    return found ? text.replace(found[0], await handedOut(context, found[1], found[2])) : text;
  };
  return { ...step, path: await fill(step.path), headers: await Promise.all(step.headers.map(fill)) };
}

/** Sends a request to a door of the visitor's lab by way of the form, and returns the path of the exchange's page. */
export async function exchangePage(context: BrowserContext, form: Record<string, string>): Promise<string> {
  const answer = await context.request.post('/play/send', { form, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  return answer.headers().location;
}

/** Moves the clock of the visitor's lab, so that what it has given out grows old. */
export async function moveClock(context: BrowserContext, seconds: number): Promise<void> {
  const { lab } = await (await context.request.post('/api/labs')).json();
  const data = { offset_seconds: seconds };
  expect((await context.request.put(`/api/labs/${lab}/clock`, { data })).status()).toBe(200);
}

/** Knocks with a session, as a program with a cookie jar does: logs in, moves the lab's clock, and sends the step. Returns the path of its page. */
export async function knockWithSession(
  context: BrowserContext,
  step: Step,
  session: { user: string; password: string; ageSeconds: number },
): Promise<string> {
  const own = await (await context.request.post('/api/labs')).json();
  const form = { user: session.user, password: session.password };
  expect((await context.request.post(`${own.base}session/login`, { form })).status()).toBe(204);
  await moveClock(context, session.ageSeconds);
  const answer = await context.request.fetch(`${own.base}${step.path}`, { method: step.method });
  return `/x/${answer.headers()['knock-exchange']}`;
}

/** Waits until the page is at rest: loaded, with its fonts, drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** The attempts on the timeline, oldest first. */
export function attempts(page: Page): Locator {
  return page.getByRole('list', { name: 'Attempts' }).getByRole('link');
}

/** Opens the home page and waits until the script has taken over the form: only the script speaks. */
export async function openHome(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.locator('.home-widget [aria-live]')).toBeAttached();
}

/** The primary Send of the editor; the sticky bar of narrow screens has another one. */
export function sendButton(page: Page): Locator {
  return page.locator('.request-editor__send');
}

/** Opens the playground and waits until the script has taken it over. */
export async function openPlayground(page: Page, slug?: string): Promise<void> {
  await page.goto(slug ? `/play/${slug}` : '/play');
  await expect(page.getByRole('button', { name: 'Add a header' })).toBeVisible();
}

/** Does what sends the request in the editor, and waits until its record is shown. */
export async function sent(page: Page, act: () => Promise<void>): Promise<void> {
  const record = page.waitForResponse((response) => response.ok() && /\/exchanges\/[a-z0-9]+$/.test(response.url()));
  await act();
  const response = await record;
  // The headers are enough for a response; the page waits for all of it.
  await response.finished();
  const id = response.url().split('/').pop();
  await expect(page.locator(`.timeline__link[href="/x/${id}"]`)).toHaveAttribute('aria-current', 'true');
}

/** Sends what is in the editor. */
export async function send(page: Page, path?: string): Promise<void> {
  if (path !== undefined) await page.getByLabel('Path', { exact: true }).fill(path);
  await sent(page, () => sendButton(page).click());
}

/** Asks for a lab without sending anything; returns its address, as the terminal line tells it. */
export async function labAddress(page: Page): Promise<string> {
  await page.locator('.play__wire').getByRole('button', { name: 'Get my own address' }).click();
  const line = page.locator('.terminal-line__code');
  await expect(line).toContainText(/^curl -i '?http:\/\/127\.0\.0\.1:\d+\/lab\/[a-z]+-[a-z]+-[a-z0-9]{8}\//);
  return /http:[^']*\/lab\/[a-z0-9-]+\//.exec(await line.innerText())![0];
}

/** The view of the exchange that is shown. */
export async function view(page: Page, name: 'Wire' | 'Why' | 'Compare' | 'Code'): Promise<Locator> {
  await page.getByRole('tab', { name }).click();
  return page.getByRole('tabpanel', { name });
}
