import { DateField } from '@/components/form/date-field'
import { FormGrid } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'

const time = { width: 'xs', code: true } as const

/** When a review begins and ends. @param required whether it can be left for later; `later` says so beside the field */
export const SessionFields = ({ required, later }: { required?: boolean; later?: string }) => (
  <FormGrid>
    <DateField name="fromDay" label="开始日期" required={required} hint={later} />
    <TextField name="fromTime" label="开始时间" required={required} {...time} placeholder="09:00" hint="24 小时制。" />
    <DateField name="toDay" label="结束日期" hint="当天结束的不用填。" />
    <TextField name="toTime" label="结束时间" required={required} {...time} placeholder="17:00" hint="24 小时制。" />
  </FormGrid>
)
