'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Fetches the page again every two seconds while the worker is at the list. */
export function Watch() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), 2_000)
    return () => clearInterval(timer)
  }, [router])
  return null
}
