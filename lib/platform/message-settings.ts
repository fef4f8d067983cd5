import { z } from 'zod'

/** What stands in braces in SMS_HTTP_FORMAT; `{params.code}` is one parameter of the template. */
const placeholders = [
  'id',
  'to',
  'text',
  'signature',
  'template',
  'params',
  'paramsJson',
  'paramList',
  'timestamp',
  'timestampMs',
  'token',
  'body',
] as const

const braces = /\{([A-Za-z][\w.]*)\}/g

/** The first thing in braces that means nothing, or null. */
function unknownPlaceholder(text: string): string | null {
  for (const [, name] of text.matchAll(braces))
    if (!name!.startsWith('params.') && !(placeholders as readonly string[]).includes(name!)) return name!
  return null
}

/** A setting written as JSON; empty means not set. */
export const jsonSetting = <T>(schema: z.ZodType<T>, example: string) =>
  z
    .string()
    .optional()
    .transform((text, ctx): T | undefined => {
      if (!text) return undefined
      let value: unknown
      try {
        value = JSON.parse(text)
      } catch {
        ctx.addIssue({ code: 'custom', message: `需要写在一行里的 JSON，如 ${example}` })
        return z.NEVER
      }
      const parsed = schema.safeParse(value)
      if (parsed.success) return parsed.data
      for (const issue of parsed.error.issues)
        ctx.addIssue({
          code: 'custom',
          message: `${issue.path.map(String).join('.') || '整个设置'} 不对（${issue.message}），应如 ${example}`,
        })
      return z.NEVER
    })

const value = z.json()
const headerName = z.string().regex(/^[A-Za-z0-9-]{1,60}$/, '请求头的名称只能用字母、数字和短横线')
const headerText = z.string().regex(/^[\x20-\x7e]*$/, '请求头只能用英文字符')

/**
 * How a gateway wants its request, in one declarative setting. Texts may hold placeholders; a value that is nothing
 * but `{params}` or `{paramList}` becomes the object or the list itself.
 */
export const smsFormat = z
  .strictObject({
    type: z.enum(['json', 'form']).default('json'),
    headers: z.record(headerName, headerText).default({}),
    /** fields of a request that carries the text */
    body: z.record(z.string(), value).default({ id: '{id}', to: '{to}', text: '{text}' }),
    /** fields of a request that names a template of the gateway */
    templateBody: z
      .record(z.string(), value)
      .default({ id: '{id}', to: '{to}', template: '{template}', params: '{params}', signature: '{signature}' }),
    /** HMAC-SHA256 with SMS_HTTP_SECRET over a text that usually holds {timestamp} and {body}, sent in a header */
    sign: z
      .strictObject({
        header: headerName,
        over: z.string().min(1),
        encoding: z.enum(['hex', 'base64']).default('hex'),
        prefix: headerText.default(''),
      })
      .optional(),
    /** what in a JSON answer says that the message was taken; without it a 2xx that names no error is enough */
    success: z
      .strictObject({
        field: z.string().min(1),
        is: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1),
      })
      .optional(),
  })
  .superRefine((format, ctx) => {
    const unknown = unknownPlaceholder(JSON.stringify([format.headers, format.body, format.templateBody, format.sign]))
    if (unknown) ctx.addIssue({ code: 'custom', message: `不认识占位符 {${unknown}}` })
  })
export type SmsFormat = z.output<typeof smsFormat>

/** Our template names and the gateway's: an id, or an id with its parameters in order or under its own names. */
export const smsTemplates = z.record(
  z.string(),
  z.union([
    z
      .string()
      .min(1)
      .transform(id => ({ id, params: undefined })),
    z.strictObject({
      id: z.string().min(1),
      params: z.union([z.array(z.string()), z.record(z.string(), z.string())]).optional(),
    }),
  ]),
)
export type SmsTemplates = z.output<typeof smsTemplates>

/** An address of the gateway or the mail server; empty means not set. */
export const addressSetting = (protocols: string[], example: string) =>
  z
    .string()
    .optional()
    .transform(text => text || undefined)
    .refine(
      text => text === undefined || (URL.canParse(text) && protocols.includes(new URL(text).protocol)),
      `需要完整的地址，如 ${example}`,
    )

/** A short text without line breaks; empty means not set. */
export const lineSetting = () =>
  z
    .string()
    .optional()
    .transform(text => text || undefined)
    .refine(text => text === undefined || !/[\p{Cc}\p{Cf}]/u.test(text), '不能含有换行或看不见的字符')
