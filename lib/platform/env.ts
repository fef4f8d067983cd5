import 'server-only'
import { z } from 'zod'
import { email } from './fields/contact'
import { addressSetting, jsonSetting, lineSetting, smsFormat, smsTemplates } from './message-settings'

const key32 = z.base64().refine(text => Buffer.from(text, 'base64').length === 32, '需要 32 字节的 base64 密钥')

const fieldKeys = z
  .string()
  .transform((text, ctx) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      ctx.addIssue({ code: 'custom', message: '需要 JSON，如 {"1":"<base64>"}' })
      return z.NEVER
    }
  })
  .pipe(z.record(z.string().regex(/^\d+$/), key32))

const schema = z
  .object({
    APP_MODE: z.enum(['demo', 'production']).default('demo'),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, '需要 postgresql:// 开头的地址'),
    PUBLIC_URL: z.url().transform(url => new URL(url).origin),
    DATA_DIR: z.string().default('.data'),
    /** the preset of a new installation; empty: the one that is installed, or `demo` */
    POLICY: z.string().default(''),
    CAPTCHA: z.enum(['on', 'off']).default('on'),
    SMS_ADAPTER: z
      .enum(['inbox', 'http', 'none'], '只能是 http（有短信网关）、none（没有）或 inbox（演示）')
      .default('inbox'),
    SMS_HTTP_URL: addressSetting(['http:', 'https:'], 'https://sms.example.cn/send'),
    SMS_HTTP_TOKEN: lineSetting(),
    SMS_HTTP_SECRET: lineSetting(),
    SMS_HTTP_FORMAT: jsonSetting(smsFormat, '{"body":{"mobile":"{to}","content":"{text}"}}'),
    SMS_HTTP_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
    SMS_TEMPLATES: jsonSetting(smsTemplates, '{"code.register":"SMS_100001"}'),
    SMS_SIGNATURE: lineSetting(),
    /** shared with a gateway that passes on what people send back; empty: nobody answers by SMS */
    SMS_INBOUND_SECRET: lineSetting(),
    SMTP_URL: addressSetting(['smtp:', 'smtps:'], 'smtps://用户:口令@mail.example.cn:465'),
    SMTP_FROM: lineSetting(),
    SCANNER: z.enum(['', 'none', 'clamd'], '只能是 clamd（有病毒扫描服务）或 none（没有）').default(''),
    CLAMD: z
      .string()
      .regex(
        /^(|\/.+|\[?[^/\s]+\]?:\d{1,5})$/,
        '需要 主机:端口 或套接字的路径，如 127.0.0.1:3310、/run/clamav/clamd.ctl',
      )
      .default(''),
    CLAMD_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(60_000),
    SESSION_SECRET: key32,
    FIELD_KEYS: fieldKeys,
    FIELD_KEY_CURRENT: z.string().default('1'),
    INDEX_KEY: key32,
    UPLOAD_SECRET: key32,
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    BUILD_VERSION: z.string().default('dev'),
  })
  .superRefine((env, ctx) => {
    const refuse = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (!env.FIELD_KEYS[env.FIELD_KEY_CURRENT]) refuse('FIELD_KEY_CURRENT', 'FIELD_KEYS 中没有这个版本的密钥')
    if (env.SMS_ADAPTER === 'http' && !env.SMS_HTTP_URL) refuse('SMS_HTTP_URL', '请填写短信网关地址')
    if (env.SMS_HTTP_FORMAT?.sign && !env.SMS_HTTP_SECRET)
      refuse('SMS_HTTP_SECRET', 'SMS_HTTP_FORMAT 要求签名，请填写网关给的签名密钥')
    if (env.SMS_INBOUND_SECRET && env.SMS_INBOUND_SECRET.length < 24)
      refuse('SMS_INBOUND_SECRET', '接收短信回复的共享密钥至少 24 个字符，请用 openssl rand -base64 32 生成')
    if (env.SMTP_URL && !email().safeParse(env.SMTP_FROM).success)
      refuse('SMTP_FROM', '配置了 SMTP_URL，请填写发件人的邮箱地址，如 no-reply@example.cn')
    if (env.SCANNER === 'clamd' && !env.CLAMD) refuse('CLAMD', '请填写病毒扫描服务 clamd 的地址，如 127.0.0.1:3310')
    if (env.APP_MODE !== 'production') return
    if (env.SCANNER === '')
      refuse('SCANNER', '请写明 SCANNER=clamd 并填写 CLAMD；确实没有病毒扫描服务的，写 SCANNER=none')
    if (env.CAPTCHA === 'off') refuse('CAPTCHA', '正式环境必须开启人机验证（CAPTCHA=on）')
    if (!env.PUBLIC_URL.startsWith('https://')) refuse('PUBLIC_URL', '正式环境必须使用 https 地址')
    if (env.SMS_ADAPTER === 'inbox')
      refuse(
        'SMS_ADAPTER',
        '正式环境不能只存不发，请配置短信网关（SMS_ADAPTER=http）；没有网关的写 SMS_ADAPTER=none，验证码改用邮箱和激活单',
      )
    const keys = [env.SESSION_SECRET, env.INDEX_KEY, env.UPLOAD_SECRET, ...Object.values(env.FIELD_KEYS)]
    if (keys.some(isWeakKey) || new Set(keys).size !== keys.length)
      refuse('SESSION_SECRET', '密钥是默认值或互相重复，请用 npm run setup 重新生成')
  })

export type Env = z.infer<typeof schema>

/** True for keys that nobody drew at random: all bytes alike, or a short repeating text. */
function isWeakKey(base64: string): boolean {
  return new Set(Buffer.from(base64, 'base64')).size < 12
}

/**
 * Reads the settings from an environment.
 * @throws Error with one Chinese sentence naming every setting that is missing or wrong
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source)
  if (result.success) return result.data
  const lines = result.error.issues.map(issue => `${issue.path.join('.')}：${issue.message}`)
  throw new Error(`系统设置不完整，不能启动。${lines.join('；')}`)
}

let cached: Env | undefined

/** The settings of this process, read once. */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}

/** Ways by which this installation can reach people; in a demo what is sent stays in the database. */
export function channels(): { sms: 'http' | 'inbox' | null; email: 'smtp' | 'inbox' | null } {
  const { SMS_ADAPTER, SMTP_URL } = env()
  return { sms: SMS_ADAPTER === 'none' ? null : SMS_ADAPTER, email: SMTP_URL ? 'smtp' : isDemo() ? 'inbox' : null }
}

/** Demo mode allows demo accounts and the message page; production never does. */
export const isDemo = (): boolean => env().APP_MODE === 'demo'
