import type { CodeWays } from '@/lib/auth/code-ways.rules'

/**
 * How somebody hears of a decision in this installation; the outbox does the same (outbox.ts). Without a full stop.
 * @param to masked phone, where it is known
 */
export function resultSentence({ sms, email }: CodeWays, to?: string): string {
  if (sms) return to ? `结果用短信发到 ${to}，通过或不通过都会通知` : '结果会发短信通知您'
  return email ? '结果会发到您验证过的邮箱；没有验证过邮箱的，请登录查看' : '结果请登录查看，也可以电话询问'
}
