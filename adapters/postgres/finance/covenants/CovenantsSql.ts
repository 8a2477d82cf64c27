import { Effect, Layer } from "effect"
import { Covenants } from "../../../../ports/finance/Covenants.ts"
import { TenantSql } from "../../TenantSql.ts"
import { addCovenant, covenant, covenants, end, note } from "./covenants.ts"
import { addTest, test, tests, testsAfter, waive } from "./covenantTests.ts"

export const covenantsLayer = Layer.effect(
  Covenants,
  Effect.map(TenantSql, ({ statements }) =>
    Covenants.of({
      add: (id, loanId, given) => statements((unit) => addCovenant(unit, id, loanId, given)),
      covenant: (id, hold) => statements((unit) => covenant(unit, id, hold)),
      covenants: (loanId, after, limit) => statements((unit) => covenants(unit, loanId, after, limit)),
      end: (id, on) => statements((unit) => end(unit, id, on)),
      addTest: (given) => statements((unit) => addTest(unit, given)),
      test: (id) => statements((unit) => test(unit, id)),
      tests: (id) => statements((unit) => tests(unit, id)),
      testsAfter: (id, after, limit) => statements((unit) => testsAfter(unit, id, after, limit)),
      waive: (id, waiver) => statements((unit) => waive(unit, id, waiver)),
      note: (id, on, what) => statements((unit) => note(unit, id, on, what))
    })
  )
)
