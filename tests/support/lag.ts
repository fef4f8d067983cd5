import { setTimeout } from 'node:timers/promises'
import type { BrowserContext } from 'playwright-core'

/**
 * `E2E_LAG=fetch=1500,script=800` makes a connection slow, in milliseconds by kind of request: what looks before an
 * answer could have come, or presses before the page is alive, fails then at once and not on an unlucky day.
 */
export async function delayAnswers(context: BrowserContext): Promise<void> {
  const lags = new Map(process.env.E2E_LAG?.split(',').map(lag => lag.split('=') as [string, string]))
  if (lags.size === 0) return
  await context.route('**/*', async route => {
    const kind = route.request().resourceType()
    await setTimeout(Number(lags.get(kind === 'xhr' ? 'fetch' : kind) ?? 0))
    // a page that was left meanwhile asks no more
    await route.continue().catch(() => undefined)
  })
}
