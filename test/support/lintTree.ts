import { Schema } from "effect"
import { spawnSync } from "node:child_process"
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

export const projectRoot = join(import.meta.dirname, "..", "..")

/** What the linter said: how many files it looked at, and which rules each file broke. */
export interface LintReport {
  readonly files: number
  readonly broken: ReadonlyMap<string, ReadonlySet<string>>
}

/** Lints a folder with one of the project's own configurations. */
export const lintFolder = (folder: string, config: string): LintReport => {
  const oxlint = join(projectRoot, "node_modules", ".bin", "oxlint")
  const ran = spawnSync(oxlint, ["-c", config, "-f", "json", "."], { cwd: folder, encoding: "utf8" })
  const { number_of_files, diagnostics } = decodeOutput(ran.stdout)
  const broken = new Map<string, Set<string>>()
  for (const { filename, code } of diagnostics) {
    broken.set(filename, (broken.get(filename) ?? new Set()).add(code))
  }
  return { files: number_of_files, broken }
}

/** Lints files that exist only here: a tree in a temporary folder under the project's own configuration. */
export const lintTree = (tree: Record<string, string>, config: string): LintReport => {
  const folder = mkdtempSync(join(tmpdir(), "planted-"))
  try {
    for (const name of [config, "tsconfig.json", "package.json"]) {
      copyFileSync(join(projectRoot, name), join(folder, name))
    }
    for (const name of ["node_modules", "scripts"]) symlinkSync(join(projectRoot, name), join(folder, name))
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return lintFolder(folder, config)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const Output = Schema.fromJsonString(
  Schema.Struct({
    number_of_files: Schema.Int,
    diagnostics: Schema.Array(Schema.Struct({ filename: Schema.String, code: Schema.String }))
  })
)

const decodeOutput = Schema.decodeUnknownSync(Output)
