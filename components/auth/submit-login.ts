import { z } from 'zod'
import { type CodeLogin, type LoginInput, type LoginRefusal, loginRefusalSchema } from '@/lib/auth/login.schema'

const enteredSchema = z.object({ account: z.string(), kind: z.string(), home: z.string() })
export type Entered = z.infer<typeof enteredSchema>

const unclear: LoginRefusal = {
  code: 'unexpected',
  message: '没有登录成功。请刷新页面后再试；如果一直不行，请联系我们。',
  captcha: false,
  people: [],
}

const json = async (response: Response): Promise<unknown> => response.json().catch(() => null)

/**
 * Logs in through next-auth: its CSRF token, its callback, then who is logged in now.
 * @throws TypeError when the network fails, as fetch does
 */
export async function submitLogin(
  input: LoginInput | CodeLogin,
): Promise<{ ok: true; data: Entered } | ({ ok: false } & LoginRefusal)> {
  const token = z
    .object({ csrfToken: z.string() })
    .safeParse(await json(await fetch('/api/auth/csrf', { cache: 'no-store' })))
  if (!token.success) return { ok: false, ...unclear }
  const response = await fetch('/api/auth/callback/credentials', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...input, csrfToken: token.data.csrfToken, json: 'true' }),
  })
  const answer = z.object({ url: z.string() }).safeParse(await json(response))
  const refusal = answer.success ? refusalIn(answer.data.url) : unclear
  if (refusal) return { ok: false, ...refusal }
  const session = z
    .object({ user: enteredSchema })
    .safeParse(await json(await fetch('/api/auth/session', { cache: 'no-store' })))
  return session.success ? { ok: true, data: session.data.user } : { ok: false, ...unclear, message: noCookie }
}

const noCookie = '浏览器没有保存登录状态。请允许本站使用 Cookie，刷新页面后再登录。'

/** The refusal that next-auth put into the address it answers, or null when there is none. */
function refusalIn(url: string): LoginRefusal | null {
  const error = URL.canParse(url, 'https://own.invalid')
    ? new URL(url, 'https://own.invalid').searchParams.get('error')
    : ''
  if (error === null) return null
  try {
    return loginRefusalSchema.parse(JSON.parse(error))
  } catch {
    return unclear
  }
}
