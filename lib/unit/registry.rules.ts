/** What the address of the registry may say. */
export const registrySpec = {
  sorts: ['registered'],
  order: 'desc',
  filters: { text: { kind: 'text' } },
} as const
