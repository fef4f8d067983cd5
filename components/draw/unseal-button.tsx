'use client'
import { DeedButton } from '@/components/workflow/deed-button'
import { unsealListAction } from '@/lib/draw/unseal.actions'

/** 启封 by one of the two. @param props.left how many of them have not opened the list yet */
export const UnsealButton = ({ id, number, left }: { id: string; number: string; left: number }) => (
  <DeedButton
    action={unsealListAction}
    input={{ id }}
    variant="primary"
    question={{
      title: `启封 ${number} 的名单？`,
      text:
        left > 1
          ? '您启封以后名单还不公开，要等另一个人也启封。您的姓名和时间会记录下来，不能撤回。'
          : '另一个人已经启封。您启封以后名单立即公开，不能撤回。您的姓名和时间会记录下来。',
      confirmLabel: '启封',
    }}
  >
    启封名单…
  </DeedButton>
)
