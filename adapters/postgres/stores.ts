import { Layer } from "effect"
import { admissionLayer } from "./platform/AdmissionSql.ts"
import { apiKeysLayer } from "./platform/ApiKeysSql.ts"
import { eventsLayer } from "./platform/EventsSql.ts"
import { idempotencyLayer } from "./platform/IdempotencySql.ts"
import { membersLayer } from "./platform/MembersSql.ts"
import { tenantsLayer } from "./platform/TenantsSql.ts"
import { TenantSql, unitOfWorkLayer } from "./TenantSql.ts"

/** Every port that PostgreSQL answers for, over one door. Each host brings its own `Connect`. */
export const stores = Layer.mergeAll(
  unitOfWorkLayer,
  admissionLayer,
  apiKeysLayer,
  eventsLayer,
  idempotencyLayer,
  membersLayer,
  tenantsLayer
).pipe(Layer.provideMerge(TenantSql.layer))
