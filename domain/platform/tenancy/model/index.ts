export { NewTenant, Tenant, TenantChange, TenantEntry } from "./Tenant.ts"
