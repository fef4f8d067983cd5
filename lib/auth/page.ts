import 'server-only'
import { notFound, redirect } from 'next/navigation'
import { Refusal } from '@/lib/platform/errors'

/**
 * For pages: what a data function answers, or the "not found" page where it refuses with notFound, and the page that asks
 * to wait where somebody has opened too many.
 */
export async function found<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Refusal && error.code === 'notFound') notFound()
    if (error instanceof Refusal && error.code === 'tooMany') redirect('/account/wait')
    throw error
  }
}
