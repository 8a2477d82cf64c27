import { Effect, Option, type Redacted } from "effect"
import type { EmbeddedDatabase } from "../../adapters/embedded/EmbeddedDatabase.ts"
import { readMasterKeys } from "../../adapters/vault/masterKeys.ts"
import { sealedSecretsLayer } from "../../adapters/vault/SealedSecretsAes.ts"
import { issueKey } from "../../domain/platform/identity/usecases/index.ts"
import type { NewTenant } from "../../domain/platform/tenancy/model/index.ts"
import { listTenants, openTenant } from "../../domain/platform/tenancy/usecases/index.ts"
import { CurrencyCode } from "../../domain/shared/Money.ts"
import { Siren } from "../../domain/shared/Siren.ts"
import { TenantId } from "../../domain/shared/TenantScope.ts"
import { ProviderDefinitions } from "../../ports/finance/ProviderAdapters.ts"
import { Admission } from "../../ports/platform/Admission.ts"
import { providerDefinitions } from "../registry/providers.ts"
import { loadDemoConnections } from "./demoConnections.ts"
import { loadDemoBooks } from "./demoBooks.ts"
import { loadDemoPosting } from "./demoPosting.ts"
import { loadDemoStatements } from "./demoStatements.ts"
import { demoKeysOf, keepDemoKeys } from "./demoKeys.ts"
import { operatingOn, operatorServices } from "./operator.ts"

/** A demo company, and the owner's key to it. */
export interface DemoCompany {
  readonly name: string
  readonly key: string
}

/**
 * The two demo companies: opened the first time, with the books of `demo/`, and found again with the keys that were
 * kept then. Where there is a master key, they are connected to the simulated providers.
 */
export const demoCompanies = (databases: EmbeddedDatabase, masterKey: Redacted.Redacted | undefined) =>
  Effect.gen(function* () {
    const services = yield* operatorServices(databases.service)
    const masterKeys = yield* readMasterKeys(masterKey)
    const connections = Effect.provide(loadDemoConnections, [
      sealedSecretsLayer(masterKeys),
      ProviderDefinitions.layer(providerDefinitions)
    ])
    const kept = yield* demoKeysOf(databases)
    const opened = yield* Effect.forEach(companies, ({ books, id, statements, ...company }) =>
      Effect.gen(function* () {
        const key = yield* keyTo(id, company, kept[id])
        yield* loadDemoBooks(books).pipe(operatingOn(id))
        yield* loadDemoStatements(statements).pipe(operatingOn(id))
        yield* loadDemoPosting.pipe(operatingOn(id))
        if (masterKeys !== undefined) yield* connections.pipe(operatingOn(id))
        return { id, name: company.name, key }
      }).pipe(Effect.orDie)
    ).pipe(Effect.provide(services))
    yield* keepDemoKeys(databases, Object.fromEntries(opened.map(({ id, key }) => [id, key])))
    return opened satisfies ReadonlyArray<DemoCompany>
  }).pipe(Effect.scoped)

/** The kept key while it admits its bearer, else a new one; the company itself is opened where it is missing. */
const keyTo = (id: TenantId, company: NewTenant, kept: string | undefined) =>
  Effect.gen(function* () {
    const { admit } = yield* Admission
    if (kept !== undefined && Option.isSome(yield* admit(kept))) return kept
    const known = (yield* listTenants()).some((entry) => entry.id === id)
    if (known) return (yield* issueKey(demoKey).pipe(operatingOn(id))).secret
    return (yield* openTenant(company).pipe(operatingOn(id))).key.secret
  })

const demoKey = { name: "Demo", role: "owner", scopes: null, ratePerMinute: 600, expiresAt: null } as const

/** Invented companies: their SIREN carry a key, and name nobody that we know of. */
const companies = [
  {
    id: TenantId.make("0193d5a0-0000-7000-8000-00000000000a"),
    books: "menuiserie-lemaire-2026-01.entries.json",
    statements: ["menuiserie-lemaire-2026-01.cfonb120.txt", "menuiserie-lemaire-2026-02.camt053.xml"],
    name: "Menuiserie Lemaire SARL",
    siren: Siren.make("999000011"),
    language: "fr",
    currency: CurrencyCode.make("EUR"),
    ownerName: "Claire Lemaire",
    ownerSubject: "demo|claire.lemaire"
  },
  {
    id: TenantId.make("0193d5a0-0000-7000-8000-00000000000b"),
    books: "garage-dumont-2026-01.entries.json",
    statements: ["garage-dumont-2026-01.mt940.sta"],
    name: "Garage Dumont SAS",
    siren: Siren.make("999000029"),
    language: "fr",
    currency: CurrencyCode.make("EUR"),
    ownerName: "Karim Dumont",
    ownerSubject: "demo|karim.dumont"
  }
] as const
