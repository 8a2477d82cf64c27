import { Effect, Option } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { AccountCode } from "../../domain/finance/accounting/model/index.ts"
import { importStatements } from "../../domain/finance/banking/usecases/index.ts"
import { BankFeed } from "../../ports/finance/BankFeed.ts"

/**
 * Imports bank files of `demo/` into the acting company, each once, and links their accounts to the books. The
 * entries of `demo/` are those of the January statements; later lines wait to be posted.
 */
export const loadDemoStatements = Effect.fnUntraced(function* (files: ReadonlyArray<string>) {
  const feed = yield* BankFeed
  const known = new Set((yield* feed.files(200, Option.none())).map(({ name }) => name))
  for (const file of files.filter((name) => !known.has(name))) {
    const bytes = readFileSync(join(import.meta.dirname, "..", "..", "demo", file))
    yield* importStatements(file, new Uint8Array(bytes))
  }
  for (const { id, ledgerAccount, version } of yield* feed.accounts) {
    if (ledgerAccount === null) {
      yield* feed.changeAccount(id, version, { ledgerAccount: AccountCode.make("512"), journal: "BQ" })
    }
  }
})
