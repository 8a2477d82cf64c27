import { processWork } from "../../../platform/processes/model/index.ts"
import { collect } from "../model/index.ts"
import { postedStep } from "./postedStep.ts"
import { takeStep } from "./takeStep.ts"

const collectWork = processWork(collect, { take: takeStep, posted: postedStep })

/** What a worker does for each process of the suite. A new process is one line here. */
export const suiteWorks = [collectWork] as const
