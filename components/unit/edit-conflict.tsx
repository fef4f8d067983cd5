'use client'
import { useEffect, useRef } from 'react'
import { Alert } from '@/components/ui/alert'
import type { UnitView } from '@/lib/unit/unit.dto'

type Typed = {
  legalPerson: string
  contactName: string
  regionCode: string
  address?: string | null
  postcode?: string | null
  officePhone?: string | null
  email?: string | null
  highTech?: string | null
  bankName?: string | null
}

const yesNo = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no')
const answers: Record<string, string> = { yes: '是', no: '否' }

/** Says what somebody else saved while this form was open, and that nothing typed is lost. */
export function EditConflict({ unit, typed }: { unit: UnitView; typed: Typed }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const theirs = [
    { label: '法定代表人', now: unit.legalPerson, same: unit.legalPerson === typed.legalPerson.trim() },
    { label: '联系人', now: unit.contactName, same: unit.contactName === typed.contactName.trim() },
    { label: '单位注册地', now: unit.region, same: unit.regionCode === typed.regionCode },
    text('通讯地址', unit.address, typed.address),
    text('邮政编码', unit.postcode, typed.postcode),
    text('办公电话', unit.officePhone, typed.officePhone),
    text('电子邮箱', unit.email, typed.email),
    text('高新技术企业', yesNo(unit.highTech), typed.highTech),
    text('开户银行', unit.bankName, typed.bankName),
  ].filter(field => !field.same)
  return (
    <Alert ref={box} tabIndex={-1} role="alert" tone="warning" title="还没有保存：另一位管理员刚刚改过单位信息">
      {theirs.length > 0 && (
        <>
          <p>与您填写的不同之处，系统里现在是：</p>
          <ul className="mt-1 list-disc pl-5">
            {theirs.map(field => (
              <li key={field.label}>
                {field.label}：{field.now}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-1">您填写的内容还在下面。核对后再点「保存」，以您填写的为准。</p>
    </Alert>
  )
}

/** A field that may be empty, on both sides. */
function text(label: string, kept: string | null, typed: string | null | undefined) {
  const now = kept ? (answers[kept] ?? kept) : '（空）'
  return { label, now, same: (kept ?? '') === (typed ?? '').trim() }
}
