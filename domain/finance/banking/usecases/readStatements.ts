import { Effect } from "effect"
import { type ParsedFile, parseStatements, StatementNotKept, accountKey } from "../model/index.ts"

/** Reads a bank file that is to be kept: every statement names its account and its currency. */
export const readStatements = Effect.fn("banking.readStatements")(function* (bytes: Uint8Array) {
  const file = yield* Effect.fromResult(parseStatements(bytes))
  yield* everyAccountNamed(file)
  return file
})

const everyAccountNamed = ({ statements }: ParsedFile) => {
  for (const [index, { account, currency }] of statements.entries()) {
    const missing = accountKey(account) === "" ? "account" : currency === null ? "currency" : undefined
    if (missing !== undefined) return Effect.fail(new StatementNotKept({ statement: index + 1, missing }))
  }
  return Effect.void
}
