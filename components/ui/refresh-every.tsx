'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Fetches the page again every few seconds while it is looked at, and at once when somebody comes back to it. */
export function RefreshEvery({ seconds }: { seconds: number }) {
  const router = useRouter()
  useEffect(() => {
    const again = () => document.hidden || router.refresh()
    const timer = setInterval(again, seconds * 1000)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [router, seconds])
  return null
}
