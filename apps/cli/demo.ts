import { Effect } from "effect"
import type { EmbeddedDatabase } from "../../adapters/embedded/EmbeddedDatabase.ts"
import { openTenant } from "../../domain/platform/tenancy/usecases/index.ts"
import { CurrencyCode } from "../../domain/shared/Money.ts"
import { Siren } from "../../domain/shared/Siren.ts"
import { TenantId } from "../../domain/shared/TenantScope.ts"
import { demoKeysOf, keepDemoKeys } from "./demoKeys.ts"
import { operatingOn, operatorLayer } from "./operator.ts"

/** A demo company, and the owner's key to it. */
export interface DemoCompany {
  readonly name: string
  readonly key: string
}

/** The two demo companies: opened the first time, and found again by the keys that were kept then. */
export const demoCompanies = (databases: EmbeddedDatabase) =>
  Effect.gen(function* () {
    const kept = yield* demoKeysOf(databases)
    const opened = yield* Effect.forEach(companies, ({ id, ...company }) =>
      Effect.gen(function* () {
        const known = kept[id]
        if (known !== undefined) return { id, name: company.name, key: known }
        const { key } = yield* openTenant(company).pipe(operatingOn(id))
        return { id, name: company.name, key: key.secret }
      })
    )
    yield* keepDemoKeys(databases, Object.fromEntries(opened.map(({ id, key }) => [id, key])))
    return opened satisfies ReadonlyArray<DemoCompany>
  }).pipe(Effect.provide(operatorLayer(databases.service)))

/** Invented companies: their SIREN carry a key, and name nobody that we know of. */
const companies = [
  {
    id: TenantId.make("0193d5a0-0000-7000-8000-00000000000a"),
    name: "Menuiserie Lemaire SARL",
    siren: Siren.make("999000011"),
    language: "fr",
    currency: CurrencyCode.make("EUR"),
    ownerName: "Claire Lemaire",
    ownerSubject: "demo|claire.lemaire"
  },
  {
    id: TenantId.make("0193d5a0-0000-7000-8000-00000000000b"),
    name: "Garage Dumont SAS",
    siren: Siren.make("999000029"),
    language: "fr",
    currency: CurrencyCode.make("EUR"),
    ownerName: "Karim Dumont",
    ownerSubject: "demo|karim.dumont"
  }
] as const
