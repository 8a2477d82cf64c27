import { DateTime, Effect } from "effect"
import { Books } from "../../../../ports/finance/Books.ts"
import { FecLedger } from "../../../../ports/finance/FecLedger.ts"
import { Events } from "../../../../ports/platform/Events.ts"
import { Files } from "../../../../ports/platform/Files.ts"
import { Tenants } from "../../../../ports/platform/Tenants.ts"
import { UnitOfWork } from "../../../../ports/platform/UnitOfWork.ts"
import { type JobId, jobHandler } from "../../../platform/jobs/model/index.ts"
import { fromMinor } from "../../../shared/Money.ts"
import {
  exportFecKind,
  fecDescription,
  type FecExportOptions,
  fecFileName,
  fecSeparatorOf,
  type FecReport
} from "../model/index.ts"
import { fecCompany } from "./fecCompany.ts"
import { emptyYear, impossible, refusedReport } from "./fecFailures.ts"
import { writeFecLines } from "./writeFecLines.ts"

/** Days that the files of an export are kept: the same export can be asked for again at any time. */
const keptDays = 30

/**
 * The work of `accounting.export-fec`: the year's entries as they stand when it begins, through the writer and our
 * own checker into a file under the legal name, with its description beside it. An attempt discards what the one
 * before left; both files show themselves together, with the event.
 */
export const writeFec = jobHandler(exportFecKind, ({ fiscalYearId, ...options }, run) =>
  Effect.gen(function* () {
    const ledger = yield* FecLedger
    const files = yield* Files
    const facts = yield* factsOf(fiscalYearId)
    yield* files.discard(run.id)
    const state = yield* ledger.fix(run.id, fiscalYearId)
    if (state.entries === 0) return yield* emptyYear
    const file = yield* files.begin(yield* newFile(facts.fileName, options.charset, run.id))
    const { report, summary } = yield* writeFecLines(state, facts, options, file.write, run.progress)
    if (!report.valid) return yield* refused(report, facts.fileName, run.id)
    const written = yield* file.close
    const description = yield* describe(run.id, { ...facts, ...summary, journals: state.journals }, options)
    yield* run.progress(1, facts.fileName)
    return yield* publish(fiscalYearId, run.id, [written, description], {
      fileName: facts.fileName,
      lines: summary.lines,
      entries: report.entries,
      debit: fromMinor(summary.debit, 2),
      credit: fromMinor(summary.credit, 2),
      replacedCharacters: summary.replaced,
      alerts: report.alerts.length,
      notices: report.notices.length
    })
  }).pipe(Effect.ensuring(Effect.flatMap(FecLedger, ({ release }) => release(run.id))))
)

/** What the file and its description say of the company and the year. */
const factsOf = Effect.fnUntraced(function* (id: typeof exportFecKind.payload.Type.fiscalYearId) {
  const books = yield* Books
  const { current } = yield* Tenants
  const { ends, starts } = yield* Effect.orDie(books.fiscalYear(id))
  const tenant = yield* current
  const { name, siren } = yield* Effect.mapError(Effect.fromResult(fecCompany(tenant)), impossible)
  return {
    siren,
    company: name,
    yearStart: starts,
    yearEnd: ends,
    fileName: fecFileName(siren, ends),
    language: tenant.language
  }
})

const newFile = (name: string, charset: FecExportOptions["charset"], jobId: JobId) =>
  Effect.map(DateTime.now, (now) => ({
    name,
    contentType: `text/plain; charset=${charset.toLowerCase()}`,
    readableWith: "accounting:read" as const,
    jobId,
    expiresAt: DateTime.add(now, { days: keptDays })
  }))

type Described = Omit<
  Parameters<typeof fecDescription>[0],
  "charset" | "separator" | "lineEnd" | "cashColumns" | "numbering"
>

const describe = Effect.fnUntraced(function* (
  jobId: JobId,
  facts: Described & { readonly fileName: string },
  options: FecExportOptions
) {
  const files = yield* Files
  const text = fecDescription({
    ...facts,
    charset: options.charset,
    separator: fecSeparatorOf(options.separator),
    lineEnd: "\r\n",
    cashColumns: 0,
    numbering: "per-journal"
  })
  const file = yield* files.begin(
    yield* newFile(facts.fileName.replace(".txt", "-description.txt"), "UTF-8", jobId)
  )
  yield* file.write(new TextEncoder().encode(text))
  return yield* file.close
})

/** Our own checker refused what we wrote: the file is discarded, its report is kept for whoever looks into it. */
const refused = Effect.fnUntraced(function* (report: FecReport, fileName: string, jobId: JobId) {
  const { write } = yield* UnitOfWork
  const files = yield* Files
  yield* files.discard(jobId)
  const name = fileName.replace(".txt", "-refus.json")
  const file = yield* files.begin({
    ...(yield* newFile(name, "UTF-8", jobId)),
    contentType: "application/json"
  })
  yield* file.write(new TextEncoder().encode(JSON.stringify(report)))
  yield* write(Effect.flatMap(file.close, (written) => files.publish([written])))
  return yield* refusedReport(report, file.id)
})

type Facts = { readonly fileName: string; readonly lines: number } & Readonly<Record<string, string | number>>

const publish = Effect.fnUntraced(function* (
  year: string,
  jobId: JobId,
  written: Parameters<Files["Service"]["publish"]>[0],
  facts: Facts
) {
  const { write } = yield* UnitOfWork
  const files = yield* Files
  const events = yield* Events
  const [fileId = "", descriptionFileId = ""] = written.map(({ id }) => id)
  const result = {
    fileId,
    descriptionFileId,
    sha256: written[0]?.sha256 ?? "",
    size: written[0]?.size ?? 0,
    ...facts
  }
  yield* write(
    Effect.andThen(
      files.publish(written),
      events.publish({ type: "accounting.fec.exported", entityId: year, payload: { jobId, ...result } })
    )
  )
  return result
})
