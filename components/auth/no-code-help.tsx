import { Disclosure } from '@/components/ui/disclosure'
import type { CodeWays } from '@/lib/auth/code-ways.rules'

type NoCodeHelpProps = {
  ways: CodeWays
  /** a password is recovered: a proved address is a way as well */
  recover: boolean
}

/** 收不到短信？ The ways that this installation offers, the nearest first. */
export function NoCodeHelp({ ways, recover }: NoCodeHelpProps) {
  return (
    <Disclosure summary={ways.sms ? '收不到短信？' : '收不到验证码？'}>
      <ul className="list-disc space-y-1.5 py-2 pl-5 text-sm text-ink-2">
        {ways.sms ? (
          <>
            <li>等一两分钟，看看短信是否被手机拦截，再点「重新发送」。</li>
            <li>仍收不到的，保持页面打开，拨打页面下方的电话，请工作人员代为重发。验证码只发到您的手机。</li>
          </>
        ) : (
          ways.email && <li>本系统把验证码发到邮箱。请看看垃圾邮件，十五分钟内有效。</li>
        )}
        {recover && ways.email && ways.sms && <li>登录后验证过邮箱的，可以改用邮箱接收。</li>}
        <li>
          带上身份证件到窗口办理<strong>激活单</strong>，把单上的 10 位激活码填在这里，不用点「获取验证码」。
        </li>
      </ul>
    </Disclosure>
  )
}
