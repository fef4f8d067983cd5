import { Link } from '@/components/ui/link'
import type { Contacts } from './load-units'

/** A4, literal words: what somebody does whose unit is not registered, and whom he calls. */
export function UnitNotFound({ contacts = [] }: { contacts?: Contacts }) {
  return (
    <>
      <p>
        如未找到本单位，请联系单位进行注册及完善信息。
        <Link href="/register/unit" target="_blank" className="text-accent-strong underline">
          单位注册
        </Link>
      </p>
      {contacts.length > 0 && (
        <p className="num mt-1 text-ink-3">{contacts.map(({ label, value }) => `${label}：${value}`).join('　')}</p>
      )}
    </>
  )
}
