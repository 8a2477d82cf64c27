import { Effect, Schema } from "effect"
import { uuidV7 } from "../../adapters/ids/UuidV7.ts"
import {
  listTenants,
  openTenant,
  resumeTenant,
  suspendTenant
} from "../../domain/platform/tenancy/usecases/index.ts"
import { NewTenant } from "../../domain/platform/tenancy/model/index.ts"
import { TenantId } from "../../domain/shared/TenantScope.ts"
import { Impossible } from "./CommandFailure.ts"
import { knownTenant, operatingOn, withOperatedDatabase } from "./operator.ts"
import { writeJson } from "./writeJson.ts"

/** Opens a company under a new id, and prints it with the secret of its first key. */
export const createTenant = (company: typeof NewTenant.Encoded) =>
  Effect.gen(function* () {
    const wanted = yield* Effect.mapError(Schema.decodeEffect(NewTenant)(company), notAccepted)
    const { key, tenant } = yield* Effect.orDie(openTenant(wanted)).pipe(operatingOn(TenantId.make(uuidV7())))
    yield* writeJson({ tenant, key })
  }).pipe(withOperatedDatabase)

export const listAllTenants = Effect.gen(function* () {
  yield* writeJson({ tenants: yield* listTenants() })
}).pipe(withOperatedDatabase)

/** Suspends or resumes a company; doing it twice changes nothing. */
export const setTenantStatus = (id: TenantId, step: "resume" | "suspend") =>
  Effect.gen(function* () {
    yield* knownTenant(id)
    const tenant = yield* (step === "suspend" ? suspendTenant() : resumeTenant()).pipe(operatingOn(id))
    yield* writeJson({ tenant })
  }).pipe(withOperatedDatabase)

const notAccepted = ({ message }: Schema.SchemaError) =>
  new Impossible({
    reason: {
      fr: `Cette société n'est pas acceptée : ${message.replaceAll("\n", " ")}`,
      en: `This company is not accepted: ${message.replaceAll("\n", " ")}`
    }
  })
