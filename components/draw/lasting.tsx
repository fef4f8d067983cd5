'use client'
import { useEffect, useState } from 'react'

/** For how long something has been under way since this stands on the page; silent for screen readers. */
export function Lasting() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(before => before + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  return seconds < 2 ? null : (
    <span aria-hidden="true" className="num ml-2 whitespace-nowrap">
      已用 {seconds} 秒
    </span>
  )
}
