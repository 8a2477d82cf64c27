export { changeTenant } from "./changeTenant.ts"
export { openTenant } from "./openTenant.ts"
