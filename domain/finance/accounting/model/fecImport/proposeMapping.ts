import { Option, Result, Schema } from "effect"
import { addDays, daysInMonth, localDate, type LocalDate } from "../../../../shared/LocalDate.ts"
import { Code } from "../../../../shared/Text.ts"
import { AccountCode } from "../books/Account.ts"
import type { Journal, JournalKind } from "../books/Journal.ts"
import { NewFiscalYear } from "../books/Period.ts"
import type { FecPreview, FecTally } from "../fec/FecPreview.ts"
import { type FecMapping, type FecMappingChange, UnknownFecCodes } from "./FecMapping.ts"

/**
 * What an import takes a file's codes for, until somebody says otherwise: an account for itself, in capitals; a journal
 * for the company's of the same code; the fiscal year that the file's name and dates tell.
 */
export const proposeMapping = (preview: FecPreview, journals: ReadonlyArray<Journal>): FecMapping => ({
  year: yearOf(preview),
  accounts: preview.accounts.map(({ code, proposed }) => ({
    code,
    account: Result.getOrElse(decodeAccount(code.toUpperCase()), () => null),
    plan: proposed?.code ?? null
  })),
  journals: preview.journals.map((tally) => ({
    code: tally.code,
    journal: Result.getOrElse(decodeCode(tally.code), () => null),
    kind: journals.find(({ code }) => code === tally.code)?.kind ?? kindOf(tally)
  })),
  parties: partiesOf(preview.auxiliaries)
})

/** The mapping with the changes in it. */
export const changedMapping = (
  mapping: FecMapping,
  { accounts = [], journals = [], year }: FecMappingChange
): Result.Result<FecMapping, UnknownFecCodes> => {
  const unknown = [
    ...accounts.filter(({ code }) => !mapping.accounts.some((one) => one.code === code)),
    ...journals.filter(({ code }) => !mapping.journals.some((one) => one.code === code))
  ]
  if (unknown.length > 0) return Result.fail(new UnknownFecCodes({ codes: unknown.map(({ code }) => code) }))
  const newAccounts = new Map(accounts.map((change) => [change.code, change]))
  const newJournals = new Map(journals.map((change) => [change.code, change]))
  return Result.succeed({
    ...mapping,
    year: year ?? mapping.year,
    accounts: mapping.accounts.map((one) => ({ ...one, ...newAccounts.get(one.code) })),
    journals: mapping.journals.map((one) => ({ ...one, ...newJournals.get(one.code) }))
  })
}

const decodeAccount = Schema.decodeUnknownResult(AccountCode)
const decodeCode = Schema.decodeUnknownResult(Code)

/** Twelve months that end where the name says, or with the month of the last entry; longer where the entries are. */
const yearOf = ({ firstDate, lastDate, yearEnd }: FecPreview): NewFiscalYear | null => {
  if (firstDate === null || lastDate === null) return null
  const ends = yearEnd ?? monthEnd(lastDate)
  const next = addDays(ends, 1)
  const usual = Option.getOrElse(
    localDate(Number(next.slice(0, 4)) - 1, Number(next.slice(5, 7)), Number(next.slice(8))),
    () => firstDate
  )
  const year = { starts: firstDate < usual ? monthStart(firstDate) : usual, ends }
  return Schema.is(NewFiscalYear)(year) ? year : null
}

const monthStart = (date: LocalDate): LocalDate => addDays(date, 1 - Number(date.slice(8)))

const monthEnd = (date: LocalDate): LocalDate => {
  const days = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))
  return addDays(date, days - Number(date.slice(8)))
}

/** The kind that a journal's code and label speak of, as French accountants name journals. */
const kindOf = ({ code, label }: FecTally): JournalKind =>
  kinds.find(([pattern]) => pattern.test(label) || pattern.test(code))?.[1] ?? "general"

const kinds: ReadonlyArray<readonly [RegExp, JournalKind]> = [
  [/^(AN|RAN|OUV)$|nouveau|ouverture/i, "opening"],
  [/^(VE|VT|VTE)\d*$|vente/i, "sales"],
  [/^(AC|HA|ACH)\d*$|achat/i, "purchases"],
  [/^(BQ|BK|BNQ|CM)\d*$|banque/i, "bank"],
  [/^(CA|CS)\d*$|caisse/i, "cash"]
]

/** A third party keeps its code where the company can have it; otherwise it gets the nearest one that is free. */
const partiesOf = (parties: ReadonlyArray<FecTally>): FecMapping["parties"] => {
  const taken = new Set(parties.map(({ code }) => code).filter((code) => Result.isSuccess(decodeCode(code))))
  return parties.map(({ code }) => {
    if (taken.has(code)) return { code, party: code }
    const plain =
      code
        .normalize("NFD")
        .replaceAll(/[^A-Za-z0-9_-]/g, "")
        .slice(0, 14) || "TIERS"
    let party = plain
    for (let n = 2; taken.has(party); n++) party = `${plain}-${n}`
    taken.add(party)
    return { code, party }
  })
}
