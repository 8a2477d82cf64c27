import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Schedule } from "effect"
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { embeddedDatabase } from "../../../adapters/embedded/EmbeddedDatabase.ts"
import { explain } from "../../../adapters/embedded/explain.ts"
import { binaries, run } from "../../../adapters/embedded/ServerProcess.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

describe("the embedded server", () => {
  it.live("lends its data folder to one service; a command joins its server", () =>
    Effect.gen(function* () {
      const at = yield* temporaryFolder
      const first = yield* embeddedDatabase({ folder: at, durable: false })
      const refused = yield* Effect.flip(embeddedDatabase({ folder: at, durable: false }))
      assert.include(refused.reason.fr, "Un autre AZALSCORE")
      const joined = yield* embeddedDatabase({ folder: at, durable: false, join: true })
      assert.deepStrictEqual(joined.service, first.service)
    })
  )

  it.live("stops a server that a killed service left behind", () =>
    Effect.gen(function* () {
      const at = yield* temporaryFolder
      const data = join(at, "postgres")
      yield* Effect.scoped(embeddedDatabase({ folder: at, durable: false }))
      const { postgres } = yield* Effect.promise(binaries)
      const port = 20_000 + (process.pid % 10_000)
      const left = run(postgres, ["-D", data, "-c", "listen_addresses=127.0.0.1", "-c", `port=${port}`])
      const gone = new Promise((resolve) => left.once("close", resolve))
      yield* eventually(() => pidIn(data) === left.pid)
      yield* embeddedDatabase({ folder: at, durable: false })
      yield* Effect.promise(() => gone)
      assert.notStrictEqual(pidIn(data), left.pid)
    })
  )

  it.live("is not misled by a stale pid file, nor by half of an initdb", () =>
    Effect.gen(function* () {
      const at = yield* temporaryFolder
      yield* Effect.scoped(embeddedDatabase({ folder: at, durable: false }))
      const half = join(at, "postgres.new-2147483646")
      mkdirSync(half)
      writeFileSync(join(half, "PG_VERSION"), "18")
      rmSync(join(at, "postgres"), { recursive: true })
      yield* Effect.scoped(embeddedDatabase({ folder: at, durable: false }))
      assert.isFalse(existsSync(half))
      writeFileSync(join(at, "postgres", "postmaster.pid"), `${process.pid}\n${at}\n1\n1\n\n127.0.0.1\n\n`)
      yield* embeddedDatabase({ folder: at, durable: false })
    })
  )

  it.live("says when it dies by itself", () =>
    Effect.gen(function* () {
      const at = yield* temporaryFolder
      const { stopped } = yield* embeddedDatabase({ folder: at, durable: false })
      const watching = yield* Effect.forkChild(Effect.flip(stopped), { startImmediately: true })
      process.kill(pidIn(join(at, "postgres")) ?? Number.NaN, "SIGQUIT")
      assert.include((yield* Fiber.join(watching)).reason.fr, "PostgreSQL s'est arrêté de lui-même")
    })
  )

  const mountable = canMount()
  it.live(`says when the disk is full${mountable ? "" : " (no mount here: the mapping alone)"}`, () =>
    Effect.gen(function* () {
      assert.include(explain("PANIC: could not write: No space left on device").fr, "Le disque est plein")
      assert.include(explain("Error: ENOSPC: no space left on device, write").en, "The disk is full")
      if (!mountable) return
      const at = yield* smallDisk("12m")
      const refused = yield* Effect.flip(embeddedDatabase({ folder: at, durable: true }))
      assert.include(refused.reason.fr, "Le disque est plein")
    })
  )
})

const eventually = (holds: () => boolean) =>
  Effect.suspend(() => (holds() ? Effect.void : Effect.fail("not yet"))).pipe(
    Effect.retry({ schedule: Schedule.spaced("50 millis"), times: 200 })
  )

const pidIn = (data: string) => {
  const file = join(data, "postmaster.pid")
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : undefined
}

function canMount() {
  const at = mkdtempSync(join(tmpdir(), "azals-mount-"))
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", at]).status === 0
  if (mounted) spawnSync("umount", [at])
  rmSync(at, { recursive: true })
  return mounted
}

const smallDisk = (size: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const at = mkdtempSync(join(tmpdir(), "azals-small-"))
      spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", at])
      return at
    }),
    (at) =>
      Effect.sync(() => {
        spawnSync("umount", [at])
        rmSync(at, { recursive: true })
      })
  )
