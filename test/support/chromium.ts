import { existsSync } from "node:fs"
import { type Browser, chromium } from "playwright-core"

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => existsSync(path)
)

/** What a test's name says where it cannot look at a page. */
export const browserNote = executablePath === undefined ? " (NOT LOOKED AT: no Chromium on this machine)" : ""

/** A real Chromium that talks to nobody but the page, or none where it is not installed. */
export const openBrowser = async (): Promise<Browser | undefined> =>
  executablePath === undefined
    ? undefined
    : chromium.launch({
        executablePath,
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync"
        ]
      })
