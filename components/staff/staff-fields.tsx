'use client'
import { useCallback } from 'react'
import { ComboboxField } from '@/components/form/combobox-field'
import { FormGrid } from '@/components/form/layout'
import { TextField } from '@/components/form/text-field'
import type { PlaceChoice } from '@/lib/staff/staff.dto'

type StaffFieldsProps = {
  places: PlaceChoice[]
  /** only when an account is opened; it stays for good */
  withLogin?: boolean
  phoneHint: string
  phoneLabel: string
}

const SHOWN = 30

/** The facts of a staff account, for opening and for editing it. */
export function StaffFields({ places, withLogin, phoneHint, phoneLabel }: StaffFieldsProps) {
  const load = useCallback(
    async (query: string) => places.filter(place => place.label.includes(query)).slice(0, SHOWN),
    [places],
  )
  return (
    <FormGrid>
      <TextField name="name" label="姓名" required autoComplete="off" />
      {withLogin && (
        <TextField
          name="login"
          label="登录名"
          required
          autoComplete="off"
          hint="小写字母开头，可用数字、点、横线；开设后不能改"
        />
      )}
      <ComboboxField
        name="place"
        label="所在部门"
        required
        load={load}
        initial={places}
        suggest
        placeholder="本机关、处室或归口管理部门"
        prompt="输入处室或部门名称中的几个字"
        whenNone="没有这个处室或部门。请业务管理员先在「处室」或「归口管理部门」里新增。"
        hint="归口管理部门的人员只能担任归口部门审核人员"
      />
      <TextField name="phone" label={phoneLabel} inputMode="numeric" autoComplete="off" hint={phoneHint} />
      <TextField name="email" label="电子邮箱" inputMode="email" autoComplete="off" />
    </FormGrid>
  )
}
