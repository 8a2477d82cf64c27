import { assert, describe, it } from "@effect/vitest"
import {
  AccountStatementState,
  statementTransitions
} from "../../../../domain/finance/banking/model/index.ts"

const all = AccountStatementState.literals

describe("the steps of a statement", () => {
  it("lead nowhere from a document that is kept and from a refusal, and never back to the asking", () => {
    const ends = all.filter((state) => statementTransitions[state].length === 0)
    assert.deepStrictEqual(ends, ["kept", "refused"])
    for (const state of all) {
      assert.notInclude(statementTransitions[state], "asked")
      assert.notInclude(statementTransitions[state], state)
    }
  })

  it("reach every state from the asking", () => {
    const reached = new Set<AccountStatementState>(["asked"])
    for (const state of reached) for (const next of statementTransitions[state]) reached.add(next)
    assert.sameMembers([...reached], [...all])
  })
})
