export { NewTenant, Tenant, TenantChange } from "./Tenant.ts"
