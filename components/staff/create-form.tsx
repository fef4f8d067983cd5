'use client'
import { useState } from 'react'
import { Form } from '@/components/form/form'
import { Button, LinkButton } from '@/components/ui/button'
import { createStaffAction } from '@/lib/staff/staff.actions'
import type { ActivationLink, PlaceChoice } from '@/lib/staff/staff.dto'
import { createStaffSchema } from '@/lib/staff/staff.schema'
import { LinkShown } from './link-shown'
import { StaffFields } from './staff-fields'

const empty = { name: '', login: '', place: '', phone: '', email: '' }

/** Opens an account and shows its activation link once. No password is ever typed or seen here. */
export function CreateStaffForm({ places }: { places: PlaceChoice[] }) {
  const [made, setMade] = useState<(ActivationLink & { id: string }) | null>(null)
  if (made)
    return (
      <div className="space-y-4">
        <LinkShown name="新账号" given={made} />
        <p className="text-ink-2">账号还没有角色。请本人先打开链接设置密码，再由安全管理员核对本人、授予角色。</p>
        <div className="flex flex-wrap gap-3">
          <LinkButton href={`/admin/accounts/${made.id}`} variant="primary">
            查看这个账号
          </LinkButton>
          <Button onClick={() => setMade(null)}>再开设一个</Button>
        </div>
      </div>
    )
  return (
    <Form
      schema={createStaffSchema}
      defaultValues={empty}
      action={createStaffAction}
      onSuccess={setMade}
      submitLabel="开设账号"
      pendingLabel="正在开设…"
      label="开设账号"
    >
      <StaffFields
        places={places}
        withLogin
        phoneLabel="手机号码"
        phoneHint="用来接收激活链接和登录验证码；不填就要当面交接链接"
      />
    </Form>
  )
}
