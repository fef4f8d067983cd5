'use client'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { Time } from '@/components/ui/time'
import type { PrintedSlip } from '@/lib/slip/slip.dal'
import type { SlipView } from '@/lib/slip/slip.dto'
import type { SlipPurpose } from '@/lib/slip/slip.rules'

type SlipPaperProps = {
  slip: SlipView
  printed: PrintedSlip
  site: string
  /** where the person opens the form */
  address: string
  contacts: { label: string; value: string }[]
}

const usual = '打开上面的网址，按单上的姓名和手机号码填写，不用点「获取验证码」，直接把激活码填在「验证码」处。'

const howTo: Partial<Record<SlipPurpose, string>> = {
  lostFactor:
    '打开上面的网址，用单上的手机号码和密码登录，到「第二步验证」点「恢复码也丢了？用激活单」，填写激活码。登录后原来的身份验证器作废。',
  claim:
    '打开上面的网址（或在登录页面点「首次登录」），填写证件号码和单上的手机号码，不用点「获取验证码」，直接把激活码填在「验证码」处，再设置密码。以后用单上的手机号码登录。',
}

/** The slip itself, half a page A4. It is on this screen once; nobody can call it up again. */
export function SlipPaper({ slip, printed, site, address, contacts }: SlipPaperProps) {
  const code = `${printed.code.slice(0, 5)} ${printed.code.slice(5)}`
  return (
    <div className="space-y-4">
      <div className="space-y-3" data-no-print>
        <Alert tone="warning" title="激活码只显示这一次">
          请现在打印并当面交给本人。离开或刷新这个页面后不能再看，遗失的要作废重办。
        </Alert>
        <Button variant="primary" onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <article className="max-w-2xl rounded-lg border border-ink bg-paper p-6 sm:p-8" aria-label="激活单">
        <h2 className="text-center text-xl">{site} 激活单</h2>
        <p className="mt-6 text-center text-sm text-ink-2">
          激活码（填在「{slip.purpose === 'lostFactor' ? '激活码' : '验证码'}」处）
        </p>
        <p className="num mt-1 text-center text-3xl font-semibold tracking-[0.12em]">{code}</p>
        <div className="mt-6">
          <DescriptionList
            columns={1}
            items={[
              { label: '姓名', value: slip.holderName },
              { label: '手机号码', value: <span className="num">{printed.phone}</span> },
              { label: '用途', value: slip.purposeLabel },
              { label: '有效期至', value: <Time value={printed.expiresAt} /> },
              { label: '网址', value: <span className="num break-all">{address}</span> },
              { label: '经办', value: `${slip.issuedByName}、${slip.confirmedByName ?? ''}` },
            ]}
          />
        </div>
        <p className="mt-5 text-sm">
          {howTo[slip.purpose] ?? usual}
          激活码只能用一次，只对单上的姓名、手机号码和用途有效，请勿交给他人。
        </p>
        <p className="mt-2 text-sm text-ink-2">{contacts.map(one => `${one.label} ${one.value}`).join('　')}</p>
      </article>
    </div>
  )
}
