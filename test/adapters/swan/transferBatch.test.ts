import { assert, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import { uuidV7 } from "../../../adapters/ids/UuidV7.ts"
import { providerHttpLayer } from "../../../adapters/outbound/ProviderHttpFetch.ts"
import type { TransferOrderLine } from "../../../domain/finance/banking/model/index.ts"
import { IntentId } from "../../../domain/finance/providers/model/index.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { TenantScope } from "../../../domain/shared/TenantScope.ts"
import { decideConsent, swanAtWork, swanConnection } from "../../support/swan/swanWorld.ts"
import { freshScope } from "../../support/tenants.ts"

const lineTo = (number: string | null): TransferOrderLine => {
  const lineReference = uuidV7()
  return {
    lineReference,
    payee: { name: "Nous", account: number ?? "" },
    route: "internal",
    amount: money(1n, EUR),
    label: "Lot",
    endToEndReference: lineReference.replaceAll("-", ""),
    speed: "regular",
    executionDate: null,
    payeeCheckToken: null
  }
}

it.live("a batch of more transfers than a page of Swan's is read whole, each by our name of it", () =>
  Effect.gen(function* () {
    const { banking } = yield* swanAtWork
    const connection = swanConnection()
    const [from, to] = yield* banking.accounts(connection)
    const lines = Array.from({ length: 101 }, () => lineTo(to?.number ?? null))
    const orders = {
      accountReference: from?.reference ?? "",
      consentReturnUrl: "https://erp.example.fr/",
      lines
    }
    const placed = yield* banking.transferBatch(connection, orders, IntentId.make(uuidV7()))
    yield* decideConsent(placed.consent?.url ?? "", "accept")
    const { movements } = yield* banking.placedTransfer(connection, placed.reference)
    assert.sameMembers(
      movements.map(({ lineReference }) => lineReference),
      lines.map(({ lineReference }) => lineReference)
    )
    const unproven = lines.map((line) => ({
      ...line,
      route: "sepa" as const,
      payee: { name: "Dupont", account: "FR7630006000011234567890189" }
    }))
    const refused = yield* Effect.result(
      banking.transferBatch(connection, { ...orders, lines: unproven }, IntentId.make(uuidV7()))
    )
    assert.deepInclude(Result.getOrThrow(Result.flip(refused)), { code: "ValidationRejection" })
  }).pipe(
    Effect.provide(providerHttpLayer()),
    Effect.provideServiceEffect(TenantScope, freshScope),
    Effect.scoped
  )
)
