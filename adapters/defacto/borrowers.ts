import { BigDecimal, Effect, Option } from "effect"
import type { CompanyIdentity } from "../../domain/finance/financing/model/index.ts"
import type { OpenConnection } from "../../domain/finance/providers/model/index.ts"
import { EUR, money } from "../../domain/shared/Money.ts"
import type { InvoiceFinancing } from "../../ports/finance/InvoiceFinancing.ts"
import type { Calls } from "./calls.ts"
import { BorrowerRead, CounterpartyRead, EligibilityRead, PageOf, ProductRead } from "./wire.ts"
import { borrowerState, lineState } from "./words.ts"

/** Who may borrow, and on which lines. */
export const borrowers = ({
  ask,
  send
}: Calls): Pick<InvoiceFinancing, "borrower" | "counterparty" | "eligibility" | "enrol" | "lines"> => ({
  eligibility: (connection, company, as) =>
    ask(
      connection,
      {
        operation: "eligibility",
        capability: "financing.eligibility",
        method: "POST",
        path: as === "borrower" ? "/eligibility/borrower" : "/eligibility/beneficiary",
        body: { identifier: company.number, identifier_type: schemeOf(company) }
      },
      EligibilityRead
    ).pipe(
      Effect.map(({ is_eligible, reasons }) => {
        const given = (reasons ?? []).map(({ code, description }) => ({ code, text: description ?? code }))
        const no = given.length === 0 ? "undecided" : "not-eligible"
        return { answer: is_eligible ? "eligible" : no, reasons: given }
      })
    ),
  enrol: (connection, company, iban) =>
    Effect.map(
      send(
        connection,
        {
          operation: "enrol",
          capability: "financing.borrowers",
          method: "POST",
          path: "/borrowers",
          body: {
            ...identityOf(company),
            account_number: iban,
            preferred_language: "fr",
            wait_for_ready: false
          }
        },
        BorrowerRead
      ),
      borrowerOf
    ),
  borrower: (connection, company) =>
    Effect.map(
      ask(
        connection,
        {
          operation: "borrower",
          capability: "financing.borrowers",
          method: "GET",
          path: "/borrowers",
          query: { borrower_identifier: company.number }
        },
        PageOf(BorrowerRead)
      ),
      ({ data }) =>
        Option.map(
          Option.fromUndefinedOr(data.find(({ identifier }) => identifier === company.number)),
          borrowerOf
        )
    ),
  lines: (connection, borrower) => linesOf(ask, connection, borrower),
  counterparty: (connection, company) => limitOf(ask, connection, company)
})

const limitOf = (ask: Calls["ask"], connection: OpenConnection, company: CompanyIdentity) =>
  Effect.map(
    ask(
      connection,
      {
        operation: "counterparty",
        capability: "financing.products",
        method: "GET",
        path: "/counterparties",
        query: { identifier: company.number, identifier_type: schemeOf(company) }
      },
      PageOf(CounterpartyRead)
    ),
    ({ data }) =>
      Option.map(
        Option.fromUndefinedOr(data.find(({ identifier }) => identifier === company.number)),
        counterpartyOf
      )
  )

const linesOf = (ask: Calls["ask"], connection: OpenConnection, borrower: string) =>
  Effect.map(
    ask(
      connection,
      {
        operation: "lines",
        capability: "financing.products",
        method: "GET",
        path: `/borrower/${encodeURIComponent(borrower)}/financial-products`
      },
      PageOf(ProductRead)
    ),
    ({ data }) => data.map(lineOf)
  )

/** A company as Defacto names one. */
export const identityOf = (company: CompanyIdentity) => ({
  identifier: company.number,
  identifier_type: schemeOf(company),
  ...(company.name === null ? {} : { name: company.name })
})

const schemeOf = ({ scheme }: CompanyIdentity) => (scheme === "vat" ? "vat_number" : scheme)

const borrowerOf = ({ id, status, status_reason }: typeof BorrowerRead.Type) => ({
  reference: id,
  state: borrowerState(status),
  reason: status_reason ?? null
})

/** Amounts of a line, and of a counterparty below, carry no currency: they are read as euros, the currency of every French line. */
const lineOf = (line: typeof ProductRead.Type) => ({
  reference: line.id,
  name: line.financial_product?.name ?? line.id,
  state: lineState(line.status),
  mayBorrow: line.can_request_loan,
  limit: eurosOf(line.max_amount),
  used: eurosOf(line.amount_outstanding),
  pending: eurosOf(line.amount_pending_validation),
  available: eurosOf(line.available_amount),
  dailyRate: rateOf(line.fees_daily_rate)
})

const counterpartyOf = ({ credit_limit, id, name }: typeof CounterpartyRead.Type) => ({
  reference: id,
  name: name ?? null,
  limit: money(BigInt(credit_limit.max_amount), EUR),
  available: money(BigInt(credit_limit.available_amount), EUR)
})

const eurosOf = (cents: number | null | undefined) =>
  cents === null || cents === undefined ? null : money(BigInt(cents), EUR)

const rateOf = (rate: number | string | null | undefined) =>
  typeof rate === "number" ? BigDecimal.format(BigDecimal.fromStringUnsafe(String(rate))) : (rate ?? null)
