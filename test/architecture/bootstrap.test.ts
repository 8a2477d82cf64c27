import { afterAll, assert, describe, it } from "@effect/vitest"
import { spawn, spawnSync } from "node:child_process"
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { projectRoot } from "../support/lintTree.ts"

const lockOf = (version: string) =>
  JSON.stringify({
    packages: {
      "": { version: "0.1.0" },
      "node_modules/one": { version },
      "node_modules/elsewhere": { version: "1.0.0", optional: true }
    }
  })

/** An npm that does what the case says, after writing down that it was called. */
const npmThat = (does: string, version = "10.9.0") => `#!/bin/sh
if [ "$1" = --version ]; then echo ${version}; exit 0; fi
echo "$@" >> called
${does}
`

const installs = `mkdir -p node_modules/.bin
printf '#!/bin/sh\\necho "the installed node: $*"' > node_modules/.bin/node
chmod +x node_modules/.bin/node
cp package-lock.json node_modules/.package-lock.json
echo "noise of npm"`

const made: Array<string> = []
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const project = (npm: string | null) => {
  const folder = mkdtempSync(join(tmpdir(), "bootstrap-"))
  made.push(folder)
  for (const name of ["scripts", "bin"]) mkdirSync(join(folder, name))
  copyFileSync(join(projectRoot, "scripts", "bootstrap.mjs"), join(folder, "scripts", "bootstrap.mjs"))
  writeFileSync(join(folder, "package-lock.json"), lockOf("1.0.0"))
  if (npm !== null) {
    writeFileSync(join(folder, "bin", "npm"), npm)
    chmodSync(join(folder, "bin", "npm"), 0o755)
  }
  const path = npm === null ? join(folder, "bin") : `${join(folder, "bin")}:/usr/bin:/bin`
  const options = (language: string) => ({ cwd: folder, env: { PATH: path, LANG: language } })
  const script = join(folder, "scripts", "bootstrap.mjs")
  return {
    folder,
    run: (command: ReadonlyArray<string>, language = "en_US.UTF-8") =>
      spawnSync(process.execPath, [script, ...command], { ...options(language), encoding: "utf8" }),
    start: (command: ReadonlyArray<string>) =>
      spawn(process.execPath, [script, ...command], options("en_US.UTF-8"))
  }
}

describe("a fresh clone", () => {
  it("is installed first; only the command speaks on stdout, from the installed tools", () => {
    const { folder, run } = project(npmThat(installs))
    const ran = run(["node", "apps/main.ts"])
    assert.strictEqual(ran.stdout, "the installed node: apps/main.ts\n")
    assert.strictEqual(ran.stderr, "Installing the packages (once, about a minute)…\n")
    assert.strictEqual(ran.status, 0)
    assert.isTrue(existsSync(join(folder, "called")))
  })

  it("is told in French unless the locale is English", () =>
    assert.match(project(npmThat(installs)).run(["node"], "C.UTF-8").stderr, /^Installation des paquets/))
})

describe("an installed clone", () => {
  it("installs nothing again", () => {
    const { folder, run } = project(npmThat(installs))
    run(["node"])
    rmSync(join(folder, "called"))
    assert.strictEqual(run(["node"]).stderr, "")
    assert.isFalse(existsSync(join(folder, "called")))
  })

  it("installs again when package-lock.json asks for another version", () => {
    const { folder, run } = project(npmThat(installs))
    run(["node"])
    rmSync(join(folder, "called"))
    writeFileSync(join(folder, "package-lock.json"), lockOf("2.0.0"))
    assert.strictEqual(run(["node"]).status, 0)
    assert.isTrue(existsSync(join(folder, "called")))
  })

  it("lets every process of the command keep its compiled code with the packages", () => {
    const { folder, run } = project(npmThat(installs))
    assert.strictEqual(
      run(["sh", "-c", "echo $NODE_COMPILE_CACHE"]).stdout.trim(),
      join(folder, "node_modules", ".cache", "azalscore")
    )
  })

  it("keeps the exit code of the command", () => {
    const { run } = project(npmThat(installs))
    assert.strictEqual(run(["sh", "-c", "exit 7"]).status, 7)
  })

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
    "hands %s to the command and waits for its end",
    async (signal) => {
      const { run, start } = project(npmThat(installs))
      run(["node"])
      const ending = `process.on("${signal}", () => { console.log("ended by ${signal}"); process.exit(9) })`
      const child = start([process.execPath, "-e", `${ending}; process.stdin.resume(); console.log("ready")`])
      let output = ""
      child.stdout.on("data", (chunk: Buffer) => {
        output += chunk.toString()
        if (output === "ready\n") child.kill(signal)
      })
      const code = await new Promise((resolve) => child.on("close", resolve))
      assert.strictEqual(output, `ready\nended by ${signal}\n`)
      assert.strictEqual(code, 9)
    }
  )

  it("ends the command when npm itself was killed", async () => {
    const { folder, run } = project(npmThat(installs))
    run(["node"])
    const ending = `process.on("SIGTERM", () => { console.log("ended"); process.exit() })`
    const bootstrap = [join(folder, "scripts", "bootstrap.mjs"), process.execPath, "-e"]
    const npm = spawn(
      "/bin/sh",
      [
        "-c",
        '"$0" "$@" & wait',
        process.execPath,
        ...bootstrap,
        `${ending}; setInterval(() => {}, 60000); console.log("ready")`
      ],
      { cwd: folder, env: { PATH: "/usr/bin:/bin", npm_lifecycle_event: "start" } }
    )
    let output = ""
    npm.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString()
      if (output === "ready\n") npm.kill("SIGKILL")
    })
    await new Promise((resolve) => npm.on("close", resolve))
    assert.strictEqual(output, "ready\nended\n")
  })

  it("says which command it could not start", () => {
    const ran = project(npmThat(installs)).run(["no-such-command"])
    assert.match(ran.stderr, /The command no-such-command could not be started/)
    assert.strictEqual(ran.status, 1)
  })
})

describe("what cannot be installed", () => {
  const cases: ReadonlyArray<readonly [what: string, npm: string | null, fr: RegExp, en: RegExp]> = [
    [
      "without a network",
      npmThat("echo 'npm error code ENOTFOUND' >&2; exit 1"),
      /registre npm est injoignable/,
      /registry cannot be reached/
    ],
    [
      "on a full disk",
      npmThat("echo 'npm error ENOSPC: no space left on device' >&2; exit 228"),
      /disque est plein/,
      /disk is full/
    ],
    [
      "for a reason npm gives",
      npmThat("echo 'npm error EX' >&2; exit 5"),
      /code 5/,
      /npm error EX\n.*code 5/s
    ],
    ["when install scripts are off", npmThat("mkdir node_modules"), /ignore-scripts/, /ignore-scripts/],
    [
      "in the asked versions",
      npmThat(`${installs}\necho '{"packages":{}}' > node_modules/.package-lock.json`),
      /ne sont pas ceux de package-lock/,
      /are not those of package-lock/
    ],
    ["by an old npm", npmThat("exit 0", "9.8.1"), /Il faut npm 10/, /npm 10 or newer is needed/],
    ["without npm", null, /npm est introuvable/, /npm command was not found/]
  ]

  it.each(cases)("%s ends in one sentence and runs nothing", (_what, npm, fr, en) => {
    for (const [language, sentence] of [["C", fr] as const, ["en_GB.UTF-8", en] as const]) {
      const ran = project(npm).run(["sh", "-c", "echo ran"], language)
      assert.match(ran.stderr, sentence)
      assert.strictEqual(ran.stdout, "")
      assert.strictEqual(ran.status, 1)
    }
  })
})
