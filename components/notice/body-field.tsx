'use client'
import { useRef, useState } from 'react'
import { controlClass, FieldShell } from '@/components/form/field-shell'
import { countCharacters } from '@/components/form/text-area'
import { useField } from '@/components/form/use-field'
import { cx } from '@/components/ui/cx'
import { BODY_MAX } from '@/lib/notice/notice.schema'
import { MarkBar } from './mark-bar'

const label = '正文'
const hint = '空一行另起一段。从 Word 粘贴只保留文字，请用下面的按钮重新排版。'

/** The text of a notice: a tall box with buttons for its layout. */
export function BodyField({ name }: { name: string }) {
  const field = useField({ name, label, hint })
  const area = useRef<HTMLTextAreaElement>(null)
  const [initial] = useState(() => String(field.form.getValues(name) ?? ''))
  const [count, setCount] = useState(() => countCharacters(initial))
  const { ref, onChange, ...registered } = field.form.register(name)
  const over = count - BODY_MAX
  return (
    <FieldShell {...field} label={label} required hint={hint}>
      <div className="rounded-md border border-edge focus-within:border-accent">
        <MarkBar area={area} />
        <textarea
          {...registered}
          ref={element => {
            area.current = element
            ref(element)
          }}
          id={field.id}
          defaultValue={initial}
          aria-required
          aria-invalid={Boolean(field.error)}
          aria-describedby={field.describedBy}
          className={cx(
            controlClass,
            'block field-sizing-content min-h-112 rounded-t-none border-0 py-3 leading-[1.8]',
          )}
          onChange={event => {
            setCount(countCharacters(event.target.value))
            void onChange(event)
          }}
        />
      </div>
      <p className={cx('num mt-1 text-right text-sm', over > 0 ? 'text-danger' : 'text-ink-3')}>
        {over > 0 ? `最多 ${BODY_MAX} 字，请删去 ${over} 字` : `已写 ${count} 字`}
      </p>
    </FieldShell>
  )
}
