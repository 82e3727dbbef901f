// The tests in a real browser: Debian's Chromium against the release binary on a port of its own.
// `make e2e` builds first and then runs them; PORT chooses another port.
import { defineConfig } from '@playwright/test';

const port = Number(process.env.PORT ?? 3107);

export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // A machine with two cores may be busy; nothing here asserts how fast something was.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    trace: 'off',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `target/release/knock serve --no-rate-limits --listen 127.0.0.1:${port}`,
    cwd: '..',
    url: `http://127.0.0.1:${port}/readyz`,
    env: { KNOCK_LOG: 'warn' },
    reuseExistingServer: false,
    stdout: 'pipe',
    stderr: 'pipe',
    timeout: 60_000,
  },
});
