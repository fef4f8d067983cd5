'use client'
import { createContext, useContext } from 'react'

type ChooseFilter = (key: string, value: string) => void

export const ChooseFilterContext = createContext<ChooseFilter>(() => {})

/** For filters of other kinds inside a FilterBar: puts a filter into the address; '' takes it out. */
export const useChooseFilter = (): ChooseFilter => useContext(ChooseFilterContext)
