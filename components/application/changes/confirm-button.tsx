'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { confirmProfileAction } from '@/lib/expert/expert.actions'
import { confirmProfileSchema } from '@/lib/expert/expert.schema'
import { noteChange } from '../fresh'

/** 核对无误，没有变化: what the pool holds is still true; asked once more, because it counts for a year. */
export function ConfirmButton() {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const form = useKitForm(confirmProfileSchema, {})
  return (
    <>
      <Button size="lg" onClick={() => setOpen(true)}>
        核对无误，没有变化
      </Button>
      <Dialog open={open} onOpenChange={setOpen} size="sm" title="在库信息没有变化？">
        <FormView
          form={form}
          action={confirmProfileAction}
          label="核对无误，没有变化"
          onSuccess={() => {
            setOpen(false)
            noteChange()
            router.refresh()
          }}
          submit={
            <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
              <Button onClick={() => setOpen(false)}>再看看</Button>
              <SubmitButton label="确认没有变化" pendingLabel="正在记录…" />
            </div>
          }
        >
          <p className="text-ink-2">
            请先核对单位、职称、学科、联系方式等在库信息。确认后记下今天的日期，一年之内不用再核对；有变化的，请用“更新专家信息”。
          </p>
        </FormView>
      </Dialog>
    </>
  )
}
