export { ConsoleLayout as default } from '@/components/console/console-layout'
