'use client'
import { useCodeWays } from '@/components/auth/code-ways'
import { resultSentence } from '@/lib/message/result.rules'

/** How the reader will hear of the decision he waits for. */
export const ResultNews = ({ to }: { to?: string }) => <>{resultSentence(useCodeWays(), to)}</>
