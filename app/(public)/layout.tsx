export { PublicLayout as default } from '@/components/portal/public-layout'
