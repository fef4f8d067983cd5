import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import { currentActor, currentVisitor } from '@/lib/auth/current'
import { env } from '@/lib/platform/env'
import { invalid, Refusal, type RefusalCode, signedOut } from '@/lib/platform/errors'
import { readBody } from '@/lib/platform/read-body'
import '@/lib/platform/validation-words'
import type { Actor } from './actor'
import { unexpected } from './define-action'
import { placeOf } from './failure'
import { uniqueRefusal } from './unique'

const statuses: Record<RefusalCode, number> = {
  signedOut: 401,
  notFound: 404,
  refused: 403,
  conflict: 409,
  confirm: 409,
  keyReused: 409,
  invalid: 422,
  tooMany: 429,
  stepUp: 403,
  busy: 503,
}

/** A request that cannot be understood or is too large: said with its own status. */
class Unreadable extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

type Schemas<P, Q, B> = {
  /** dynamic segments of the path; what does not fit is "not found" */
  params?: z.ZodType<P>
  /** the query, one value a name; what does not fit is 422 */
  query?: z.ZodType<Q>
  /** JSON body of a write; what does not fit is 422 with field errors */
  body?: z.ZodType<B>
  /** largest body in bytes, 100,000 by default */
  maxBytes?: number
  /**
   * for another system in place of a browser: proves by its headers and the bytes of its body who sends. Then our own
   * origin is not asked for, and nobody is logged in. Throws what it refuses
   */
  signed?: (headers: Headers, body: Uint8Array) => void
  /** visitors are answered 401 before anything of their request is looked into */
  signedIn?: boolean
}

type Call<P, Q, B> = { actor: Actor; params: P; query: Q; body: B; request: Request }
type Context = { params: Promise<Record<string, string | string[] | undefined>> }

/** JSON that no cache keeps. */
export function answerJson(data: unknown, status = 200, headers?: Record<string, string>): Response {
  return Response.json(data ?? null, { status, headers: { 'cache-control': 'no-store', ...headers } })
}

/**
 * A thin layer over a route handler, as `defineAction` is over an action: actor → same origin for writes → parse → run.
 * What `run` returns is answered as JSON, or as it is when it is a Response. Refusals become
 * `{code, message, fieldErrors?}`: signedOut 401, refused 403, notFound 404, conflict and keyReused 409, invalid 422,
 * tooMany 429, busy 503; a body that is no JSON 400, one too large 413; everything unknown 500 with an error number.
 */
export function defineRoute<P = Record<string, never>, Q = Record<string, never>, B = undefined>(
  schemas: Schemas<P, Q, B>,
  run: (call: Call<P, Q, B>) => Promise<unknown>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    try {
      if (!schemas.signed && !['GET', 'HEAD'].includes(request.method)) assertOwnOrigin(request)
      const actor = schemas.signed ? await currentVisitor() : await currentActor()
      if (schemas.signedIn && actor.kind === 'anonymous') throw signedOut()
      const params = await readParams(schemas.params, context)
      const query = schemas.query
        ? parse(schemas.query, Object.fromEntries(new URL(request.url).searchParams))
        : undefined
      const { maxBytes = 100_000, signed } = schemas
      const body = schemas.body ? parse(schemas.body, await readJson(request, maxBytes, signed)) : undefined
      const result = await run({ actor, params: params as P, query: query as Q, body: body as B, request })
      return result instanceof Response ? result : answerJson(result)
    } catch (error) {
      unstable_rethrow(error)
      return answerFor(error, request)
    }
  }
}

function answerFor(error: unknown, { method, url }: Request): Response {
  if (error instanceof Unreadable) return answerJson({ code: 'unreadable', message: error.message }, error.status)
  const refusal = error instanceof Refusal ? error : uniqueRefusal(error)
  if (!refusal) {
    const { code, message } = unexpected(error, `${method} ${placeOf(new URL(url).pathname)}`)
    return answerJson({ code, message }, 500)
  }
  const { code, message, fieldErrors, deed } = refusal
  return answerJson({ code, message, fieldErrors, ...(deed ? { deed } : {}) }, statuses[code])
}

/** The Origin of a write must be ours (trust AU18); every browser sends it with a write. */
function assertOwnOrigin(request: Request): void {
  const { PUBLIC_URL } = env()
  if (request.headers.get('origin') !== PUBLIC_URL)
    throw new Refusal('refused', `请从本系统的网址（${PUBLIC_URL}）打开页面后再操作。`)
}

async function readParams<P>(schema: z.ZodType<P> | undefined, context: Context): Promise<P | undefined> {
  if (!schema) return undefined
  const parsed = schema.safeParse(await context.params)
  if (!parsed.success) throw new Refusal('notFound', '没有找到这条记录，或者您没有查看它的权限。')
  return parsed.data
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const fieldErrors: Record<string, string[]> = {}
  for (const issue of parsed.error.issues) {
    const path = issue.path.map(String).join('.') || 'form'
    fieldErrors[path] ??= []
    fieldErrors[path].push(issue.message)
  }
  throw invalid(fieldErrors)
}

/** Reads at most `maxBytes` of a JSON body, whatever its declared length says. */
async function readJson(request: Request, maxBytes: number, signed?: Schemas<never, never, never>['signed']) {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new Unreadable(400, '提交的内容格式不对，请刷新页面后再试。')
  const bytes = await readBody(request, maxBytes)
  if (!bytes) throw new Unreadable(413, '提交的内容太大，请精简后再试。')
  signed?.(request.headers, bytes)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    throw new Unreadable(400, '提交的内容无法识别，请刷新页面后再试。')
  }
}
