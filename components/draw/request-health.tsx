'use client'
import { useWatch } from 'react-hook-form'
import { askedIn, roundAskedIn, type TypedRequest } from '@/lib/draw/health-form.rules'
import { type AskCheck, HealthCheck } from './health-check'

/** The health check of the form of a request around it. */
export function RequestHealth({ check }: { check: AskCheck }) {
  return <HealthCheck asked={askedIn(useWatch() as TypedRequest)} check={check} />
}

/** The same of the form of a 补抽, whose time is that of its request; whoever was asked before is out. */
export function RoundHealth({ check, requestId }: { check: AskCheck; requestId: string }) {
  return <HealthCheck asked={roundAskedIn(useWatch() as { groups?: unknown }, requestId)} check={check} />
}
