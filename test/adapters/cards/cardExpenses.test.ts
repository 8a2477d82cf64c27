import { assert, layer } from "@effect/vitest"
import { Effect, Option, Result } from "effect"
import { AccountCode, type EntryId, type LineId } from "../../../domain/finance/accounting/model/index.ts"
import { letterLines, postEntry } from "../../../domain/finance/accounting/usecases/index.ts"
import { postBankLine } from "../../../domain/finance/banking/usecases/index.ts"
import type { CardExpense } from "../../../domain/finance/cards/model/index.ts"
import {
  attachReceipt,
  reimburseExpense,
  stateExpense
} from "../../../domain/finance/cards/usecases/index.ts"
import { LocalDate } from "../../../domain/shared/LocalDate.ts"
import { EUR, money } from "../../../domain/shared/Money.ts"
import { Books } from "../../../ports/finance/Books.ts"
import { CardPayments } from "../../../ports/finance/CardPayments.ts"
import { Ledger } from "../../../ports/finance/Ledger.ts"
import { Letterings } from "../../../ports/finance/Letterings.ts"
import { LedgerControls } from "../../../ports/finance/LedgerControls.ts"
import { PostingRules } from "../../../ports/finance/PostingRules.ts"
import { debitCardDocument } from "../../../simulators/swan/testingDocuments.ts"
import { inParallel } from "../../support/inParallel.ts"
import { sync } from "../../support/swan/bankWorld.ts"
import { cardWorld, recordJobs } from "../../support/swan/cardWorld.ts"
import {
  authorised,
  companyWithCard,
  movementsOf,
  paymentsOf,
  purchaseRule,
  readAgain,
  supplies,
  unruledCompany
} from "../../support/swan/paidCard.ts"
import { bank, bankLinesOf, linesIn } from "../../support/swan/transferBooks.ts"
import { forCompany } from "../../support/tenants.ts"

const [meals, deductible, holder] = [
  AccountCode.make("6257"),
  AccountCode.make("44566"),
  AccountCode.make("467")
]

const eur = (minor: bigint) => money(minor, EUR)

type Line = CardExpense["lines"][number]

/** A receipt of 30.00, of which the last line takes what the others and the holder leave. */
const said = (
  part: Partial<Line> & Partial<Omit<CardExpense, "lines">> = {},
  ...before: ReadonlyArray<Line>
): CardExpense => {
  const { note = null, personal = null, ...line } = part
  const taken = before.reduce((sum, { amount }) => sum + amount.minor, personal?.minor ?? 0n)
  const rest = { account: meals, amount: eur(3_000n - taken), vatCode: null, vat: null, ...line }
  return { lines: [...before, rest], personal, note }
}

/** A payment of 30.00 that was debited, not yet read. */
const debited = (company: Effect.Success<typeof companyWithCard>) =>
  Effect.gen(function* () {
    const transactionId = yield* authorised(company, "30.00")
    yield* company.at(debitCardDocument, { transactionId })
  })

const movementNow = ({ card }: Effect.Success<typeof companyWithCard>) =>
  Effect.flatMap(movementsOf(card), (found) => {
    const [movement] = found.filter(({ kind }) => kind === "capture")
    return movement === undefined ? Effect.die("no movement") : Effect.succeed(movement)
  })

/** A company whose card paid 30.00, which stands on the default account. */
const companyThatPaid = Effect.gen(function* () {
  const company = yield* companyWithCard
  yield* debited(company)
  yield* readAgain(company)
  return { ...company, movement: yield* movementNow(company) }
})

const balanceOf = (account: AccountCode) =>
  Effect.gen(function* () {
    const { list } = yield* Ledger
    const entries = yield* list({ account }, 100, Option.none())
    return entries
      .flatMap(({ lines }) => lines)
      .filter((line) => line.account === account)
      .reduce((sum, { credit, debit }) => sum + (debit?.minor ?? 0n) - (credit?.minor ?? 0n), 0n)
  })

const entryOf = (id: EntryId | null) =>
  id === null ? Effect.die("no entry") : Effect.flatMap(Ledger, ({ find }) => find(id))

const holderLine = (id: EntryId | null) =>
  Effect.flatMap(entryOf(id), ({ lines }) => {
    const line = lines.find(({ account }) => account === holder)
    return line === undefined ? Effect.die("no line of the holder") : Effect.succeed(line.id)
  })

/** The holder pays back what is personal: its line settles that of the entry. */
const paidBack = (entryId: EntryId | null, amount: ReturnType<typeof eur>) =>
  Effect.gen(function* () {
    const { date } = yield* entryOf(entryId)
    const { id } = yield* postEntry({
      journal: "BQ",
      date,
      label: "Remboursement",
      lines: [
        { account: bank, debit: amount },
        { account: holder, credit: amount }
      ]
    })
    const back = yield* holderLine(id)
    yield* letterLines({ date, lines: [{ lineId: back }, { lineId: yield* holderLine(entryId) }] })
    return back
  })

/** The lines of the lettering in force of that line. */
const settling = (id: LineId) =>
  Effect.map(
    Effect.flatMap(Letterings, ({ holding }) => holding([id])),
    (found) => found.flatMap(({ parts }) => parts.map(({ lineId }) => lineId)).toSorted()
  )

const tagOf = <A, E extends { readonly _tag: string }, R>(work: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.flip(work), ({ _tag }) => _tag)

layer(cardWorld, { excludeTestServices: true, timeout: "120 seconds" })(
  "the expense of a card payment",
  (it) => {
    it.effect(
      "is posted anew with its category, and its VAT once the receipt is there; each version once",
      () =>
        Effect.gen(function* () {
          const { card, movement } = yield* companyThatPaid
          const { addVatCode } = yield* Books
          yield* addVatCode({
            code: "D20",
            label: "TVA déductible 20 %",
            rateBasisPoints: 2000,
            direction: "deductible",
            account: deductible
          })
          const vat = said({ vatCode: "D20", vat: eur(500n), note: "Déjeuner" })
          const { id, version } = movement
          assert.strictEqual(yield* tagOf(stateExpense(id, version, vat)), "ExpenseRefused")
          const [payment] = yield* paymentsOf(card)
          if (payment === undefined) return yield* Effect.die("no payment")
          yield* attachReceipt(payment.id, "repas.pdf", new TextEncoder().encode("%PDF-1.7 receipt"))
          const stated = yield* stateExpense(id, version, vat)
          assert.deepStrictEqual(yield* linesIn(stated.entryId), [
            [bank, -3_000n],
            [meals, 2_500n],
            [deductible, 500n]
          ])
          assert.strictEqual((yield* entryOf(movement.entryId)).state, "reversed")
          const [line] = yield* bankLinesOf(-3_000n)
          assert.deepInclude(line, { state: "posted", entryId: stated.entryId })
          assert.strictEqual(yield* balanceOf(bank), -3_000n)
          assert.strictEqual(yield* tagOf(stateExpense(id, version, vat)), "VersionConflict")
          const again = yield* stateExpense(id, stated.version, { ...vat, note: "Déjeuner client" })
          assert.deepStrictEqual([again.entryId, again.expense?.note], [stated.entryId, "Déjeuner client"])
        }).pipe(forCompany)
    )

    it.effect("of a receipt with two rates is posted by rate, with a personal part, and undone whole", () =>
      Effect.gen(function* () {
        const { card, movement } = yield* companyThatPaid
        const { addAccount, addVatCode } = yield* Books
        const { add } = yield* PostingRules
        const other = AccountCode.make("445661")
        yield* addAccount({ code: other, label: "TVA déductible 10 %" })
        for (const [code, rateBasisPoints, account] of [
          ["D20", 2000, deductible],
          ["D10", 1000, other]
        ] as const) {
          yield* addVatCode({ code, label: code, rateBasisPoints, direction: "deductible", account })
        }
        const rule = { eventType: "cards.personal", journal: "BQ", controlAccount: bank } as const
        yield* add({ ...rule, netAccount: holder, side: "credit" })
        const [payment] = yield* paymentsOf(card)
        if (payment === undefined) return yield* Effect.die("no payment")
        yield* attachReceipt(payment.id, "repas.pdf", new TextEncoder().encode("%PDF-1.7 receipt"))
        const wine = { account: meals, amount: eur(600n), vatCode: "D20", vat: eur(100n) }
        const twice = said({ vatCode: "D10", vat: eur(200n), personal: eur(200n) }, wine)
        const { id, version } = movement
        const off = { ...twice, personal: eur(201n) }
        assert.strictEqual(yield* tagOf(stateExpense(id, version, off)), "ExpenseRefused")
        const stated = yield* stateExpense(id, version, twice)
        assert.deepStrictEqual(stated.expense, twice)
        assert.deepStrictEqual(yield* linesIn(stated.entryId), [
          [bank, -3_000n],
          [meals, 500n],
          [deductible, 100n],
          [meals, 2_000n],
          [other, 200n],
          [holder, 200n]
        ])
        const back = yield* paidBack(stated.entryId, eur(200n))
        const corrected = yield* stateExpense(
          id,
          stated.version,
          said({ vatCode: "D10", vat: eur(200n), personal: eur(200n) }, { ...wine, account: supplies })
        )
        assert.deepStrictEqual(yield* settling(back), [back, yield* holderLine(corrected.entryId)].toSorted())
        yield* stateExpense(id, corrected.version, said())
        assert.deepStrictEqual(yield* settling(back), [])
        const left = yield* Effect.forEach([meals, deductible, other, holder, bank], balanceOf)
        assert.deepStrictEqual(left, [3_000n, 0n, 0n, -200n, -2_800n])
      }).pipe(forCompany)
    )

    it.effect("said by five at once is said by one, and posted once", () =>
      Effect.gen(function* () {
        const { movement } = yield* companyThatPaid
        const { id, version } = movement
        yield* inParallel(
          5,
          () => Effect.result(stateExpense(id, version, said())),
          (answers) =>
            Effect.sync(() => {
              assert.strictEqual(answers.filter(Result.isSuccess).length, 1)
              const lost = answers.flatMap((one) => (Result.isFailure(one) ? [one.failure._tag] : []))
              assert.deepStrictEqual([...new Set(lost)], ["VersionConflict"])
            })
        )
        const { list } = yield* Ledger
        assert.lengthOf(yield* list({ account: bank }, 100, Option.none()), 3)
        assert.strictEqual(yield* balanceOf(meals), 3_000n)
      }).pipe(forCompany)
    )

    it.effect("of a payment that waits for a rule is posted right, without a correction", () =>
      Effect.gen(function* () {
        const company = yield* unruledCompany
        yield* debited(company)
        yield* readAgain(company)
        const { entryId, id, version } = yield* movementNow(company)
        assert.isNull(entryId)
        assert.strictEqual(yield* tagOf(stateExpense(id, version, said())), "NoPostingRule")
        yield* purchaseRule
        const stated = yield* stateExpense(id, version, said())
        const { list } = yield* Ledger
        assert.lengthOf(yield* list({ account: bank }, 100, Option.none()), 1)
        assert.deepStrictEqual(yield* linesIn(stated.entryId), [
          [bank, -3_000n],
          [meals, 3_000n]
        ])
        assert.deepInclude((yield* bankLinesOf(-3_000n))[0], { state: "posted", entryId: stated.entryId })
      }).pipe(forCompany)
    )

    it.effect("of money that went over 471 leaves nothing there", () =>
      Effect.gen(function* () {
        const company = yield* companyWithCard
        yield* debited(company)
        yield* sync(company.connection.id)
        const [line] = yield* bankLinesOf(-3_000n)
        if (line === undefined) return yield* Effect.die("no line")
        yield* postBankLine(line.id, line.version, undefined)
        yield* recordJobs(company.account.id)
        const { id, version } = yield* movementNow(company)
        yield* stateExpense(id, version, said())
        const { suspense } = yield* LedgerControls
        const waits = yield* suspense(LocalDate.make("2027-12-31"), 10, Option.none())
        assert.deepStrictEqual(
          [waits.lines, yield* balanceOf(meals), yield* balanceOf(bank)],
          [0, 3_000n, -3_000n]
        )
      }).pipe(forCompany)
    )

    it.effect("of money that waits on 471 alone takes it from there", () =>
      Effect.gen(function* () {
        const company = yield* unruledCompany
        yield* debited(company)
        yield* readAgain(company)
        const [line] = yield* bankLinesOf(-3_000n)
        if (line === undefined) return yield* Effect.die("no line")
        yield* postBankLine(line.id, line.version, undefined)
        const { id, version } = yield* movementNow(company)
        const { entryId } = yield* stateExpense(id, version, said())
        const { suspense } = yield* LedgerControls
        const waits = yield* suspense(LocalDate.make("2027-12-31"), 10, Option.none())
        assert.deepStrictEqual(
          [waits.lines, yield* balanceOf(meals), yield* balanceOf(bank)],
          [0, 3_000n, -3_000n]
        )
        assert.deepInclude((yield* bankLinesOf(-3_000n))[0], { state: "posted", entryId })
      }).pipe(forCompany)
    )

    it.effect("goes to the next open day where its period is closed, and is refused where none is open", () =>
      Effect.gen(function* () {
        const { movement } = yield* companyThatPaid
        const { changePeriod, fiscalYears, periods } = yield* Books
        const years = yield* fiscalYears
        const all = (yield* Effect.forEach(years, ({ id }) => periods(id))).flat()
        const first = yield* entryOf(movement.entryId)
        const day = first.date
        const close = (which: typeof all) =>
          Effect.forEach(which, (period) =>
            changePeriod(period, { state: "locked", vatLocked: period.vatLocked })
          )
        yield* close(all.filter(({ starts }) => starts <= day))
        const stated = yield* stateExpense(movement.id, movement.version, said())
        const anew = yield* entryOf(stated.entryId)
        const undone = yield* entryOf(first.id)
        const mirror = yield* entryOf(undone.reversedBy)
        const next = all
          .filter(({ starts }) => starts > day)
          .map(({ starts }) => starts)
          .toSorted()[0]
        assert.deepStrictEqual([anew.date, mirror.date, anew.postponedFrom], [next, next, first.date])
        yield* close(all.filter(({ starts }) => starts > day))
        const later = stateExpense(stated.id, stated.version, said({ account: AccountCode.make("6251") }))
        assert.strictEqual(yield* tagOf(later), "PeriodClosed")
      }).pipe(forCompany)
    )

    it.effect(
      "that is personal is owed on the holder's account until it was paid back, and may be taken back",
      () =>
        Effect.gen(function* () {
          const { card, movement } = yield* companyThatPaid
          const { personal } = yield* CardPayments
          const { add } = yield* PostingRules
          const owed = Effect.map(
            personal({ cardId: card.id, reimbursed: false }, 10, Option.none()),
            (found) => found.length
          )
          const part = said({ personal: eur(1_200n) })
          const { id } = movement
          assert.strictEqual(yield* tagOf(stateExpense(id, movement.version, part)), "NoPostingRule")
          const rule = { eventType: "cards.personal", journal: "BQ", controlAccount: bank } as const
          yield* add({ ...rule, netAccount: holder, side: "credit" })
          const stated = yield* stateExpense(id, movement.version, part)
          assert.deepStrictEqual(yield* linesIn(stated.entryId), [
            [bank, -3_000n],
            [meals, 1_800n],
            [holder, 1_200n]
          ])
          assert.strictEqual(yield* owed, 1)
          const on = LocalDate.make("2026-12-05")
          const paid = yield* reimburseExpense(id, stated.version, on)
          assert.deepStrictEqual([paid.reimbursedOn, yield* owed], [on, 0])
          assert.strictEqual(yield* tagOf(reimburseExpense(id, paid.version, on)), "IllegalTransition")
          assert.strictEqual(yield* tagOf(stateExpense(id, paid.version, said())), "IllegalTransition")
          const again = yield* reimburseExpense(id, paid.version, null)
          assert.deepStrictEqual([again.reimbursedOn, yield* owed], [null, 1])
          yield* stateExpense(id, again.version, said())
          assert.deepStrictEqual(
            [yield* owed, yield* balanceOf(holder), yield* balanceOf(meals)],
            [0, 0n, 3_000n]
          )
        }).pipe(forCompany)
    )
  }
)
