export { changeTenant } from "./changeTenant.ts"
