import 'server-only'
import { db } from '@/lib/platform/db'

/** Whether anybody whom a list brought in has yet to come: only then is a visitor told of 首次登录. */
export const claimsOpen = async (): Promise<boolean> =>
  (await db().account.findFirst({ where: { unclaimedSince: { not: null } }, select: { id: true } })) !== null
