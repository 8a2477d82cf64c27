import { IllegalTransition } from "../../../../shared/errors.ts"
import type { AccountStatement, AccountStatementState } from "./AccountStatement.ts"

/** The steps that a statement can take, and nothing else. What failed may be tried again. */
export const statementTransitions: Readonly<
  Record<AccountStatementState, ReadonlyArray<AccountStatementState>>
> = {
  asked: ["unknown", "making", "refused"],
  unknown: ["making", "refused"],
  making: ["kept", "failed"],
  failed: ["making"],
  kept: [],
  refused: []
}

export const noStatementStep = ({ id, state }: AccountStatement, attempted: AccountStatementState) =>
  new IllegalTransition({
    entity: "AccountStatement",
    id,
    from: state,
    attempted,
    allowed: statementTransitions[state].filter((to) => to !== attempted)
  })
