export { Tenant, TenantChange } from "./Tenant.ts"
