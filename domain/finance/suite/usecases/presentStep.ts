import { Effect, Schema } from "effect"
import { Financings } from "../../../../ports/finance/Financings.ts"
import { requestJobOnce } from "../../../platform/jobs/usecases/index.ts"
import type { Found, StepFault, StepTask } from "../../../platform/processes/model/index.ts"
import { FinancedInvoiceId, followFinancingKind, type Reason } from "../../financing/model/index.ts"
import { presentKeptInvoice, withdrawInvoice } from "../../financing/usecases/index.ts"
import type { AdvanceInput } from "../model/index.ts"
import { refusalText } from "./refusalText.ts"
import { subjectOf } from "./subjectOf.ts"

type Task = StepTask<AdvanceInput>

const presented = subjectOf(Schema.Struct({ financedInvoiceId: FinancedInvoiceId }))

/** The invoice that the step `present` presented. */
export const invoiceOf = ({ subjects }: Pick<Task, "subjects">) =>
  Effect.map(presented(subjects["present"]), ({ financedInvoiceId }) => financedInvoiceId)

const invoiceNow = (task: Task) =>
  Effect.gen(function* () {
    const { invoice } = yield* Financings
    return yield* Effect.orDie(invoice(yield* invoiceOf(task)))
  })

const begin = Effect.fn("suite.advance.present")(({ input }: Task) =>
  presentKeptInvoice(input.invoice).pipe(
    Effect.map(({ id }) => ({ _tag: "Opened" as const, awaits: id, subject: { financedInvoiceId: id } })),
    Effect.catch((failure) =>
      Effect.succeed({ _tag: "Refused" as const, again: false, fault: refusalText(failure) })
    )
  )
)

/** Only a verified invoice is sure not to come back to be corrected: it is read again until then. */
const look = Effect.fnUntraced(function* (task: Task) {
  const { connectionId, id, reason, state } = yield* invoiceNow(task)
  switch (state) {
    case "to-complete":
      return { _tag: "Pending", asks: toCorrect(id, reason) } satisfies Found
    case "presenting":
    case "correcting":
      return { _tag: "Pending" } satisfies Found
    case "submitted":
      yield* Effect.orDie(requestJobOnce(followFinancingKind, { connectionId }, "waiting"))
      return { _tag: "Pending" } satisfies Found
    case "verified":
    case "paid":
      return { _tag: "Succeeded" } satisfies Found
    default: {
      const texts = {
        fr: "Le financeur ne prend pas cette facture.",
        en: "The financer does not take this invoice."
      }
      return {
        _tag: "Refused",
        again: false,
        fault: reason ?? { code: `financer.${state}`, ...texts }
      } satisfies Found
    }
  }
})

const toCorrect = (id: FinancedInvoiceId, reason: Reason | null): StepFault => {
  const route = `POST /v2/financing/invoices/${id}/correct`
  return {
    code: "azals.invoice-to-correct",
    fr: `Le financeur demande de corriger la facture${reason === null ? "" : ` (${reason.fr})`} : ${route}.`,
    en: `The financer wants the invoice corrected${reason === null ? "" : ` (${reason.en})`}: ${route}.`
  }
}

/** The compensation: the financer is asked to forget the invoice, once no advance stands on it. */
const undo = {
  begin: Effect.fn("suite.advance.withdraw")(function* (task: Task) {
    const { id, state, version } = yield* invoiceNow(task)
    if (isGone(state)) return { _tag: "Succeeded" } satisfies Found
    return yield* withdrawInvoice(id, version).pipe(
      Effect.as({ _tag: "Opened" as const, awaits: id, subject: { financedInvoiceId: id } }),
      Effect.catch((failure) =>
        Effect.succeed({ _tag: "Refused" as const, again: true, fault: refusalText(failure) })
      )
    )
  }),
  look: (task: Task) =>
    Effect.map(invoiceNow(task), ({ state }): Found =>
      isGone(state) ? { _tag: "Succeeded" } : { _tag: "Pending" }
    )
}

const isGone = (state: string) => state === "withdrawn" || state === "declined" || state === "refused"

/** The step `present` of an advance, with its compensation. */
export const presentStep = { begin, look, undo }
