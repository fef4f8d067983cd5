'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Fetches the page again every few seconds, as long as it stands there. */
export function RefreshWhile({ seconds }: { seconds: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), seconds * 1000)
    return () => clearInterval(timer)
  }, [router, seconds])
  return null
}
