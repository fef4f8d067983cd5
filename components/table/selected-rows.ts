'use client'
import { createContext, useContext } from 'react'

type SelectedRows = { ids: string[]; clear: () => void }

export const SelectedRowsContext = createContext<SelectedRows>({ ids: [], clear: () => {} })

/** The ticked rows of the list around this component, and a way to untick them after the deed. */
export const useSelectedRows = (): SelectedRows => useContext(SelectedRowsContext)
