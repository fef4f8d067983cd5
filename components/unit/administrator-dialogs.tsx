'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Form } from '@/components/form/form'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { endAdministratorAction, inviteAdministratorAction } from '@/lib/unit/administrator.actions'
import type { AdministratorRow } from '@/lib/unit/administrator.dto'
import { endAdministratorSchema, inviteAdministratorSchema } from '@/lib/unit/administrator.schema'

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
  const [sentTo, setSentTo] = useState<string | null>(null)
  const handOver = asked === 'handOver'
  return (
    <>
      {sentTo && (
        <Alert tone="success" role="status" title="邀请已发出" className="w-full">
          <span className="num">短信已发到 {sentTo}，72 小时内有效。对方接受后出现在管理员名单中。</span>
        </Alert>
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
            对方会收到一条短信，用其中的链接验证手机、设置自己的密码。链接 72 小时内有效，只能用一次。
            {handOver
              ? '对方接受时，您的管理员身份随即结束；在此之前一切照旧，也可以取消。'
              : '您和对方都是管理员，权限相同。'}
          </p>
          <Form
            schema={inviteAdministratorSchema}
            action={inviteAdministratorAction}
            defaultValues={{ name: '', phone: '', handOver }}
            label={handOver ? '交接给他人' : '邀请管理员'}
            submitLabel="发送邀请"
            pendingLabel="正在发送…"
            actions={<Button onClick={() => setAsked(null)}>取消</Button>}
            onSuccess={({ phoneMask }) => {
              setAsked(null)
              setSentTo(phoneMask)
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
          </Form>
        </Dialog>
      )}
    </>
  )
}
