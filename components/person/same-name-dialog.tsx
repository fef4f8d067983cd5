'use client'
import { Button, LinkButton } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

type SameNameDialogProps = {
  /** what is known of the other, masked; null: closed */
  question: string | null
  onClose: () => void
  /** he is somebody else: go on with the registration */
  onNotMe: () => void
}

/** R5: somebody of the same name is registered with this unit. Is it oneself, or go on? */
export function SameNameDialog({ question, onClose, onNotMe }: SameNameDialogProps) {
  return (
    <Dialog
      open={question !== null}
      onOpenChange={open => open || onClose()}
      title="有一位同名的专家，请核对"
      size="sm"
      footer={
        <>
          <LinkButton href="/login">是我本人，去登录</LinkButton>
          <Button variant="primary" onClick={onNotMe}>
            不是我，继续注册
          </Button>
        </>
      }
    >
      <p className="num">{question}</p>
      <p className="mt-2 text-ink-2">
        如果就是您本人，请直接登录；忘记密码的，在登录页用“找回密码”。同名同单位的另一个人，请继续注册。
      </p>
    </Dialog>
  )
}
