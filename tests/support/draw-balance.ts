import { db } from '@/lib/platform/db'

/**
 * The pool of a draw that was written straight into the tables: one type, everybody with the same chance.
 * @param chance of each of them
 */
export const poolOfDraw = (drawId: string, expertIds: readonly string[], chance: number, position = 0) =>
  db().drawPool.create({
    data: { drawId, position, panels: [0], features: {}, expertIds: [...expertIds], chances: [chance] },
  })
