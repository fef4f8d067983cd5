/** What stands in the place of everything else that could be said of it. */
export const UNREADABLE = '存的内容读不出来，或按它算不出结果'

/**
 * What was stored and cannot be read, or reckoned with, is as broken as what is wrong: it is named, and what comes after it
 * is looked at all the same. Faults of the database itself are none of it.
 * @returns null where it cannot be read
 */
export async function unlessUnreadable<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof Error) || error.name.startsWith('Prisma')) throw error
    return null
  }
}
