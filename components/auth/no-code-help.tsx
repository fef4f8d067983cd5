import { Alert } from '@/components/ui/alert'
import { Disclosure } from '@/components/ui/disclosure'
import { type CodeOffer, type CodeWays, codeOffer } from '@/lib/auth/code-ways.rules'
import type { CodePurpose } from '@/lib/auth/sms-code.rules'

type NoCodeHelpProps = {
  purpose: CodePurpose
  /** how the code is sent */
  by: CodeOffer['by']
  ways: CodeWays
}

/** 收不到短信？ The ways that this installation offers, the nearest first. */
export function NoCodeHelp({ purpose, by, ways }: NoCodeHelpProps) {
  const { address, choice, slip } = codeOffer(purpose, ways)
  if (by === null && purpose === 'objection')
    return (
      <Alert title="现在不能在网上实名提出">
        本系统现在不能发送验证码，不能核实您的手机。可以改为匿名提出，或按公示上的联系方式书面提出。
      </Alert>
    )
  const summary =
    purpose === 'claim' && by
      ? '我有激活单，或收不到短信？'
      : by === 'sms'
        ? '收不到短信？'
        : by === 'email'
          ? '收不到验证码？'
          : '怎样办理激活单？'
  const onPaper = slip && (
    <li>
      带上身份证件{purpose === 'registerUnit' ? '、单位介绍信' : ''}和手机到
      {purpose === 'claim' ? '所在单位或' : ''}窗口办理<strong>激活单</strong>
      {by === null ? '，把单上的 10 位激活码填在这里。' : '，把单上的 10 位激活码填在这里，不用点「获取验证码」。'}
    </li>
  )
  return (
    <Disclosure summary={summary}>
      <ul className="list-disc space-y-1.5 py-2 pl-5 text-sm text-ink-2">
        {/* whoever has a slip looks for it first */}
        {purpose === 'claim' && onPaper}
        {by === 'sms' && (
          <>
            <li>等一两分钟，看看短信是否被手机拦截，再点「重新发送」。</li>
            <li>仍收不到的，保持页面打开，拨打页面下方的电话，请工作人员代为重发。验证码只发到您的手机。</li>
          </>
        )}
        {by === 'email' && <li>本系统把验证码发到邮箱，十五分钟内有效。请看看垃圾邮件，再点「重新发送」。</li>}
        {by === 'email' && address === 'account' && (
          <li>只发到这个账号验证过的邮箱。没有验证过邮箱的，收不到验证码。</li>
        )}
        {choice && <li>登录后验证过邮箱的，可以改用邮箱接收。</li>}
        {purpose !== 'claim' && onPaper}
        {!slip && purpose === 'login' && <li>可以改用密码登录；忘记密码的，点「忘记密码?」重新设置。</li>}
      </ul>
    </Disclosure>
  )
}
