'use client'
import { RadioField } from '@/components/form/choice-fields'
import { FormDialog } from '@/components/form/form-dialog'
import { TextArea } from '@/components/form/text-area'
import type { FurtherKind } from '@/lib/draw/further.rules'
import {
  allowUnitDrawsAction,
  cancelRequestAction,
  dropRoundAction,
  openRoundAction,
  submitRequestAction,
  submitRoundAction,
  takeOverRequestAction,
} from '@/lib/draw/request.actions'
import {
  allowUnitSchema,
  cancelRequestSchema,
  dropRoundSchema,
  openRoundSchema,
  roundStepSchema,
  sendRequestSchema,
  takeOverSchema,
} from '@/lib/draw/request.schema'

type One = { id: string; version: number }

/** Sends a request; what it asks for is fixed from then on. */
export const SubmitRequest = ({ id, version }: One) => (
  <FormDialog
    schema={sendRequestSchema}
    values={{ id, version }}
    action={submitRequestAction}
    button="提交审批…"
    variant="primary"
    title="提交这份需求？"
    lead="提交后由另一位业务管理员审批，内容不能再改；需要修改的，由业务管理员退回。"
    label="提交需求"
    submitLabel="提交"
  />
)

export const CancelRequest = ({ id, version }: One) => (
  <FormDialog
    schema={cancelRequestSchema}
    values={{ id, version, opinion: '' }}
    action={cancelRequestAction}
    button="撤销…"
    title="撤销这份需求？"
    lead="撤销后不能恢复，编号保留。"
    label="撤销需求"
    submitLabel="撤销"
    grave
    pendingLabel="正在撤销…"
  >
    <TextArea name="opinion" label="撤销的原因" required max={500} rows={3} />
  </FormDialog>
)

/** Asks in place of somebody who has left. */
export const TakeOverRequest = ({ id, version }: One) => (
  <FormDialog
    schema={takeOverSchema}
    values={{ id, version, opinion: '' }}
    action={takeOverRequestAction}
    button="接办…"
    title="接办这份需求？"
    lead="原来的提出人已经离岗。接办后由您提交、补抽、撤销和反馈，并和他一样不能参与审批、抽取和通知；不能再交还。"
    label="接办需求"
    submitLabel="接办"
  >
    <TextArea name="opinion" label="接办的原因" required max={500} rows={3} hint="会记入办理记录。" />
  </FormDialog>
)

/** Opens a 补抽 or 特邀; before the draw a 特邀 only. */
export const OpenRound = ({ requestId, kinds }: { requestId: string; kinds: readonly FurtherKind[] }) =>
  kinds.includes('supplement') ? <OpenAfter requestId={requestId} /> : <OpenBeside requestId={requestId} />

const OpenBeside = ({ requestId }: { requestId: string }) => (
  <FormDialog
    schema={openRoundSchema}
    values={{ requestId, kind: 'special', reason: '' }}
    action={openRoundAction}
    button="特邀专家…"
    title="特邀专家"
    lead="专家库满足不了的，可以指名邀请库内或库外的专家，由业务管理员同意，抽取时一起安排席位。特邀的席位另计，不占各组抽取的人数：请把各组人数写成要抽取的人数。"
    label="特邀专家"
    submitLabel="开始填写"
    pendingLabel="正在建立…"
  >
    <TextArea name="reason" label="理由" required max={1000} rows={4} hint="例如：库内没有这个方向的专家。" />
  </FormDialog>
)

const OpenAfter = ({ requestId }: { requestId: string }) => (
  <FormDialog
    schema={openRoundSchema}
    values={{ requestId, kind: '' as never, reason: '' }}
    action={openRoundAction}
    button="补抽或特邀…"
    title="新的一轮"
    lead="已经抽中或邀请过的专家不会再被抽到。新的一轮也要经业务管理员同意。特邀的席位另计，不占抽取的人数。"
    label="新的一轮"
    submitLabel="开始填写"
    pendingLabel="正在建立…"
  >
    <RadioField
      name="kind"
      label="方式"
      required
      options={[
        { value: 'supplement', label: '补抽', hint: '按条件再抽几位，条件可以重新写。' },
        { value: 'special', label: '特邀', hint: '指名邀请库内或库外的专家，每位都要写理由。' },
      ]}
    />
    <TextArea name="reason" label="理由" required max={1000} rows={4} hint="例如：材料组两位专家请假，候补已用完。" />
  </FormDialog>
)

export const SubmitRound = ({ id, version }: One) => (
  <FormDialog
    schema={roundStepSchema}
    values={{ id, version }}
    action={submitRoundAction}
    button="提交审批…"
    variant="primary"
    title="提交这一轮？"
    lead="提交后由另一位业务管理员审批，内容不能再改。"
    label="提交轮次"
    submitLabel="提交"
  />
)

export const DropRound = ({ id, version }: One) => (
  <FormDialog
    schema={dropRoundSchema}
    values={{ id, version, opinion: '' }}
    action={dropRoundAction}
    button="作废…"
    title="作废这一轮？"
    lead="作废后不能恢复，记录保留；还需要专家的，可以新建一轮。"
    label="作废轮次"
    submitLabel="作废"
    grave
    pendingLabel="正在作废…"
  >
    <TextArea name="opinion" label="作废的原因" required max={500} rows={3} />
  </FormDialog>
)

/** Lets a unit ask for draws, or no longer. */
export const AllowUnit = ({ unitId, allowed }: { unitId: string; allowed: boolean }) => (
  <FormDialog
    schema={allowUnitSchema}
    values={{ unitId, allowed: !allowed, reason: '' }}
    action={allowUnitDrawsAction}
    button={allowed ? '停止…' : '开通…'}
    size="sm"
    title={allowed ? '停止专家抽取？' : '开通专家抽取？'}
    lead={
      allowed
        ? '停止后，这个单位不能再提出新的抽取需求；已经提出的继续办理。'
        : '开通后，单位管理员可以为本单位的评审活动提出抽取需求，每份仍由业务管理员审批。'
    }
    label={allowed ? '停止专家抽取' : '开通专家抽取'}
    submitLabel={allowed ? '停止' : '开通'}
  >
    <TextArea name="reason" label="原因" required max={300} rows={3} hint="会记入单位的变更记录。" />
  </FormDialog>
)
