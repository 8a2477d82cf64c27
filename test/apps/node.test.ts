import { nodeHost } from "../support/hosts.ts"
import { everyScenario } from "./scenarios/everyScenario.ts"

everyScenario("Node", nodeHost)
