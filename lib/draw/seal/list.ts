import { z } from 'zod'

/**
 * A list that is looked at up to its first wrong item: an array of zod's tells of each, and of a forged file with millions
 * of them a browser dies.
 * @param length how many it has at least and at most
 */
export const list = <Item extends z.ZodType>(item: Item, { least = 0, most = Number.MAX_SAFE_INTEGER } = {}) =>
  z
    .array(z.unknown())
    .min(least)
    .max(most)
    .transform((items, context): z.output<Item>[] => {
      const made: z.output<Item>[] = []
      for (const [at, one] of items.entries()) {
        const { success, data, error } = item.safeParse(one)
        if (!success) {
          const { path, message } = error.issues[0]!
          context.addIssue({ code: 'custom', path: [at, ...path], message })
          return z.NEVER
        }
        made.push(data)
      }
      return made
    })
