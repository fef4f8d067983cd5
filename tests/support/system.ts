import { type Browser, chromium } from 'playwright-core'

/** Address of the running system under test. */
export const baseUrl = process.env.E2E_BASE_URL!

/** Starts the headless browser that the tests drive. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    timeout: 120_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
