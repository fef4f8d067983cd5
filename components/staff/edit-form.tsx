'use client'
import { useRouter } from 'next/navigation'
import { useKitForm } from '@/components/form/form'
import { FormView } from '@/components/form/form-view'
import { useFreshValues } from '@/components/form/use-fresh-values'
import { editStaffAction } from '@/lib/staff/staff.actions'
import type { PlaceChoice, StaffView } from '@/lib/staff/staff.dto'
import { editStaffSchema } from '@/lib/staff/staff.schema'
import { StaffFields } from './staff-fields'

type EditStaffFormProps = {
  staff: Pick<StaffView, 'id' | 'version' | 'name' | 'email' | 'phoneMask' | 'placeCode' | 'place'>
  places: PlaceChoice[]
}

/** 修改资料. A new version of the account is what the form goes on from. */
export function EditStaffForm({ staff, places }: EditStaffFormProps) {
  const router = useRouter()
  const { id, version, name, email, placeCode, place, phoneMask } = staff
  const values = { id, version, name, email: email ?? '', phone: '', place: placeCode }
  const form = useKitForm(editStaffSchema, values)
  useFreshValues(form, version, values)
  const known = places.some(one => one.value === placeCode)
  return (
    <FormView
      form={form}
      action={editStaffAction}
      onSuccess={() => router.refresh()}
      success="资料已保存。"
      submitLabel="保存资料"
      pendingLabel="正在保存…"
      label="修改资料"
    >
      <StaffFields
        places={known ? places : [...places, { value: placeCode, label: place, hint: '已停用' }]}
        phoneLabel="新手机号码"
        phoneHint={phoneMask ? `现在是 ${phoneMask}，不更换就留空` : '还没有登记手机号码'}
      />
    </FormView>
  )
}
