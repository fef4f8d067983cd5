'use client'
import { DateField } from '@/components/form/date-field'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import { DeedButton } from '@/components/workflow/deed-button'
import {
  checkListAction,
  confirmIntakeAction,
  dropIntakeAction,
  endIntakeAction,
  recheckListAction,
  resumeIntakeAction,
  stopIntakeAction,
} from '@/lib/intake/intake.actions'
import { confirmIntakeSchema, endIntakeSchema } from '@/lib/intake/intake.schema'

type Batch = { id: string; version: number }

export const CheckButton = (batch: Batch) => (
  <DeedButton action={checkListAction} input={batch} variant="primary" pendingLabel="正在开始…">
    开始检查
  </DeedButton>
)

export const RecheckButton = (batch: Batch) => (
  <DeedButton action={recheckListAction} input={batch} pendingLabel="正在开始…">
    重新检查
  </DeedButton>
)

export const DropButton = (batch: Batch) => (
  <DeedButton
    action={dropIntakeAction}
    input={batch}
    variant="quiet"
    question={{
      title: '取消这一批？',
      text: '名单和检查结果会删除，不能恢复；没有人因此入库。',
      confirmLabel: '取消这一批',
      tone: 'danger',
    }}
    to="/bureau/intake"
  >
    取消这一批…
  </DeedButton>
)

export const StopButton = (batch: Batch) => (
  <DeedButton action={stopIntakeAction} input={batch} pendingLabel="正在暂停…">
    暂停
  </DeedButton>
)

export const ResumeButton = (batch: Batch) => (
  <DeedButton action={resumeIntakeAction} input={batch} variant="primary" pendingLabel="正在继续…">
    继续入库
  </DeedButton>
)

/** 确认入库 with its ground; whoever brought the list does not see it open. */
export const ConfirmButton = ({ batch, people, today }: { batch: Batch; people: number; today: string }) => (
  <FormDialog
    schema={confirmIntakeSchema}
    values={{ ...batch, goLiveOn: today, reason: '' }}
    action={confirmIntakeAction}
    button="确认入库…"
    variant="primary"
    wide
    title={`确认 ${people} 人入库？`}
    label="确认入库"
    submitLabel={`确认 ${people} 人入库`}
    uncancelled
  >
    <p className="text-ink-2">
      确认后由系统分批办理，可以暂停。有错误和单位未登记的行不会入库。入库的专家凭证件号码和手机号码首次登录。
    </p>
    <DateField
      name="goLiveOn"
      label="启用日期"
      required
      hint="从这一天起计算没有登录的年限；名单中没有原入库日期的，以它为入库日期。"
    />
    <TextArea
      name="reason"
      label="入库依据"
      required
      max={500}
      rows={3}
      hint="文件、会议纪要或移交说明的名称和文号，写在办理记录里。"
    />
  </FormDialog>
)

/** 到此为止: what is left does not come in. */
export const EndButton = ({ batch }: { batch: Batch }) => (
  <FormDialog
    schema={endIntakeSchema}
    values={{ ...batch, reason: '' }}
    action={endIntakeAction}
    button="到此为止…"
    variant="quiet"
    title="不再继续入库？"
    label="到此为止"
    submitLabel="到此为止"
    uncancelled
  >
    <p className="text-ink-2">已经入库的专家不受影响，其余的不再入库；以后可以另建一批导入。</p>
    <TextArea name="reason" label="原因" required max={500} rows={3} />
  </FormDialog>
)
