import { z } from 'zod'
import { defineRoute } from '@/lib/access/define-route'
import { speakArithmetic } from '@/lib/auth/arithmetic'
import { currentVisitor } from '@/lib/auth/current'

const querySchema = z.object({ id: z.uuid('请刷新页面后再试'), n: z.string().max(20).optional() })

/** The question of a picture, read out for who cannot see it. */
export const GET = defineRoute({ query: querySchema }, async ({ query }) => {
  const sound = await speakArithmetic(await currentVisitor(), query.id)
  return new Response(new Uint8Array(sound), {
    headers: { 'content-type': 'audio/wav', 'cache-control': 'no-store' },
  })
})
