import type { Metadata } from 'next'
import { RequestEditScreen } from '@/components/draw/request-screens'

export const metadata: Metadata = { title: '修改抽取需求' }

export default async function EditDrawPage({ params }: PageProps<'/unit/draws/[id]/edit'>) {
  return <RequestEditScreen base="/unit/draws" id={(await params).id} />
}
