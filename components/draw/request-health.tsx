'use client'
import { useWatch } from 'react-hook-form'
import { askedIn, type TypedRequest } from '@/lib/draw/health-form.rules'
import { HealthCheck } from './health-check'

/** The health check of the form of a request around it. */
export function RequestHealth() {
  return <HealthCheck asked={askedIn(useWatch() as TypedRequest)} />
}
