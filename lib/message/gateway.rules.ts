import { type SmsFormat, type SmsTemplates, smsFormat } from '@/lib/platform/message-settings'
import type { MessageToSend } from './message.rules'

/** What a request to the gateway is made of, beside the message. */
export type GatewaySettings = {
  format?: SmsFormat
  templates?: SmsTemplates
  token?: string
  secret?: string
  signature?: string
}

export type GatewayRequest = {
  contentType: string
  headers: Record<string, string>
  body: string
  /** what is signed, and where the signature goes; null without a secret */
  sign: { header: string; over: string; encoding: 'hex' | 'base64'; prefix: string } | null
}

type Values = Record<string, unknown>

/** The format of a gateway that was made for us: see docs/operations.md. */
const usual = smsFormat.parse({})
const usualSign = { header: 'x-signature', over: '{timestamp}.{body}', encoding: 'hex', prefix: '' } as const

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value ?? ''))

/** Puts values into the braces of a text. What was put in is not looked at again, so a value cannot name another. */
function fillText(text: string, values: Values): string {
  return text.replace(/\{([A-Za-z][\w.]*)\}/g, (_, name: string) => asText(values[name]))
}

/** Puts values into every text of a JSON value; a text that is one placeholder alone becomes the value itself. */
function fill(value: unknown, values: Values): unknown {
  if (typeof value === 'string') {
    const alone = /^\{(params|paramList)\}$/.exec(value)
    return alone ? values[alone[1]!] : fillText(value, values)
  }
  if (Array.isArray(value)) return value.map(one => fill(one, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, values)]))
}

/** The parameters under the names, and in the order, that the gateway knows. */
function gatewayParams(
  params: Record<string, string>,
  wanted: string[] | Record<string, string> | undefined,
): Record<string, string> {
  if (!wanted) return params
  const pairs = Array.isArray(wanted) ? wanted.map(name => [name, name]) : Object.entries(wanted)
  return Object.fromEntries(pairs.map(([theirs, ours]) => [theirs, params[ours!] ?? '']))
}

/**
 * The request for one message: the gateway's template where the settings name one, else the text with the signature
 * in front. Pure; signing is left to the caller.
 */
export function composeRequest(sms: MessageToSend, settings: GatewaySettings, at: Date): GatewayRequest {
  const format = settings.format ?? usual
  const template = sms.params ? settings.templates?.[sms.template] : undefined
  const fields = template ? format.templateBody : format.body
  const params = gatewayParams(sms.params ?? {}, template?.params)
  const placed = JSON.stringify(fields).includes('{signature}')
  const values: Values = {
    id: sms.id,
    to: sms.to,
    text: settings.signature && !placed ? `【${settings.signature}】${sms.text}` : sms.text,
    signature: settings.signature ?? '',
    template: template?.id ?? '',
    params,
    paramsJson: JSON.stringify(params),
    paramList: Object.values(params),
    timestamp: String(Math.floor(at.getTime() / 1000)),
    timestampMs: String(at.getTime()),
    token: settings.token ?? '',
  }
  for (const [name, value] of Object.entries(sms.params ?? {})) values[`params.${name}`] = value
  const body = encode(format.type, fill(fields, values) as Values)
  const sign = settings.secret ? (format.sign ?? usualSign) : null
  const headers = Object.fromEntries(
    Object.entries(format.headers).map(([name, text]) => [name.toLowerCase(), fillText(text, values)]),
  )
  const tokenPlaced = JSON.stringify([format.headers, fields]).includes('{token}')
  if (settings.token && !tokenPlaced) headers.authorization ??= `Bearer ${settings.token}`
  if (sign === usualSign) headers['x-timestamp'] ??= String(values.timestamp)
  return {
    contentType: format.type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
    headers: { 'idempotency-key': sms.id, ...headers },
    body,
    sign: sign && { ...sign, over: fillText(sign.over, { ...values, body }) },
  }
}

function encode(type: SmsFormat['type'], fields: Values): string {
  if (type === 'json') return JSON.stringify(fields)
  return new URLSearchParams(Object.entries(fields).map(([key, value]) => [key, asText(value)])).toString()
}

/**
 * Why an answer is no delivery, as a code for `deliveryProblem`; null when the message was taken. Gateways lie: many
 * say 200 and write the error into the body.
 */
export function judgeAnswer(status: number, text: string, success: SmsFormat['success']): string | null {
  if (status < 200 || status > 299) return `http:${status}`
  const answer = parsed(text)
  if (success) {
    const found = success.field
      .split('.')
      .reduce<unknown>((at, key) => (at as Values | null | undefined)?.[key], answer)
    if (found === undefined) return 'unreadable'
    return success.is.some(one => String(one) === String(found)) ? null : `refused:${safe(found)}`
  }
  if (typeof answer !== 'object' || answer === null) return null
  const { ok, success: flag, error } = answer as Values
  if (ok === false || flag === false) return 'refused:'
  return error ? `refused:${safe(error)}` : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A gateway's own error code, without anything that could be a number of a person or a code. */
const safe = (value: unknown): string => (/^[A-Za-z][\w.-]{0,39}$|^-?\d{1,5}$/.test(String(value)) ? String(value) : '')
