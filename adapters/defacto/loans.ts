import { Effect, Option, Predicate, Schema } from "effect"
import type { AdvanceAtFinancer, AdvanceOrder, Reason } from "../../domain/finance/financing/model/index.ts"
import { IntentId, type OpenConnection } from "../../domain/finance/providers/model/index.ts"
import { LocalDate } from "../../domain/shared/LocalDate.ts"
import { CurrencyCode, EUR, money } from "../../domain/shared/Money.ts"
import type { InvoiceFinancing } from "../../ports/finance/InvoiceFinancing.ts"
import { identityOf } from "./borrowers.ts"
import type { Calls } from "./calls.ts"
import { centsOf, InvoiceRead, LoanRead, momentOf, TranslationRead } from "./wire.ts"
import { loanState } from "./words.ts"

type Loans = Pick<
  InvoiceFinancing,
  "advance" | "advanceOf" | "cancelAdvance" | "findAdvance" | "reschedule" | "validateAdvance"
>

const capability = "financing.loans"

/** Loans on invoices. `salt_id` makes a request for one the same however often it is sent. */
export const loans = (calls: Calls): Loans => {
  const { ask, send } = calls
  const seen = (connection: OpenConnection, loan: LoanRead) => advanceOf(calls, connection, loan)
  const read = (connection: OpenConnection, reference: string) =>
    ask(connection, { operation: "loan", capability, method: "GET", path: pathOf(reference) }, LoanRead)
  const step = (connection: OpenConnection, reference: string, word: "cancel" | "validate") =>
    Effect.flatMap(
      send(
        connection,
        { operation: word, capability, method: "POST", path: `${pathOf(reference)}/${word}` },
        LoanRead
      ),
      (loan) => seen(connection, loan)
    )
  return {
    advance: (connection, order, key) =>
      Effect.flatMap(
        send(
          connection,
          { operation: "advance", capability, method: "POST", path: "/loans", body: bodyOf(order, key) },
          LoanRead,
          "keyed"
        ),
        (loan) => seen(connection, loan)
      ),
    advanceOf: (connection, reference) =>
      Effect.flatMap(read(connection, reference), (loan) =>
        Effect.map(seen(connection, loan), (advance) => ({ ...advance, request: requestIn(loan) }))
      ),
    validateAdvance: (connection, reference) => step(connection, reference, "validate"),
    cancelAdvance: (connection, reference) => step(connection, reference, "cancel"),
    reschedule: (connection, reference, repayOn) =>
      calls
        .sendOnly(connection, {
          operation: "reschedule",
          capability,
          method: "PUT",
          path: "/loan/repayment-terms",
          body: {
            repayment_terms: [
              { loan_id: reference, repayment_date: momentOf(repayOn), repayment_method: "SCT" }
            ]
          }
        })
        .pipe(
          Effect.andThen(read(connection, reference)),
          Effect.flatMap((loan) => seen(connection, loan))
        ),
    findAdvance: (connection, { invoiceReference }, key) =>
      Effect.gen(function* () {
        const path = `/invoice/${encodeURIComponent(invoiceReference)}`
        const invoice = yield* ask(
          connection,
          { operation: "loans-of-invoice", capability, method: "GET", path },
          InvoiceRead
        )
        for (const id of invoice.loan_ids ?? []) {
          const loan = yield* read(connection, id)
          if (requestIn(loan) === key) return Option.some(yield* seen(connection, loan))
        }
        return Option.none<AdvanceAtFinancer>()
      })
  }
}

const pathOf = (reference: string) => `/loan/${encodeURIComponent(reference)}`

const bodyOf = (order: AdvanceOrder, key: IntentId) => ({
  amount: centsOf(order.amount),
  currency: order.amount.currency,
  loan_to: { account_number: order.payToIban, account_number_type: "iban" },
  to_pay_at: momentOf(order.payOn),
  to_repay_at: momentOf(order.repayOn),
  borrower: identityOf(order.borrower),
  invoice_ids: [order.invoiceReference],
  salt_id: key,
  auto_validate: false,
  wait_for_validation: false,
  ...(order.lineReference === null ? {} : { borrower_financial_product_id: order.lineReference }),
  metadata: { [ourKey]: key }
})

const ourKey = "azals_request"

const requestIn = ({ metadata }: LoanRead): IntentId | null =>
  Predicate.hasProperty(metadata, ourKey) && isIntentId(metadata[ourKey]) ? metadata[ourKey] : null

const isIntentId = Schema.is(IntentId)

const advanceOf = (calls: Calls, connection: OpenConnection, loan: LoanRead) =>
  Effect.gen(function* () {
    const currency = Schema.is(CurrencyCode)(loan.currency) ? loan.currency : EUR
    const sum = (cents: number | null | undefined) =>
      cents === null || cents === undefined ? null : money(BigInt(cents), currency)
    const state = loanState(loan.status)
    const code = loan.denial_reason ?? null
    const advance: AdvanceAtFinancer = {
      reference: loan.id,
      state: { is: state.is, word: state.word },
      amount: money(BigInt(loan.amount), currency),
      feesEstimated: sum(loan.fees_estimated),
      repaid: sum(loan.repaid_amount),
      payOn: dateOf(loan.to_pay_at),
      repayOn: dateOf(loan.to_repay_at),
      reason: code === null ? null : yield* reasonOf(calls, connection, code)
    }
    return advance
  })

const dateOf = (moment: string | null | undefined): LocalDate | null => {
  const day = (moment ?? "").slice(0, 10)
  return Schema.is(LocalDate)(day) ? day : null
}

/** The provider's own words for a denial: the list changes, and is not ours. Without them, the code says what it can. */
const reasonOf = ({ ask }: Calls, connection: OpenConnection, code: string) =>
  ask(
    connection,
    {
      operation: "denial-text",
      capability,
      method: "GET",
      path: `/translation/denial-code/${encodeURIComponent(code)}`
    },
    TranslationRead
  ).pipe(
    Effect.map(({ en, fr }): Reason => ({ code, fr: fr ?? code, en: en ?? code })),
    Effect.catch(() => Effect.succeed<Reason>({ code, fr: code, en: code }))
  )
