import { Duration, Schema } from "effect"
import { operation, processDefinition, waitFor } from "../../../platform/processes/model/index.ts"
import { EUR, Money } from "../../../shared/Money.ts"
import { Label } from "../../../shared/Text.ts"
import { Uuid } from "../../../shared/Uuid.ts"
import { Party } from "../../accounting/model/index.ts"
import { PaymentMethodId, PaymentToken } from "../../payments/model/index.ts"
import { ConnectionId } from "../../providers/model/index.ts"

/** Where the money may come from at one gateway: a token and a stored method are good at the gateway that gave them. */
const Source = Schema.Struct({
  connectionId: ConnectionId,
  token: Schema.optionalKey(PaymentToken),
  paymentMethodId: Schema.optionalKey(PaymentMethodId)
}).check(
  Schema.makeFilter(
    ({ paymentMethodId, token }) =>
      (token === undefined) !== (paymentMethodId === undefined) || "one of token and paymentMethodId"
  )
)

const wanted = {
  amount: Money.check(Schema.makeFilter(({ minor }) => minor > 0n || "an amount above zero")),
  label: Label,
  documentRef: Schema.optionalKey(Label),
  party: Schema.optionalKey(Party)
}

/** What a collection is asked for with. */
export const CollectInput = Schema.Struct({
  ...wanted,
  sources: Schema.Array(Source).check(Schema.isMinLength(1), Schema.isMaxLength(10)).annotate({
    description:
      "One source for each gateway that may be tried; the fallback order of payments.sale sorts them"
  })
}).annotate({
  identifier: "CollectInput",
  examples: [
    {
      amount: { minor: 12_000n, currency: EUR },
      label: "Facture F-2026-001",
      documentRef: "F-2026-001",
      party: { code: "C001", label: "Dupont" },
      sources: [
        {
          connectionId: ConnectionId.make("019ab1c2-7d3e-7f40-8a51-3f0f6b9c1a11"),
          token: "00000000-000000-000000-000000000000"
        }
      ]
    }
  ]
})
export type CollectInput = typeof CollectInput.Type

const KeptSource = Schema.Struct({
  connectionId: ConnectionId,
  sealedToken: Schema.optionalKey(Uuid),
  paymentMethodId: Schema.optionalKey(PaymentMethodId)
})

/**
 * The same once its tokens are sealed: a source names its own seal. One that has neither seal nor method was kept before
 * tokens were sealed; its token was erased, and it can only be refused.
 */
export const Collection = Schema.Struct({ ...wanted, sources: Schema.Array(KeptSource) })
export type Collection = typeof Collection.Type

/** Takes a payment by card at the first healthy gateway, and follows it into the books. */
export const collect = processDefinition({
  name: "suite.collect",
  version: 1,
  title: { fr: "Encaisser par carte", en: "Collect by card" },
  input: Collection,
  subject: ({ amount, label }: Collection) => ({ label, amount }),
  permissions: ["payments:write"],
  steps: [
    operation({
      name: "take",
      title: { fr: "Encaisser à la passerelle", en: "Take the payment at the gateway" },
      within: Duration.hours(12),
      attempts: 10,
      pause: Duration.zero,
      undone: true
    }),
    waitFor({
      name: "posted",
      title: { fr: "Passer l'écriture", en: "Post it in the books" },
      within: Duration.days(2),
      onFailure: "stop"
    })
  ],
  review: { after: Duration.days(5), every: Duration.days(1) }
})
