'use client'
import { FormDialog } from '@/components/form/form-dialog'
import { SelectField } from '@/components/form/select-field'
import { TextArea } from '@/components/form/text-area'
import { TextField } from '@/components/form/text-field'
import { DeedButton } from '@/components/workflow/deed-button'
import { removeSubjectAction, saveSubjectAction } from '@/lib/draw/subject.actions'
import type { PartyView, SubjectView } from '@/lib/draw/subject.dto'
import { removeSubjectSchema, saveSubjectSchema } from '@/lib/draw/subject.schema'

/** `waits`: it was sent, so that a change is asked for with its reason. */
type SubjectFormProps = { requestId: string; groups: string[]; waits: boolean; subject?: SubjectView }

const written = ({ name, unitName, division }: PartyView): string =>
  unitName ? `${name}（${[unitName, division].filter(Boolean).join(' ')}）` : (name ?? '')

/** Adds one 评审对象, or changes one. The same rules read it as read a row of a list. */
export function SubjectForm({ requestId, groups, waits, subject }: SubjectFormProps) {
  const of = (kind: PartyView['kind']) => subject?.parties.filter(one => one.kind === kind) ?? []
  const [unit] = of('unit')
  const [leader] = of('leader')
  const kept = subject?.parties.some(one => one.hasNumber || one.hasPhone)
  return (
    <FormDialog
      schema={saveSubjectSchema}
      values={{
        ...{ requestId, id: subject?.id ?? null, version: subject?.version ?? 0, title: subject?.title ?? '' },
        ...{ group: subject?.group ?? '', unit: unit?.unitName ?? '', creditCode: '', division: unit?.division ?? '' },
        ...{ leader: of('leader').map(written).join('、'), leaderNumber: '', leaderPhone: '', memberNumbers: '' },
        members: of('member').map(written).join('、'),
        partners: of('partner')
          .map(one => one.unitName)
          .join('、'),
        reason: '',
      }}
      action={saveSubjectAction}
      button={subject ? '修改…' : '添加评审对象…'}
      variant={subject ? undefined : 'primary'}
      size={subject ? 'sm' : undefined}
      title={subject ? '修改评审对象' : '添加评审对象'}
      label="评审对象"
      submitLabel={waits ? '提出变更' : '保存'}
      pendingLabel={waits ? '正在提交…' : '正在保存并比对…'}
      wide
      lead={[waits && CHANGE, kept && KEPT].filter(Boolean).join('')}
    >
      <TextField name="title" label="评审对象" required hint="项目、成果或人选的名称。" />
      {groups.length > 1 && (
        <SelectField
          name="group"
          label="专业组"
          options={groups.map(value => ({ value, label: value }))}
          placeholder="所有组"
          width="md"
        />
      )}
      <TextField name="unit" label="申报单位" required hint="单位全称。" />
      <TextField
        name="division"
        label="院系"
        width="lg"
        hint="申报单位是高校的请填写；不填的，全校专家都要逐一核对。"
      />
      <TextField name="creditCode" label="申报单位信用代码" code width="lg" hint="同名单位多的，填了按它找单位。" />
      <TextField name="leader" label="负责人" required width="lg" hint="不在申报单位的，写“姓名（单位 院系）”。" />
      <TextField name="leaderNumber" label="负责人证件号码" code width="lg" hint={numberHint(leader?.hasNumber)} />
      <TextField name="leaderPhone" label="负责人手机号码" code width="md" hint={numberHint(leader?.hasPhone)} />
      <TextArea name="members" label="成员" rows={3} hint="用顿号或换行隔开；不在申报单位的写“姓名（单位 院系）”。" />
      <TextArea name="memberNumbers" label="成员证件号码" rows={2} hint="与成员的顺序相同，没有的写“无”。" />
      <TextArea name="partners" label="合作单位" rows={2} hint="单位全称，用顿号或换行隔开。" />
      {waits && <Reason />}
    </FormDialog>
  )
}

const numberHint = (known?: boolean) => (known ? '已登记，不改的不用填。' : '只用来比对，保存后谁也看不到。')

const CHANGE = '需求已经提交：变更由另一位业务管理员核准后才生效。'
const KEPT = '已登记的证件号码和手机号码只用来比对，不再显示；不改的不用再填。'

const Reason = () => (
  <TextArea name="reason" label="变更的原因" required rows={2} max={500} hint="例如：申报人来函更换成员。" />
)

type RemoveProps = { requestId: string; subject: SubjectView; waits: boolean }

/** 删除 one: at once as long as it was not sent, with the reason afterwards. */
export const RemoveSubject = ({ requestId, subject, waits }: RemoveProps) =>
  waits ? (
    <FormDialog
      schema={removeSubjectSchema}
      values={{ requestId, id: subject.id, reason: '' }}
      action={removeSubjectAction}
      button="删除…"
      size="sm"
      title={`删除“${subject.title}”？`}
      lead={`${CHANGE}采纳后，它的人员、单位和为它声明的回避不再计入。`}
      label="删除评审对象"
      submitLabel="提出变更"
      pendingLabel="正在提交…"
    >
      <Reason />
    </FormDialog>
  ) : (
    <DeedButton
      action={removeSubjectAction}
      input={{ requestId, id: subject.id, reason: '' }}
      size="sm"
      label={`删除${subject.title}`}
      question={{
        title: `删除“${subject.title}”？`,
        text: '它的人员、单位和为它声明的回避不再计入，回避关系重新比对。',
        confirmLabel: '删除',
        tone: 'danger',
      }}
    >
      删除…
    </DeedButton>
  )
