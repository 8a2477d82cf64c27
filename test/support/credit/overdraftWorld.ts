import { Effect, Layer, Redacted } from "effect"
import { idsLayer } from "../../../adapters/ids/UuidV7.ts"
import { keySecretsLayer } from "../../../adapters/ids/RandomKeySecrets.ts"
import { tokenVerifierLayer } from "../../../adapters/oidc/TokenVerifierJose.ts"
import { Connect } from "../../../adapters/postgres/Connect.ts"
import { stores } from "../../../adapters/postgres/stores.ts"
import { AccountCode } from "../../../domain/finance/accounting/model/index.ts"
import { loadChart, openFiscalYear } from "../../../domain/finance/accounting/usecases/index.ts"
import type { BankAccountId } from "../../../domain/finance/banking/model/index.ts"
import type { NewOverdraft } from "../../../domain/finance/financing/model/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"
import { serviceUrl } from "../database.ts"

/** Every store, and no provider: an overdraft is the company's own register. */
export const overdraftWorld = Layer.suspend(() =>
  stores.pipe(
    Layer.provide(Connect.layerPool({ url: Redacted.make(serviceUrl()), maxConnections: 12 })),
    Layer.provide([tokenVerifierLayer({ plainLoopback: true }), keySecretsLayer]),
    Layer.provideMerge(idsLayer)
  )
)

/** 5,000.00 at 7.3 %, 14.6 % beyond, over 365 days: 1.00 a day within the limit, 2.00 for as much beyond it. */
export const overdraftOn = (
  bankAccountId: BankAccountId,
  part: Partial<NewOverdraft> = {}
): NewOverdraft => ({
  bankAccountId,
  limit: money(500_000n, EUR),
  yearlyRate: "0.073",
  beyondRate: "0.146",
  dayCount: "act_365",
  from: LocalDate.make("2026-01-01"),
  ...part
})

/** Books of 2026 with a rule for the interest and one for the charges. */
export const overdraftBooks = Effect.gen(function* () {
  const { addJournal } = yield* Books
  const { add } = yield* PostingRules
  yield* loadChart()
  yield* addJournal({ code: "OD", label: "Opérations diverses", kind: "general" })
  yield* openFiscalYear({ starts: LocalDate.make("2026-01-01"), ends: LocalDate.make("2026-12-31") })
  for (const [product, net] of [
    ["INTEREST", "661"],
    ["CHARGES", "627"]
  ] as const) {
    yield* add({
      eventType: "credit.overdraft_interest",
      product,
      journal: "OD",
      controlAccount: AccountCode.make("518"),
      netAccount: AccountCode.make(net),
      side: "credit"
    })
  }
})
