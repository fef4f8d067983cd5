'use client'
import { useEffect, useRef } from 'react'
import { Alert } from '@/components/ui/alert'
import { CopyButton } from '@/components/ui/copy-button'
import { roleLabels } from '@/lib/staff/role.rules'
import type { ActivationLink } from '@/lib/staff/staff.dto'

/** The activation link, shown once: for handing over, or only whom it was sent to. */
export function LinkShown({ name, given }: { name: string; given: ActivationLink }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <Alert ref={box} tabIndex={-1} tone="success" role="status" title={`${name}的激活链接已生成`}>
      {given.sentTo && <p>已用短信发到本人手机 {given.sentTo}。</p>}
      {given.link ? (
        <>
          <p>
            {given.sentTo ? '收不到短信时，也可以' : '没有发短信，请'}
            把下面的链接当面交给本人。链接只显示这一次，{given.hours} 小时内有效，只能用一次。
          </p>
          <p className="num mt-2 rounded-md border border-line bg-paper px-3 py-2 break-all select-all">{given.link}</p>
          <div className="mt-2">
            <CopyButton text={given.link} label="复制链接" />
          </div>
        </>
      ) : (
        <p>他担任着角色，所以链接只发给本人，这里不显示。{given.hours} 小时内有效，只能用一次。</p>
      )}
      {given.revoked.length > 0 && (
        <p className="mt-2 font-medium">
          为防止冒用，原有角色（{roleLabels(given.revoked)}）已收回。激活后，请告知安全管理员核对身份、重新授权。
        </p>
      )}
    </Alert>
  )
}
