import { Effect, Layer } from "effect"
import { Credits } from "../../../../ports/finance/Credits.ts"
import { TenantSql } from "../../TenantSql.ts"
import {
  addApplication,
  application,
  applicationCalled,
  applications,
  livingApplications,
  setApplication
} from "./creditApplications.ts"
import { addMovement, movement, movements, movementsAfter, setPosting } from "./loanMovements.ts"
import { drawnUpTo } from "./drawnUpTo.ts"
import { addLoan, loan, loans } from "./loans.ts"

export const creditsLayer = Layer.effect(
  Credits,
  Effect.map(TenantSql, ({ statements }) =>
    Credits.of({
      addApplication: (id, given, consentedAt) =>
        statements((unit) => addApplication(unit, id, given, consentedAt)),
      application: (id, hold) => statements((unit) => application(unit, id, hold)),
      applications: (wanted) => statements((unit) => applications(unit, wanted)),
      applicationCalled: (connectionId, reference) =>
        statements((unit) => applicationCalled(unit, connectionId, reference)),
      living: (connectionId) => statements((unit) => livingApplications(unit, connectionId)),
      setApplication: (id, change) => statements((unit) => setApplication(unit, id, change)),
      addLoan: (given) => statements((unit) => addLoan(unit, given)),
      loan: (id) => statements((unit) => loan(unit, id)),
      loans: (after, limit) => statements((unit) => loans(unit, after, limit)),
      drawnUpTo: (on) => statements((unit) => drawnUpTo(unit, on)),
      addMovement: (given) => statements((unit) => addMovement(unit, given)),
      movement: (id) => statements((unit) => movement(unit, id)),
      movements: (loanId) => statements((unit) => movements(unit, loanId)),
      movementsAfter: (loanId, after, limit) =>
        statements((unit) => movementsAfter(unit, loanId, after, limit)),
      setPosting: (id, posting, obstacle) => statements((unit) => setPosting(unit, id, posting, obstacle))
    })
  )
)
