import { render } from '@testing-library/react'
import { makeRouter } from './app-router'

export const id = '0198c0de-0000-7000-8000-000000000001'
/** A piece as a page shows it. */
export const open = (element: React.ReactElement) => render(element, { wrapper: makeRouter().wrapper })
