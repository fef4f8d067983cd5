import type { Metadata } from 'next'
import { RequestNewScreen } from '@/components/draw/request-screens'

export const metadata: Metadata = { title: '新建抽取需求' }

export default function NewDrawPage() {
  return <RequestNewScreen base="/bureau/draws" />
}
