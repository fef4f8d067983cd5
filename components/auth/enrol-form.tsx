'use client'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import type { Action } from '@/components/form/run-action'
import { CopyButton } from '@/components/ui/copy-button'
import { type EnrolFactor, enrolFactorSchema } from '@/lib/auth/second-factor.schema'
import { TotpField } from './totp-field'

export type Offer = { token: string; picture: string; secret: string }

type EnrolFormProps<T> = {
  offer: Offer
  action: Action<EnrolFactor, T>
  onDone: (data: T) => void
}

/** Two steps on one page: scan the picture, type the first code. The offer stays while the page is refreshed behind it. */
export function EnrolForm<T>({ offer: given, action, onDone }: EnrolFormProps<T>) {
  const [offer] = useState(given)
  const form = useKitForm(enrolFactorSchema, { offer: offer.token, code: '' })
  return (
    <FormView
      form={form}
      action={action}
      onSuccess={onDone}
      submitLabel="确认绑定"
      pendingLabel="正在确认…"
      label="绑定身份验证器"
    >
      <ol className="space-y-5">
        <li>
          <p className="font-medium">1. 在手机上打开身份验证器，扫描二维码</p>
          <p className="mt-0.5 text-ink-2">
            没有的话，先在手机应用市场安装一个，或在微信里搜索小程序「腾讯身份验证器」。
          </p>
          {/* biome-ignore lint/performance/noImgElement: a picture made for this page, nothing to optimise */}
          <img
            src={offer.picture}
            alt="身份验证器的二维码，不能扫描时请手工输入下面的密钥"
            className="mt-3 size-48 rounded-md border border-line bg-white"
          />
          <p className="mt-2 text-sm text-ink-2">
            不能扫描？在验证器里选择「手动输入」，填写密钥
            <span className="num mx-1 break-all text-ink">{offer.secret}</span>
            <CopyButton text={offer.secret.replaceAll(' ', '')} label="复制密钥" />
          </p>
        </li>
        <li>
          <p className="mb-2 font-medium">2. 填写验证器显示的 6 位数字</p>
          <TotpField />
        </li>
      </ol>
    </FormView>
  )
}
