import { randomBytes } from "node:crypto"
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { makeDataFolder, run } from "./ServerProcess.ts"
import { ended } from "./ended.ts"

/** The passwords of this data folder: drawn once, readable by their owner only. */
export const keepSecrets = (folder: string) => {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  return { admin: keep(folder, "admin"), service: keep(folder, "service") }
}

/** Makes the database cluster beside its place and moves it there whole: a killed `initdb` leaves no half of one. */
export const initialise = async (initdb: string, data: string, folder: string) => {
  for (const name of readdirSync(folder).filter(isAbandoned)) {
    rmSync(join(folder, name), { recursive: true, force: true })
  }
  const fresh = `${data}.new-${process.pid}`
  makeDataFolder(fresh)
  const flags = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--username=postgres"]
  const { code, output } = await ended(
    run(initdb, ["-D", fresh, `--pwfile=${join(folder, "admin.secret")}`, ...flags])
  )
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    throw new Error(output)
  }
  try {
    renameSync(fresh, data)
  } catch (fault) {
    rmSync(fresh, { recursive: true, force: true })
    if (!existsSync(join(data, "PG_VERSION"))) throw fault
  }
}

/** What an `initdb` was making when its service was killed. */
const isAbandoned = (name: string) => {
  const [, pid] = /^postgres\.new-(\d+)$/.exec(name) ?? []
  if (pid === undefined) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch {
    return true
  }
}

const keep = (folder: string, name: string) => {
  const file = join(folder, `${name}.secret`)
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, randomBytes(24).toString("hex"), { mode: 0o600 })
    try {
      linkSync(draft, file)
    } catch (fault) {
      if (!existsSync(file)) throw fault
    } finally {
      rmSync(draft)
    }
  }
  return readFileSync(file, "utf8").trim()
}
