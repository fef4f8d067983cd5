import type { ListSpec } from '@/lib/platform/list-params'

/** One message as an adapter gets it. */
export type MessageToSend = {
  /** the same on every attempt, so that a repeat can be dropped */
  id: string
  to: string
  text: string
  template: string
  /** null for messages that were written before parameters were kept */
  params: Record<string, string> | null
}

export const MAX_ATTEMPTS = 12
/** Messages that are no codes, to one recipient within a day; more is a fault or an attack. */
export const DAILY_PER_RECIPIENT = 30

export const messageStatuses = ['queued', 'failed', 'sent', 'dead'] as const
export type MessageState = (typeof messageStatuses)[number]

/** Staff's words for a message's state. */
export const statusLabels: Record<MessageState, string> = {
  queued: '等待发送',
  failed: '正在重试',
  sent: '已发出',
  dead: '发送失败',
}

const words: Record<string, string> = {
  timeout: '网关没有在规定时间内回答',
  unreachable: '连接不上网关',
  redirected: '网关要转到别的地址，没有发送',
  unreadable: '网关的回答看不懂，请核对设置',
  expired: '验证码已过期，不再发送',
  capped: `同一收件人一天内超过 ${DAILY_PER_RECIPIENT} 条，没有发送`,
  noGateway: '本系统没有配置这种发送方式',
  smtpLogin: '邮件服务器不接受登录名或口令',
  smtpTls: '与邮件服务器的加密连接没有建立',
}

/** Why a message was not sent, for staff; the code is what `lastError` holds. */
export function problemInWords(code: string | null): string {
  if (!code) return ''
  const [kind, detail] = code.split(':') as [string, string | undefined]
  if (kind === 'http') return `网关出错（HTTP ${detail}）`
  if (kind === 'smtp') return `邮件服务器没有接收（${detail}）`
  if (kind === 'refused') return detail ? `网关拒绝发送（代码 ${detail}）` : '网关拒绝发送'
  return words[kind] ?? '发送时出错'
}

/** Codes and what goes with them are never sent again by staff: the person asks for a new one. */
export const isCode = (template: string): boolean => template.startsWith('code.')

/**
 * Messages to people a draw chose: whoever reads the log is not told whom they went to, before the list is open and after
 * it (S§16). A 通知员 sees whom he has to call.
 */
export const isSealed = (template: string): boolean => sealedTemplates.includes(template)
export const sealedTemplates = [
  ...['draw.invited', 'draw.reminder', 'draw.expired', 'draw.soon', 'draw.released', 'draw.moved', 'draw.calledOff'],
  ...['draw.declinedFor', 'draw.acceptedFor', 'draw.replyAccepted', 'draw.replyUnclear', 'draw.bankAsk'],
  'draw.materials',
]

/** May staff have this message sent once more? Only what was given up, and no code; its id stays the same. */
export const mayResend = (message: { status: MessageState; template: string }): boolean =>
  message.status === 'dead' && !isCode(message.template)

/** What the lists of messages understand from their address. */
export const messageListSpec = {
  sorts: ['created'],
  filters: {
    status: { kind: 'one', values: messageStatuses },
    kind: { kind: 'one', values: ['business', 'code'] },
    tail: { kind: 'text' },
  },
} as const satisfies ListSpec
