import { nodeHost } from "../support/hosts.ts"
import { oncePerFile } from "../support/oncePerFile.ts"
import { everyScenario } from "./scenarios/everyScenario.ts"

everyScenario("Node", oncePerFile(nodeHost))
