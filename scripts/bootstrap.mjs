// Runs a command of this project with what package-lock.json asks for, installing it first when it is missing.
// Plain JavaScript, no import from node_modules: it must run on the oldest Node that `engines` allows, before anything
// is installed. Everything it says goes to stderr: stdout belongs to the command.
import { spawn } from "node:child_process"
import { existsSync, lstatSync, readFileSync } from "node:fs"
import { constants } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, "node_modules")
const bin = join(modules, ".bin")

const main = async () => {
  const [command, ...options] = process.argv.slice(2)
  if (command === undefined) return refuse(sentences.usage)
  if (!atLeast(process.versions.node, [20, 19])) return refuse(sentences.oldNode(process.versions.node))
  return (isInstalled() || (await install())) && run(command, options)
}

/** Whether each package that package-lock.json asks for stands in node_modules in exactly that version. */
const isInstalled = () => {
  const wanted = packagesOf(join(root, "package-lock.json"))
  const present = packagesOf(join(modules, ".package-lock.json"))
  return hasNode() && Object.keys(wanted).every((path) => path === "" || isMet(wanted[path], present[path]))
}

/** A package for another platform is optional and may be absent. */
const isMet = (wanted, present) =>
  present === undefined ? wanted.optional === true : present.version === wanted.version

const packagesOf = (lockFile) =>
  existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, "utf8")).packages : {}

const hasNode = () => existsSync(join(bin, process.platform === "win32" ? "node.cmd" : "node"))

/**
 * `npm install` without saving takes the versions of package-lock.json and leaves that file alone. `npm ci` would do
 * the same, but it refuses a lock file that leaves out a package of another platform which the registry does not serve.
 */
const install = async () => {
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return refuse(sentences.linked)
  const version = await npm(["--version"])
  if (version.code !== 0) return refuse(sentences.noNpm)
  if (!atLeast(version.output.trim(), [10, 0])) return refuse(sentences.oldNpm(version.output.trim()))
  say(sentences.installing)
  const done = await npm([
    "install",
    "--no-save",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error"
  ])
  if (done.code !== 0) return refuse(whyFailed(done))
  if (!hasNode()) return refuse(sentences.noScripts)
  return isInstalled() || refuse(sentences.otherVersions)
}

/** Runs npm outside node_modules/.bin, which it is about to change. */
const npm = (options) =>
  new Promise((resolve) => {
    const path = (process.env.PATH ?? "").split(delimiter).filter((entry) => entry !== bin)
    const child = spawn("npm", options, {
      cwd: root,
      env: { ...process.env, PATH: path.join(delimiter) },
      shell: process.platform === "win32",
      stdio: ["ignore", "pipe", "pipe"]
    })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.on("error", (error) => resolve({ code: 1, output: error.message }))
    child.on("close", (code) => resolve({ code: code ?? 1, output }))
  })

const whyFailed = ({ code, output }) => {
  if (/ENOSPC|no space left/i.test(output)) return sentences.diskFull
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output))
    return sentences.offline
  process.stderr.write(output)
  return sentences.failed(code)
}

/** Gives the terminal to the command: its output, its exit code, and the signals meant for it. */
const run = (command, options) =>
  new Promise((resolve) => {
    // Listened to before the command exists: one that comes in between would end this process alone.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => {
        // On a terminal, Ctrl-C reaches the command by itself: forwarding it would be a second one.
        if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal)
      })
    }
    const child = spawn(command, options, {
      env: {
        // compiled once for all the processes that follow: each starts in two thirds of the time
        NODE_COMPILE_CACHE: join(modules, ".cache", "azalscore"),
        ...process.env,
        PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`
      },
      shell: process.platform === "win32",
      stdio: "inherit"
    })
    endWithParent(child)
    child.on("error", (error) => resolve(refuse(sentences.notStarted(command, error.message))))
    child.on("exit", (code, signal) => {
      process.exitCode = code ?? 128 + constants.signals[signal]
      resolve(true)
    })
  })

/** Ends the command when npm was killed outright and could pass nothing on: nobody would stop it any more. */
const endWithParent = (child) => {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 500).unref()
}

const atLeast = (version, [major, minor]) => {
  const [ours, theirs] = version.split(".").map(Number)
  return ours > major || (ours === major && theirs >= minor)
}

const say = ({ fr, en }) => {
  const language = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ""
  process.stderr.write(`${language.startsWith("en") ? en : fr}\n`)
}

const refuse = (sentence) => {
  say(sentence)
  process.exitCode = 1
  return false
}

const sentences = {
  usage: {
    fr: "Usage : node scripts/bootstrap.mjs COMMANDE [OPTIONS…]",
    en: "Usage: node scripts/bootstrap.mjs COMMAND [OPTIONS…]"
  },
  oldNode: (found) => ({
    fr: `Il faut Node 20.19 ou plus récent ; cette machine a Node ${found}.`,
    en: `Node 20.19 or newer is needed; this machine has Node ${found}.`
  }),
  noNpm: {
    fr: "La commande npm est introuvable : installez npm 10 ou plus récent, puis relancez.",
    en: "The npm command was not found: install npm 10 or newer, then run this again."
  },
  oldNpm: (found) => ({
    fr: `Il faut npm 10 ou plus récent ; cette machine a npm ${found}.`,
    en: `npm 10 or newer is needed; this machine has npm ${found}.`
  }),
  linked: {
    fr: "Le dossier node_modules est un lien et n'est pas à jour : mettez à jour le dossier vers lequel il pointe.",
    en: "The node_modules folder is a link and is out of date: update the folder it points to."
  },
  installing: {
    fr: "Installation des paquets (une fois, environ une minute)…",
    en: "Installing the packages (once, about a minute)…"
  },
  offline: {
    fr: "Les paquets n'ont pas pu être téléchargés : le registre npm est injoignable. Vérifiez le réseau, puis relancez.",
    en: "The packages could not be downloaded: the npm registry cannot be reached. Check the network, then run this again."
  },
  diskFull: {
    fr: "Les paquets n'ont pas pu être installés : le disque est plein. Libérez environ 1 Go, puis relancez.",
    en: "The packages could not be installed: the disk is full. Free about 1 GB, then run this again."
  },
  failed: (code) => ({
    fr: `Les paquets n'ont pas pu être installés : npm install s'est arrêté avec le code ${code} (raison ci-dessus).`,
    en: `The packages could not be installed: npm install stopped with code ${code} (reason above).`
  }),
  noScripts: {
    fr: "Node 24 n'a pas été installé : npm n'a pas exécuté les scripts d'installation (option ignore-scripts ?).",
    en: "Node 24 was not installed: npm did not run the install scripts (option ignore-scripts?)."
  },
  otherVersions: {
    fr: "Les paquets installés ne sont pas ceux de package-lock.json : supprimez le dossier node_modules, puis relancez.",
    en: "The installed packages are not those of package-lock.json: delete the node_modules folder, then run this again."
  },
  notStarted: (command, reason) => ({
    fr: `La commande ${command} n'a pas pu démarrer : ${reason}.`,
    en: `The command ${command} could not be started: ${reason}.`
  })
}

await main()
