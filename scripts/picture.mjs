// Takes the README's picture: the playground after the first knock. Starts the program on a free port and ends it again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const PICTURE = join(ROOT, 'docs', 'playground.png');

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function ready(origin, program) {
  for (;;) {
    if (program.exitCode !== null) throw new Error('the program ended before it was ready');
    const answer = await fetch(`${origin}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
}

const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const program = spawn(join(ROOT, 'target/release/knock'), ['serve', '--listen', `127.0.0.1:${port}`], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, KNOCK_LOG: 'warn' },
});
let browser;
try {
  await ready(origin, program);
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto(`${origin}/play/first-401`);
  await page.getByRole('button', { name: 'Add a header' }).waitFor();
  await page.getByLabel('Path', { exact: true }).fill('basic/');
  await page.locator('.request-editor__send').click();
  await page.locator('.exchange-card').waitFor();
  await page.evaluate(async () => {
    document.activeElement?.blur();
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
  });
  await page.screenshot({ path: PICTURE });
  console.log(`wrote ${PICTURE}`);
} finally {
  await browser?.close();
  program.kill('SIGTERM');
  if (program.exitCode === null) await once(program, 'exit');
}
