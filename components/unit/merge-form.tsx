'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { z } from 'zod'
import { Form } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { uuid } from '@/lib/platform/fields/codes'
import { mergeUnitsAction } from '@/lib/unit/reshape.actions'
import type { MergePreview, MergeSide } from '@/lib/unit/reshape.dto'
import { mergeUnitsSchema } from '@/lib/unit/reshape.schema'
import { UnitPicker } from './unit-picker'

const intoSchema = z.object({ unitId: uuid() })

/** First step: into which unit. */
export function ChooseMergeTarget({ id }: { id: string }) {
  const router = useRouter()
  return (
    <Form
      schema={intoSchema}
      action={async ({ unitId }) => ({ ok: true as const, data: unitId })}
      defaultValues={{ unitId: '' }}
      label="选择保留的单位"
      submitLabel="预览合并"
      onSuccess={into => router.push(`/bureau/organisation/units/${id}/merge?into=${into}`)}
    >
      <UnitPicker label="保留的单位" required hint="合并后保留、继续使用的单位。" />
    </Form>
  )
}

/** How both are called; with one name for both, by the ends of their codes. */
function namesApart(from: MergeSide, into: MergeSide): [string, string] {
  const named = ({ name, creditCode }: MergeSide) =>
    from.name === into.name
      ? `“${name}”（${creditCode ? `代码后四位 ${creditCode.slice(-4)}` : '无信用代码'}）`
      : `“${name}”`
  return [named(from), named(into)]
}

/** Second step, under the preview: the reason, and a last look at what cannot be undone. */
export function MergeForm({ preview }: { preview: MergePreview }) {
  const { from, into } = preview
  const [fromName, intoName] = namesApart(from, into)
  const [done, setDone] = useState(false)
  const unitHref = `/bureau/organisation/units/${into.id}`
  if (done)
    return (
      <Alert
        tone="success"
        role="status"
        title="合并已完成"
        next={
          <LinkButton variant="primary" href={unitHref}>
            查看{intoName}
          </LinkButton>
        }
      >
        {fromName}已停用，用它的名称和信用代码查到的都是{intoName}。
      </Alert>
    )
  return (
    <Form
      schema={mergeUnitsSchema}
      action={mergeUnitsAction}
      defaultValues={{ id: from.id, version: from.version, intoId: into.id, intoVersion: into.version, reason: '' }}
      label="合并单位"
      submitLabel={`确认并入${intoName}`}
      pendingLabel="正在合并…"
      onSuccess={() => setDone(true)}
      actions={
        <LinkButton href={`/bureau/organisation/units/${from.id}`} variant="quiet">
          不合并，返回
        </LinkButton>
      }
    >
      <Alert tone="warning" title="合并不能撤销">
        合并后{fromName}停用，它的管理员立即退出登录，成为{intoName}的管理员并收到通知。请核对方向没有选反。
      </Alert>
      <TextArea
        name="reason"
        label="合并的依据"
        required
        max={300}
        rows={3}
        hint="例如：同一单位重复注册，已电话核实。"
      />
    </Form>
  )
}
