import { Result } from "effect"
import { createReadStream, createWriteStream } from "node:fs"
import { once } from "node:events"
import { FecChecker, type FecLine, FecWriter } from "../../domain/finance/accounting/model/index.ts"
import { syntheticFec } from "./syntheticFec.ts"

/** One measurement in this process alone, so that its peak memory is its own; the answer goes to the parent. */
const [, , work = "", path = "", count = "0"] = process.argv

/** Lines given to the writer at a time. */
const batch = 1_000

const write = async () => {
  const out = createWriteStream(path)
  const writer = new FecWriter({ charset: "ISO-8859-15", separator: "\t" })
  const put = async (bytes: Uint8Array) => {
    if (!out.write(bytes)) await once(out, "drain")
  }
  let waiting = new Array<FecLine>()
  for (const line of syntheticFec(Number(count))) {
    waiting.push(line)
    if (waiting.length < batch) continue
    await put(accepted(writer.push(waiting)))
    waiting = []
  }
  await put(accepted(writer.push(waiting)))
  const { bytes, summary } = accepted(writer.end())
  await put(bytes)
  out.end()
  await once(out, "finish")
  return { lines: summary.lines, debit: summary.debit.toString() }
}

const check = async () => {
  const checker = new FecChecker({ fileName: "732829320FEC20251231.txt" })
  for await (const chunk of createReadStream(path, { highWaterMark: 262_144 })) {
    if (chunk instanceof Uint8Array) checker.push(chunk)
  }
  const report = checker.end()
  if (!report.valid) throw new Error(`refused: ${JSON.stringify(report.errors.slice(0, 3))}`)
  return { lines: report.lines, debit: report.totals.debit }
}

const accepted = <A, E>(result: Result.Result<A, E>): A => {
  if (Result.isFailure(result)) throw new Error(JSON.stringify(result.failure))
  return result.success
}

const started = performance.now()
const done = await (work === "write" ? write() : check())
const seconds = (performance.now() - started) / 1000
process.send?.({ ...done, seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 })
