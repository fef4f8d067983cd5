import type { Metadata } from 'next'
import { AddOffice, OfficeList } from '@/components/staff/office-list'
import { PageHeader } from '@/components/ui/page-header'
import { requirePage } from '@/lib/auth/current'
import { listOffices } from '@/lib/staff/office.dal'

export const metadata: Metadata = { title: '处室' }

export default async function OfficesPage() {
  const actor = await requirePage('office.manage')
  const { offices, none } = await listOffices(actor)
  return (
    <>
      <PageHeader title="处室" description="本机关的处室和其中的工作人员。" actions={<AddOffice />} />
      <OfficeList offices={offices} none={none} />
    </>
  )
}
