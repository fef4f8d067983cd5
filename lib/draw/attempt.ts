import 'server-only'
import { Refusal } from '@/lib/platform/errors'
import { describeError, log } from '@/lib/platform/log'

/**
 * One step of the worker about one seat or list: what cannot be done now keeps nothing else waiting. It is logged, and
 * tried again in the next turn.
 * @returns whether there was something to do, and it was done
 */
export async function attempt(id: string, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work()
  } catch (error) {
    const why = error instanceof Refusal ? { refusal: error.code } : describeError(error)
    log.error({ id, ...why }, 'a step of a draw was put off to the next turn')
    return false
  }
}
