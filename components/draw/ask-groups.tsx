'use client'
import { Copy, Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { get, useFieldArray, useFormContext, useFormState, useWatch } from 'react-hook-form'
import { RowLabelContext } from '@/components/form/form-context'
import { TextField } from '@/components/form/text-field'
import { RowFrame } from '@/components/policy/form/row-frame'
import { Button } from '@/components/ui/button'
import { blankGroup, copyOf, type GroupValues, type RequestValues } from '@/lib/draw/request-form.rules'
import { publishedWords } from '@/lib/draw/request-words.rules'
import type { DrawPolicy } from '@/lib/policy/draw-policy'
import { AskFields } from './ask-group'
import type { Names } from './ask-rows'

type AskGroupsProps = { policy: DrawPolicy; names: Names }

const lineOf = (group: GroupValues | undefined) =>
  typeof group?.size === 'number' && !Number.isNaN(group.size) ? `${group.size} 人` : ''

/** The 专业组 of a request: read as lines, opened one by one; added, copied, moved, deleted with a way back. */
export function AskGroups({ policy, names }: AskGroupsProps) {
  const { control, getValues } = useFormContext<RequestValues>()
  const { fields, append, insert, move, remove } = useFieldArray({ control, name: 'groups', keyName: 'rowKey' })
  const rows = useWatch({ control, name: 'groups' }) ?? []
  const { errors, submitCount } = useFormState({ control })
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(fields.length === 1 ? [fields[0]!.rowKey] : []))
  const [removed, setRemoved] = useState<{ index: number; group: GroupValues } | null>(null)
  const wrong = fields.filter((_, index) => get(errors, `groups.${index}`)).map(({ rowKey }) => rowKey)

  // what is wrong in a closed group is opened, so that its sentence stands beside its field
  const problems = wrong.join()
  useEffect(() => {
    if (submitCount > 0 && problems) setOpen(before => new Set([...before, ...problems.split(',')]))
  }, [submitCount, problems])
  const known = useRef(fields.map(({ rowKey }) => rowKey))
  useEffect(() => {
    // a new group is opened as soon as it has its place
    const fresh = fields.find(({ rowKey }) => !known.current.includes(rowKey))
    if (fresh && fields.length > known.current.length) setOpen(before => new Set([...before, fresh.rowKey]))
    known.current = fields.map(({ rowKey }) => rowKey)
  }, [fields])

  const toggle = (key: string) =>
    setOpen(before => new Set(before.has(key) ? [...before].filter(one => one !== key) : [...before, key]))
  const copy = (index: number) => {
    const groups = getValues('groups')
    insert(
      index + 1,
      copyOf(
        groups[index]!,
        groups.map(({ name }) => name),
      ),
      { shouldFocus: false },
    )
  }
  const full = fields.length >= policy.groupsAtMost
  return (
    <section className="space-y-3 border-t border-line pt-5" aria-label="专业组">
      <div>
        <h2 className="text-lg">
          专业组
          <span className="num ml-3 text-sm font-normal text-ink-3">共 {fields.length} 组</span>
        </h2>
        <p className="text-sm text-ink-3">各组一起抽取，同一位专家只进一个组。</p>
      </div>
      <ol className="space-y-2">
        {fields.map(({ rowKey }, index) => {
          const label = `第 ${index + 1} 个专业组`
          return (
            <RowFrame
              key={rowKey}
              label={label}
              number={index + 1}
              title={rows[index]?.name ?? ''}
              line={lineOf(rows[index])}
              open={open.has(rowKey)}
              first={index === 0}
              last={index === fields.length - 1}
              onToggle={() => toggle(rowKey)}
              onMove={by => move(index, index + by)}
              onRemove={() => {
                setRemoved({ index, group: getValues(`groups.${index}`) })
                remove(index)
              }}
            >
              <RowLabelContext.Provider value={label}>
                <TextField
                  name={`groups.${index}.name`}
                  label="专业组名称"
                  required
                  width="md"
                  placeholder="如 新材料组"
                  hint={policy.method === 'uniform' ? undefined : publishedWords}
                />
                <AskFields name={`groups.${index}`} policy={policy} names={names} />
              </RowLabelContext.Provider>
              <Button size="sm" disabled={full} onClick={() => copy(index)} aria-label={`复制${label}`}>
                <Copy aria-hidden="true" className="size-4" />
                复制这一组
              </Button>
            </RowFrame>
          )
        })}
      </ol>
      {removed && (
        <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-1" role="status">
          已删除第 {removed.index + 1} 组{removed.group.name}
          <Button
            size="sm"
            variant="quiet"
            onClick={() => {
              insert(removed.index, removed.group, { shouldFocus: false })
              setRemoved(null)
            }}
          >
            撤销删除
          </Button>
        </p>
      )}
      <Button disabled={full} onClick={() => append(blankGroup(policy), { shouldFocus: false })}>
        <Plus aria-hidden="true" className="size-4" />
        添加专业组
      </Button>
      {full && <p className="text-sm text-ink-3">按规定一次最多 {policy.groupsAtMost} 个专业组。</p>}
    </section>
  )
}
