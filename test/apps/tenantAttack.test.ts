import { Effect, Layer, Redacted } from "effect"
import { fingerprintOn } from "../support/fingerprint.ts"
import { nodeHost, nodeHostOn } from "../support/hosts.ts"
import { tenantSqlLayer, tenantSqlOn } from "../support/tenants.ts"
import { withoutPolicies } from "../support/withoutPolicies.ts"
import { Victims, tenantAttack } from "./scenarios/tenantAttack.ts"
import { adminUrl } from "../support/database.ts"

const victims = (admin: Redacted.Redacted) =>
  Layer.effect(
    Victims,
    Effect.map(fingerprintOn(admin), (rowsOf) => Victims.of({ rowsOf }))
  )

/** As in production: row-level security, and SQL that names the tenant. */
const both = Layer.mergeAll(
  nodeHost,
  tenantSqlLayer,
  Layer.suspend(() => victims(Redacted.make(adminUrl())))
)

/** A database whose row-level security is off: only the predicates in the SQL are left between the companies. */
const predicatesOnly = Layer.unwrap(
  Effect.map(withoutPolicies, ({ admin, service }) =>
    Layer.mergeAll(nodeHostOn(service), tenantSqlOn(service), victims(admin))
  )
)

tenantAttack("attack on every route", both)

tenantAttack("attack on every route, row-level security off", predicatesOnly)
