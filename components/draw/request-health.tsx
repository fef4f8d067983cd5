'use client'
import { useWatch } from 'react-hook-form'
import { askedIn, type TypedRequest } from '@/lib/draw/health-form.rules'
import { type AskCheck, HealthCheck } from './health-check'

/** The health check of the form of a request around it. */
export function RequestHealth({ check }: { check: AskCheck }) {
  return <HealthCheck asked={askedIn(useWatch() as TypedRequest)} check={check} />
}
