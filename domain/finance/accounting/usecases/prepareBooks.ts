import { Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { AccountCode, type FecDryRun, type FecImport, labelFrom } from "../model/index.ts"
import { openFiscalYear } from "./openFiscalYear.ts"

/** Makes the accounts, journals and the fiscal year that an import needs and the company lacks. */
export const prepareBooks = Effect.fnUntraced(function* ({ mapping, preview }: FecImport, tried: FecDryRun) {
  const books = yield* Books
  const accountLabels = new Map(preview.accounts.map(({ code, label }) => [code, label]))
  yield* books.addAccounts(
    tried.accounts.map((account) => {
      const from = mapping.accounts.find((one) => one.account === account)?.code ?? account
      return { code: AccountCode.make(account), label: labelFrom(accountLabels.get(from) ?? "", account) }
    })
  )
  for (const code of tried.journals) {
    const from = mapping.journals.find(({ journal }) => journal === code)
    const label = preview.journals.find((one) => one.code === from?.code)?.label ?? ""
    yield* Effect.catchTag(
      books.addJournal({ code, label: labelFrom(label, code), kind: from?.kind ?? "general" }),
      "AlreadyExists",
      () => Effect.void
    )
  }
  if (mapping.year === null || tried.fiscalYear?.exists === true) return
  yield* Effect.catchTag(openFiscalYear(mapping.year), "AlreadyExists", Effect.die)
})
