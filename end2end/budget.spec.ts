// What a first visit costs, and that nothing moves while the page arrives.
import { type Page, expect, test } from '@playwright/test';

import { PAGES, REFERENCE_PAGES, SCENARIOS, settled } from './support';

const KB = 1000;

interface Load {
  url: string;
  bytes: number;
}

/** What crossed the network, header fields included, as the browser counted it. */
async function cold(page: Page, path: string): Promise<Load[]> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const urls = new Map<string, string>();
  const loads: Load[] = [];
  network.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId) ?? '';
    if (url.startsWith('http')) loads.push({ url: new URL(url).pathname, bytes: encodedDataLength });
  });
  await page.goto(path);
  await settled(page);
  return loads;
}

function sum(loads: Load[]): number {
  return loads.reduce((total, { bytes }) => total + bytes, 0);
}

const isCode = ({ url }: Load) => /\.(wasm|js)$/.test(url);

test.beforeAll(async ({ request }) => {
  // The server compresses what it keeps while it already answers; only then is it measured.
  const playground = await (await request.get('/play')).text();
  const assets = playground.match(/\/assets\/[\w.-]+\.(js|css|wasm)/g) ?? [];
  expect(assets.filter((asset) => asset.endsWith('.wasm')).length).toBeGreaterThan(0);
  for (const path of [...PAGES, ...assets]) {
    const coding = async () => (await request.get(path, { headers: { 'Accept-Encoding': 'br' } })).headers()['content-encoding'];
    await expect.poll(coding, path).toBe('br');
  }
});

for (const path of REFERENCE_PAGES) {
  test(`${path} costs a first visitor at most 95 KB and 8 requests, and no module`, async ({ page }) => {
    const loads = await cold(page, path);
    const list = loads.map(({ url, bytes }) => `${url} ${bytes}`).join('\n');
    expect(loads.length, list).toBeLessThanOrEqual(8);
    expect(sum(loads), list).toBeLessThanOrEqual(95 * KB);
    expect(loads.filter(({ url }) => url.endsWith('.wasm')), list).toEqual([]);
  });
}

for (const path of ['/', '/play', ...SCENARIOS.map(({ slug }) => `/play/${slug}`)]) {
  test(`${path} costs a first visitor at most 330 KB, of which 150 KB are code`, async ({ page }) => {
    const loads = await cold(page, path);
    const list = loads.map(({ url, bytes }) => `${url} ${bytes}`).join('\n');
    expect(sum(loads), list).toBeLessThanOrEqual(330 * KB);
    expect(sum(loads.filter(isCode)), list).toBeLessThanOrEqual(150 * KB);
  });
}

for (const width of [360, 1280]) {
  test(`nothing moves while a page arrives at ${width} px`, async ({ browser, baseURL }) => {
    // Every page, and half a second of silence on each.
    test.setTimeout(600_000);
    for (const path of PAGES) {
      // A context of its own, so that nothing is in the cache yet.
      const context = await browser.newContext({ baseURL, viewport: { width, height: 800 } });
      const page = await context.newPage();
      await page.addInitScript(() => {
        const seen = window as unknown as { shift: number; moved: string[] };
        seen.shift = 0;
        seen.moved = [];
        type Shift = PerformanceEntry & { value: number; sources: { node?: Element }[] };
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as Shift[]) {
            seen.shift += entry.value;
            seen.moved.push(...entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? '?'));
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(path);
      await settled(page);
      const { shift, moved } = await page.evaluate(() => {
        const { shift, moved } = window as unknown as { shift: number; moved: string[] };
        return { shift, moved };
      });
      expect.soft(shift, `${path}: ${moved.join(', ')}`).toBeLessThanOrEqual(0.01);
      await context.close();
    }
  });
}

test('the next page asks for no asset again', async ({ page }) => {
  await cold(page, '/codes/401');
  const loads = await cold(page, '/codes/403');
  const fresh = loads.filter(({ url, bytes }) => bytes > 0 && url.startsWith('/assets/'));
  expect(fresh).toEqual([]);
});
