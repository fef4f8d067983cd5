import 'server-only'
import { db } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { loadDemo } from './demo'
import { loadDictionaries } from './dictionaries'
import { loadNotices } from './notices'
import { loadPolicy } from './policy'

/**
 * Brings an empty or older database to where the application can start: code tables, policy, and in demo mode
 * accounts and examples. Run at every start; what is there already stays.
 */
export async function seed(options: { demo: boolean }): Promise<void> {
  await loadDictionaries(db())
  await loadPolicy(env().POLICY)
  if (!options.demo) return
  await loadDemo()
  await loadNotices()
}
