import { Layer } from "effect"
import { homePage } from "./homePage.ts"
import { probes } from "./probes.ts"
import { problemPages } from "./problemPages.ts"

/** What every host serves besides the contract: the home page, the problem pages, and the probes. */
export const site = Layer.mergeAll(homePage, problemPages, probes)
