import { systemActor } from '@/lib/access/actor'
import { defineRoute } from '@/lib/access/define-route'
import { readReply } from '@/lib/draw/reply.dal'
import { inboundSchema } from '@/lib/draw/reply.schema'
import { assertSigned } from '@/lib/draw/reply-sign'

/** An SMS that somebody sent back, passed on by the gateway: signed, of this moment, read once. */
export const POST = defineRoute({ body: inboundSchema, maxBytes: 10_000, signed: assertSigned }, async ({ body }) => ({
  outcome: await readReply(systemActor('sms-inbound'), body),
}))
