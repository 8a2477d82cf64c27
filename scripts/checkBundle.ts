import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"

/** What the edge bundle may weigh, compressed, in bytes: 1 MiB. */
const limit = 1024 * 1024

/** A check sends nothing, asks nothing, and leaves nothing in the home folder. */
const quiet = { WRANGLER_SEND_METRICS: "false", CI: "true" }

const root = join(import.meta.dirname, "..")

const main = () => {
  for (const needed of ["wrangler.toml", "apps/edge/main.ts"]) {
    if (!existsSync(join(root, needed))) return fail(`${needed} is missing: there is no Worker to bundle.`)
  }
  const folder = mkdtempSync(join(tmpdir(), "edge-bundle-"))
  try {
    return measure(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const measure = (folder: string) => {
  const wrangler = spawnSync(
    join(root, "node_modules", ".bin", "wrangler"),
    ["deploy", "--dry-run", "--outdir", folder, "--metafile", join(folder, "meta.json")],
    { cwd: root, env: { ...process.env, ...quiet, XDG_CONFIG_HOME: folder }, encoding: "utf8" }
  )
  if (wrangler.status !== 0) return fail(`wrangler refused the Worker:\n${wrangler.stdout}${wrangler.stderr}`)
  const bytes = readdirSync(folder)
    .filter((name) => /\.(?:m?js|wasm)$/.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0)
  const modules = modulesIn(readFileSync(join(folder, "meta.json"), "utf8"))
  process.stdout.write(`bundled ${modules} modules, ${bytes} bytes compressed of ${limit} allowed\n`)
  if (bytes === 0) return fail("The bundle is empty.")
  if (bytes > limit) return fail(`The edge bundle weighs ${bytes} bytes compressed: more than ${limit}.`)
  return 0
}

const modulesIn = (metafile: string): number => {
  const meta: unknown = JSON.parse(metafile)
  if (typeof meta !== "object" || meta === null || !("inputs" in meta)) return 0
  return typeof meta.inputs === "object" && meta.inputs !== null ? Object.keys(meta.inputs).length : 0
}

const fail = (sentence: string): number => {
  process.stderr.write(`${sentence}\n`)
  return 1
}

process.exitCode = main()
