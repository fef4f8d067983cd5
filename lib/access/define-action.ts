import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { createSafeActionClient } from 'next-safe-action'
import type { z } from 'zod'
import { currentActor } from '@/lib/auth/current'
import { keyed } from '@/lib/auth/keyed'
import { env } from '@/lib/platform/env'
import { Refusal } from '@/lib/platform/errors'
import '@/lib/platform/validation-words'
import type { Actor } from './actor'
import { placeOf, recordFailure } from './failure'
import type { ActionResult } from './result'
import { uniqueRefusal } from './unique'

const client = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  handleServerError: error => {
    throw error
  },
})

/** The failure an unknown error is answered with: one fixed sentence and a number; log and audit trail have the rest. */
export function unexpected(error: unknown, where: string): { ok: false; code: string; message: string } {
  const number = recordFailure(error, { where })
  const message = `系统暂时出了点问题，您填写的内容还在。请稍后再试；如果一直不行，请致电并报出编号 ${number}。`
  return { ok: false, code: 'unexpected', message }
}

/** Refuses requests that another site sent (trust AU18): the Origin must be ours, never a forwarded header's. */
export async function assertSameOrigin(): Promise<void> {
  const origin = (await headers()).get('origin')
  if (origin !== env().PUBLIC_URL)
    throw new Refusal('refused', `请从本系统的网址（${env().PUBLIC_URL}）打开页面后再操作。`)
}

/**
 * The only way to make a server action: actor → parse → run → ActionResult.
 * @param schema the command, parsed again here whatever the form did
 * @param run calls one data function; what it returns goes to the browser
 */
export function defineAction<Input, Command, T>(
  schema: z.ZodType<Command, Input>,
  run: (actor: Actor, command: Command) => Promise<T>,
): (input: Input) => Promise<ActionResult<T>> {
  const action = client.inputSchema(schema).action(async ({ parsedInput, clientInput }) => {
    const actor = await currentActor()
    return { value: await run(withKey(actor, clientInput, parsedInput), parsedInput as Command) }
  })
  return async input => {
    try {
      await assertSameOrigin()
      const result = await action(input as never)
      if (!result.data) return invalidInput(schema, input)
      return { ok: true, data: result.data.value as T }
    } catch (error) {
      unstable_rethrow(error)
      const refusal = error instanceof Refusal ? error : uniqueRefusal(error)
      if (refusal) return refusalResult(refusal)
      return unexpected(error, `action ${placeOf((await headers()).get('x-path') ?? '')}`.trim())
    }
  }
}

function refusalResult({ code, message, fieldErrors, deed }: Refusal): ActionResult<never> {
  return { ok: false, code, message, fieldErrors, ...(deed ? { deed } : {}) }
}

/**
 * The form kit sends a random `_key` with a command; together with the command's hash it makes repeats harmless.
 * Hashed is the parsed command, because what was sent beside it may be of types that have no JSON. The hash is keyed,
 * because a command may hold a password or a code.
 */
function withKey(actor: Actor, input: unknown, command: unknown): Actor {
  if (typeof input !== 'object' || input === null || !('_key' in input)) return actor
  const key = input._key
  if (typeof key !== 'string' || !/^[0-9a-f-]{36}$/.test(key)) return actor
  return { ...actor, request: { ...actor.request, key, hash: keyed('reply', JSON.stringify(command)) } }
}

/** Field errors by full path (`disciplines.0.code`), because nested rows need their own places. */
function invalidInput(schema: z.ZodType, input: unknown): ActionResult<never> {
  const issues = schema.safeParse(input).error?.issues ?? []
  const fieldErrors: Record<string, string[]> = {}
  for (const issue of issues) {
    const path = issue.path.map(String).join('.') || 'form'
    fieldErrors[path] ??= []
    fieldErrors[path].push(issue.message)
  }
  return { ok: false, code: 'invalid', message: '有内容需要修改，请看标出的地方。', fieldErrors }
}
