'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Form } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { endAdministratorAction, inviteAdministratorAction } from '@/lib/unit/administrator.actions'
import type { AdministratorRow, Invited } from '@/lib/unit/administrator.dto'
import { endAdministratorSchema, inviteAdministratorSchema } from '@/lib/unit/administrator.schema'
import { InvitationAddress, InvitationSent, InvitationWay } from './invitation-sent'

/** Removes another administrator, or lets one leave; what he decided keeps his name. */
export function EndAdministratorDialog({ row, onClose }: { row: AdministratorRow; onClose: () => void }) {
  const router = useRouter()
  const verb = row.self ? '退出' : '移除'
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={row.self ? '退出单位管理员？' : `移除管理员“${row.name}”？`}
      size="sm"
    >
      <p className="mb-4 text-ink-2">
        {row.self
          ? '提交后您立即退出登录，不能再办理本单位的事项。'
          : '提交后对方立即退出登录，不能再办理本单位的事项。'}
        过去办理的记录仍保留姓名。
      </p>
      <Form
        schema={endAdministratorSchema}
        action={endAdministratorAction}
        defaultValues={{ accountId: row.accountId, reason: '' }}
        label={`${verb}管理员`}
        submitLabel={verb}
        pendingLabel="正在提交…"
        actions={<Button onClick={onClose}>取消</Button>}
        onSuccess={({ self }) => {
          if (self) return window.location.assign('/login?as=unitAdmin')
          onClose()
          router.refresh()
        }}
      >
        <TextArea name="reason" label="原因" required max={300} rows={3} hint="记入单位变更记录，例如：岗位调整。" />
      </Form>
    </Dialog>
  )
}

/** Two ways to bring somebody in: beside oneself, or in one's own place. */
export function InviteAdministrator() {
  const router = useRouter()
  const [asked, setAsked] = useState<'invite' | 'handOver' | null>(null)
  const [invited, setInvited] = useState<Invited | null>(null)
  const handOver = asked === 'handOver'
  return (
    <>
      {invited && (
        <InvitationSent invited={invited} className="w-full">
          对方接受后出现在管理员名单中。
        </InvitationSent>
      )}
      <Button variant="primary" onClick={() => setAsked('invite')}>
        邀请管理员
      </Button>
      <Button onClick={() => setAsked('handOver')}>交接给他人</Button>
      {asked && (
        <Dialog
          open
          onOpenChange={open => !open && setAsked(null)}
          title={handOver ? '交接给他人' : '邀请管理员'}
          size="sm"
        >
          <p className="mb-4 text-ink-2">
            <InvitationWay />
            {handOver
              ? '对方接受时，您的管理员身份随即结束；在此之前一切照旧，也可以取消。'
              : '您和对方都是管理员，权限相同。'}
          </p>
          <Form
            schema={inviteAdministratorSchema}
            action={inviteAdministratorAction}
            defaultValues={{ name: '', phone: '', email: '', handOver }}
            label={handOver ? '交接给他人' : '邀请管理员'}
            submitLabel="发送邀请"
            pendingLabel="正在发送…"
            actions={<Button onClick={() => setAsked(null)}>取消</Button>}
            onSuccess={sent => {
              setAsked(null)
              setInvited(sent)
              router.refresh()
            }}
          >
            <TextField name="name" label="姓名" required autoComplete="off" />
            <TextField
              name="phone"
              label="手机号码"
              required
              type="tel"
              inputMode="tel"
              code
              autoComplete="off"
              hint="对方本人使用的手机，以后用它登录。"
            />
            <InvitationAddress />
          </Form>
        </Dialog>
      )}
    </>
  )
}
