import 'server-only'
import { notFound } from 'next/navigation'
import { Refusal } from '@/lib/platform/errors'

/** For pages: what a data function answers, or the "not found" page where it refuses with notFound. */
export async function found<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound') notFound()
    throw error
  }
}
