'use client'
import { LinkButton } from '@/components/ui/button'
import { DonePanel } from '@/components/ui/done-panel'

type RegisterDoneProps = {
  phoneMask: string
  path: string[]
  /** what has just been done, in the words of the way he came */
  begin?: '个人注册' | '专家注册'
  /** the unit is chosen, and speaks, before anything else */
  unitFirst?: boolean
}

const nextOf = (way: 'direct' | 'unitFirst' | 'apply') =>
  ({
    direct: { text: '补充完整个人信息并提交，以便遴选专家时能够选到您。', step: '完善信息', action: '登录，完善信息' },
    unitFirst: {
      text: '完善信息，选择所在单位并提交；单位审核通过后，就可以申请成为专家。',
      step: '完善信息',
      action: '登录，完善信息',
    },
    apply: {
      text: '点“申请成为专家”，填写专家信息并提交。',
      step: '申请成为专家',
      action: '登录，申请成为专家',
    },
  })[way]

/** After a person has registered: what comes next. */
export function RegisterDone({ phoneMask, path, begin = '个人注册', unitFirst = false }: RegisterDoneProps) {
  const { text, step, action } = nextOf(begin === '专家注册' ? 'direct' : unitFirst ? 'unitFirst' : 'apply')
  return (
    <DonePanel
      title="账号注册成功！"
      lead={
        <p className="num mt-1">
          下一步：用手机号码 {phoneMask} 和刚才设置的密码登录，
          {text}
        </p>
      }
      steps={{
        label: '入库步骤',
        steps: [
          { label: begin, state: 'done' },
          { label: step, state: 'current', note: '登录后办理' },
          ...path.map(label => ({ label, state: 'next' as const })),
        ],
      }}
      actions={
        <>
          <LinkButton href="/login?next=/expert" variant="primary" size="lg">
            {action}
          </LinkButton>
          <LinkButton href="/" size="lg">
            返回首页
          </LinkButton>
        </>
      }
    />
  )
}
